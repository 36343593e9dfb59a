internal import Bytes

/// Finds IP addresses in names, by their text (RFC 4291 section 2.2, RFC 6943 section 3.1.1).
enum AddressScan {
  private static let dot: UInt8 = 0x2E
  private static let colon: UInt8 = 0x3A

  /// End of the IPv4 or IPv6 address that starts at `start`, nil if none does.
  static func end(_ name: [UInt8], _ start: Int) -> Int? {
    version6End(name, start) ?? version4End(name, start)
  }

  /// Four numbers up to 255 between dots, of three digits at most; no digit or dot before or behind.
  private static func version4End(_ name: [UInt8], _ start: Int) -> Int? {
    if start > 0, Ascii.isDigit(name[start - 1]) || name[start - 1] == dot { return nil }
    var position = start
    for part in 0..<4 {
      if part > 0 {
        guard position < name.count, name[position] == dot else { return nil }
        position += 1
      }
      let digits = name[position...].prefix { Ascii.isDigit($0) }
      guard (1...3).contains(digits.count) else { return nil }
      guard digits.reduce(0, { $0 * 10 + Int($1 - 0x30) }) <= 255 else { return nil }
      position += digits.count
    }
    let isLonger =
      position + 1 < name.count && name[position] == dot && Ascii.isDigit(name[position + 1])
    return isLonger ? nil : position
  }

  /// Longest text of an IPv6 address: eight groups of four digits, or six and an IPv4 address.
  private static let longest = 45

  /// Eight groups of up to four hexadecimal digits between colons, `::` standing for one or more once; the
  /// last two may be an IPv4 address. No letter, digit or colon before or behind.
  private static func version6End(_ name: [UInt8], _ start: Int) -> Int? {
    guard isPart(name[start]) else { return nil }
    if start > 0, isWord(name[start - 1]) || name[start - 1] == colon { return nil }
    let run = name[start...].prefix(longest + 2).prefix { isPart($0) || $0 == dot }
    // A full stop or one colon behind an address belongs to the sentence that it stands in.
    var text = Array(run.reversed().drop { $0 == dot }.reversed())
    if text.last == colon, text.dropLast().last != colon { text.removeLast() }
    guard text.count <= longest else { return nil }
    let end = start + text.count
    guard end == name.count || !isWord(name[end]), isVersion6(text) else { return nil }
    return end
  }

  private static func isVersion6(_ text: [UInt8]) -> Bool {
    guard text.contains(where: { $0 != colon }) else { return false }
    let groups = text.split(separator: colon, omittingEmptySubsequences: false)
    let empty = groups.dropFirst().dropLast().count { $0.isEmpty }
    let opens = text.starts(with: [colon])
    let closes = text.last == colon
    // `::` at an end leaves two empty groups there.
    if opens, groups.count < 3 || !groups[1].isEmpty { return false }
    if closes, groups.count < 3 || !groups[groups.count - 2].isEmpty { return false }
    guard empty <= 1 else { return false }
    var count = 0
    for (index, group) in groups.enumerated() where !group.isEmpty {
      if group.contains(dot) {
        let whole = Array(group)
        guard index == groups.count - 1, version4End(whole, 0) == whole.count else { return false }
        count += 2
      } else {
        guard group.count <= 4 else { return false }
        count += 1
      }
    }
    return empty == 1 ? count < 8 : count == 8
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    Ascii.hexadecimalValue(byte) != nil || byte == colon
  }

  private static func isWord(_ byte: UInt8) -> Bool { Ascii.isLetter(byte) || Ascii.isDigit(byte) }
}
