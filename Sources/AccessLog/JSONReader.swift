internal import Bytes

/// Reads one JSON object and remembers where the values of known names are (RFC 8259, strictly).
///
/// Refused: anything after the value but blanks, tabs and CR, control characters in texts, escapes
/// and numbers outside the grammar, trailing commas, nesting deeper than 512. Not checked: whether
/// texts are UTF-8, since names are bytes. Two things of no grammar: of equal keys the last one
/// counts, with all that lies below it, and a key with dots stands for the same path as nested keys
/// do.
///
/// There is no recursion: the open objects and lists are on a stack of `deepest` entries.
struct JSONReader: Sendable {
  /// How deep objects and lists may lie in each other (SPEC section 2).
  static let deepest = 512
  /// In the stack: a list.
  private static let list = -1
  /// In the stack: an object of which no name is known. As a name: none.
  static let unknown = 0

  /// The value last seen for a name.
  struct Slot {
    var value = FieldValue()
    /// The reading in which it was seen.
    var reading: UInt64 = 0
    /// Whether the value is there: not null, `-` or empty.
    var isPresent = false
  }

  /// The known names.
  let names: JSONNames
  /// Values by node of `names`; valid where `reading` is the current one.
  private(set) var slots: [Slot]
  /// Nodes seen in this reading, each once.
  private(set) var seen: [Int] = []
  private var reading: UInt64 = 0
  private var stack: [Int]
  private var decodedKey: [UInt8] = []

  /// A reader that looks for `names`.
  init(names: JSONNames) {
    self.names = names
    slots = [Slot](repeating: Slot(), count: names.nodes.count)
    stack = [Int](repeating: 0, count: JSONReader.deepest + 1)
    seen.reserveCapacity(64)
  }

  /// Reads the value from `start`, blanks before and behind it included; the position behind, or
  /// `-1 - position` where it stops being JSON. Names are remembered if it is an object.
  mutating func read(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    reading &+= 1
    seen.removeAll(keepingCapacity: true)
    var position = JSONReader.skipBlanks(bytes, start, end)
    var depth = 0
    var node = JSONReader.unknown
    while true {
      if depth > 0, stack[depth] != JSONReader.list {
        node = readKey(bytes, &position, end, parent: stack[depth])
        if node < 0 { return -1 - position }
      }
      guard position < end else { return -1 - end }
      let byte = bytes[position]
      switch byte {
      case 0x22:
        let textStart = position &+ 1
        var escaped = false
        position = JSONReader.closingQuote(bytes, textStart, end, &escaped)
        if position < 0 { return position }
        if node != JSONReader.unknown {
          set(node, bytes, textStart, position, escaped ? .jsonEscapes : .plain)
        }
        position &+= 1
      case 0x7B, 0x5B:
        if depth == JSONReader.deepest { return -1 - position }
        let isList = byte == 0x5B
        if node != JSONReader.unknown {
          set(node, bytes, position, end, isList ? .list : .object)
        }
        depth &+= 1
        if isList {
          stack[depth] = JSONReader.list
        } else {
          stack[depth] =
            depth == 1 ? JSONNames.root : names.isInterior(node) ? node : JSONReader.unknown
        }
        position = JSONReader.skipBlanks(bytes, position &+ 1, end)
        guard position < end else { return -1 - end }
        if bytes[position] != (isList ? 0x5D : 0x7D) {
          if isList { node = JSONReader.unknown }
          continue
        }
      // An empty one is closed below, like any other.
      default:
        let wordStart = position
        position = JSONReader.skipWord(bytes, position, end)
        if position < 0 { return position }
        if node != JSONReader.unknown {
          set(node, bytes, wordStart, byte == 0x6E ? wordStart : position, .plain)
        }
      }
      while true {
        position = JSONReader.skipBlanks(bytes, position, end)
        if depth == 0 { return position }
        guard position < end else { return -1 - end }
        let isList = stack[depth] == JSONReader.list
        let next = bytes[position]
        if next == 0x2C {
          position = JSONReader.skipBlanks(bytes, position &+ 1, end)
          if isList { node = JSONReader.unknown }
          break
        }
        guard next == (isList ? 0x5D : 0x7D) else { return -1 - position }
        position &+= 1
        depth &-= 1
      }
    }
  }

  /// Reads `"key" :` and the blanks around the colon; the key's node, or -1.
  @inline(__always)
  private mutating func readKey(
    _ bytes: Span<UInt8>, _ position: inout Int, _ end: Int, parent: Int
  ) -> Int {
    guard position < end, bytes[position] == 0x22 else { return -1 }
    let start = position &+ 1
    var escaped = false
    let close = JSONReader.closingQuote(bytes, start, end, &escaped)
    guard close >= 0 else {
      position = -1 - close
      return -1
    }
    position = JSONReader.skipBlanks(bytes, close &+ 1, end)
    guard position < end, bytes[position] == 0x3A else { return -1 }
    position = JSONReader.skipBlanks(bytes, position &+ 1, end)
    guard parent != JSONReader.unknown else { return JSONReader.unknown }
    let node: Int
    if escaped {
      decodedKey.removeAll(keepingCapacity: true)
      JSONText.append(bytes, start, close, to: &decodedKey)
      node = names.child(of: parent, decodedKey.span, 0, decodedKey.count)
    } else {
      node = names.child(of: parent, bytes, start, close &- start)
    }
    if names.isInterior(node), slots[node].reading == reading { forgetBelow(node) }
    return node
  }

  /// Remembers the value of a node; an empty one or `-` is absent.
  @inline(__always)
  private mutating func set(
    _ node: Int, _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ form: FieldValue.Form
  ) {
    if slots[node].reading != reading { seen.append(node) }
    let isAbsent = end &- start <= 1 && (end == start || bytes[start] == 0x2D)
    slots[node] = Slot(
      value: FieldValue(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end), form: form),
      reading: reading, isPresent: !isAbsent)
  }

  /// A key that comes again takes back what the earlier one held.
  private mutating func forgetBelow(_ node: Int) {
    for other in seen where names.lies(other, below: node) { slots[other].isPresent = false }
  }
}
