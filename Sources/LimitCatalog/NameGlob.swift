public import Bytes

/// Matches names against patterns: `*` is any text, empty too, `?` one character, `\` makes the next one
/// plain. A character is a UTF-8 sequence; a byte that belongs to none is a character of its own.
public enum NameGlob {
  /// Whether the whole name fits the pattern; O(name x pattern) at most, without recursion.
  public static func matches(_ name: ByteString, _ pattern: ByteString) -> Bool {
    let name = name.bytes
    let parts = parts(pattern.bytes)
    var position = 0
    var part = 0
    // Where to go on when the last `*` takes one character more.
    var retry: (position: Int, part: Int)?
    while true {
      if part < parts.count, parts[part] == .any {
        retry = (position, part + 1)
        part += 1
        continue
      }
      if position == name.count, part == parts.count { return true }
      if position < name.count, part < parts.count,
        let next = step(name, position, parts[part])
      {
        (position, part) = (next, part + 1)
        continue
      }
      guard let last = retry, last.position < name.count else { return false }
      retry = (last.position + 1, last.part)
      (position, part) = (last.position + 1, last.part)
    }
  }

  private enum Part: Equatable {
    case any, one
    case byte(UInt8)
  }

  private static func parts(_ pattern: [UInt8]) -> [Part] {
    var parts: [Part] = []
    var isPlain = false
    for byte in pattern {
      if !isPlain, byte == 0x5C {
        isPlain = true
        continue
      }
      switch byte {
      case 0x2A where !isPlain: if parts.last != .any { parts.append(.any) }
      case 0x3F where !isPlain: parts.append(.one)
      default: parts.append(.byte(byte))
      }
      isPlain = false
    }
    if isPlain { parts.append(.byte(0x5C)) }
    return parts
  }

  /// Where the name goes on behind what fits the part, nil where nothing does.
  private static func step(_ name: [UInt8], _ position: Int, _ part: Part) -> Int? {
    switch part {
    case .any: return nil
    case .byte(let byte): return name[position] == byte ? position + 1 : nil
    case .one:
      let lead = name[position]
      let length = lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 1
      var next = position + 1
      while next < min(name.count, position + length), name[next] & 0xC0 == 0x80 { next += 1 }
      return next - position == length ? next : position + 1
    }
  }
}
