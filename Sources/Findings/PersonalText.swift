internal import Bytes

/// Finds what tells of people inside a name: addresses of machines and of mail, and ids of users in paths.
///
/// Too much is better here than too little: a server's address or a version of four numbers is hidden too.
enum PersonalText {
  /// What stands in one place of a name.
  enum Kind {
    case token, address, user
  }

  /// Pieces of a name by position, those behind escapes too; none overlap.
  ///
  /// An escape may hide what begins a piece (`%2F`), what is in it (`%40`), or what ends it: so of pieces
  /// that overlap the whole is taken.
  static func pieces(_ name: [UInt8]) -> [(range: Range<Int>, kind: Kind)] {
    var found: [(range: Range<Int>, kind: Kind)] = []
    for text in EscapedText(name).layers() {
      found += scan(text.bytes, for: piece).map { (text.place(of: $0.range), $0.kind) }
    }
    var result: [(range: Range<Int>, kind: Kind)] = []
    let sorted = found.enumerated().sorted {
      ($0.element.range.lowerBound, $1.element.range.upperBound, $0.offset)
        < ($1.element.range.lowerBound, $0.element.range.upperBound, $1.offset)
    }
    for piece in sorted.map(\.element) {
      if let last = result.last, piece.range.lowerBound < last.range.upperBound {
        let end = max(last.range.upperBound, piece.range.upperBound)
        result[result.count - 1].range = last.range.lowerBound..<end
      } else {
        result.append(piece)
      }
    }
    return result
  }

  /// Shown tokens by position, whatever stands around them.
  static func tokens(_ name: [UInt8]) -> [(range: Range<Int>, kind: Kind)] {
    scan(name, for: token)
  }

  private static func scan(
    _ name: [UInt8], for piece: ([UInt8], Int) -> (range: Range<Int>, kind: Kind)?
  ) -> [(range: Range<Int>, kind: Kind)] {
    var result: [(range: Range<Int>, kind: Kind)] = []
    var position = 0
    while position < name.count {
      if let piece = piece(name, position) {
        result.append(piece)
        position = piece.range.upperBound
      } else {
        position += 1
      }
    }
    return result
  }

  private static func token(
    _ name: [UInt8], _ start: Int
  ) -> (range: Range<Int>, kind: Kind)? {
    guard ShownToken.starts(name[start...]) else { return nil }
    return (start..<start + ShownToken.length, .token)
  }

  private static func piece(
    _ name: [UInt8], _ start: Int
  ) -> (range: Range<Int>, kind: Kind)? {
    if let token = token(name, start) { return token }
    if let end = userSegmentEnd(name, start) ?? mailEnd(name, start) {
      return (start..<end, .user)
    }
    if let end = AddressScan.end(name, start) { return (start..<end, .address) }
    return nil
  }

  /// What is followed by an id in paths of applications and of Learn.
  private static let people = Set(
    ["users", "user", "learners", "students", "accounts", "registrations"].map {
      ByteString($0)
    })
  /// What stands there that is no id.
  private static let words = Set(["current", "me"].map { ByteString($0) })
  private static let slash: UInt8 = 0x2F

  /// End of the path segment that starts at `start` and names a user, nil if none does.
  private static func userSegmentEnd(_ name: [UInt8], _ start: Int) -> Int? {
    guard start > 0, name[start - 1] == slash, name[start] != slash else { return nil }
    let head = name[..<(start - 1)]
    let before = head.lastIndex(of: slash).map { $0 + 1 } ?? head.startIndex
    guard people.contains(ByteString(head[before...].map(Ascii.lowercased))) else { return nil }
    let end = name[start...].firstIndex { $0 == slash || $0 == 0x20 } ?? name.count
    // Templates have `{id}` where the id was.
    guard end > start, name[start] != 0x7B else { return nil }
    return words.contains(ByteString(Array(name[start..<end]))) ? nil : end
  }

  /// End of the mail address that starts at `start`, nil if none does.
  private static func mailEnd(_ name: [UInt8], _ start: Int) -> Int? {
    guard isMail(name[start]), start == 0 || !isMail(name[start - 1]) else { return nil }
    guard let at = name[start...].firstIndex(where: { !isMail($0) }), name[at] == 0x40 else {
      return nil
    }
    let end = name[(at + 1)...].firstIndex { !isHost($0) } ?? name.count
    return end > at + 1 ? end : nil
  }

  private static func isHost(_ byte: UInt8) -> Bool {
    Ascii.isLetter(byte) || Ascii.isDigit(byte) || byte == 0x2D || byte == 0x2E || byte >= 0x80
  }

  private static func isMail(_ byte: UInt8) -> Bool {
    isHost(byte) || byte == 0x5F || byte == 0x2B || byte == 0x25
  }
}
