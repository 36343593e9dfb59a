internal import Bytes
internal import Yams

/// The YAML of a policy file, checked for everything that could make reading it expensive.
enum PolicyDocument {
  /// Bytes a policy may have: some ten thousand groups.
  static let maximumBytes = 4 << 20

  /// The root of the only document, nil when the file has no content.
  ///
  /// Anchors with aliases are refused, since a few nested ones unfold into more nodes than any
  /// memory holds; nesting is bounded by the parser itself, at 1000 levels.
  static func root(_ bytes: [UInt8]) throws(PolicyError) -> Node? {
    guard bytes.count <= maximumBytes else {
      throw PolicyError(line: 1, column: 1, kind: .tooLarge(limit: maximumBytes))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw error(.notUTF8, atByte: validPrefix(bytes), of: bytes)
    }
    if let alias = firstAlias(bytes) {
      throw error(.alias(name: alias.name), atByte: alias.position, of: bytes)
    }
    do {
      // The encoding is named because the default one is looked up in the environment, the
      // resolver because a policy's own reading of scalars decides, not YAML 1.1's.
      return try compose(yaml: text, .basic, .default, .utf8)
    } catch let error as YamlError {
      throw self.error(error, bytes)
    } catch {
      throw PolicyError(line: 1, column: 1, kind: .syntax(problem: "unreadable"))
    }
  }

  private static func error(_ error: YamlError, _ bytes: [UInt8]) -> PolicyError {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let words = [context?.text, problem].compactMap { $0 }.filter { !$0.isEmpty }
      return PolicyError(
        line: max(mark.line, 1), column: max(mark.column, 1),
        kind: .syntax(problem: words.joined(separator: ", ")))
    case .reader(let problem, let offset, _, _):
      return self.error(.syntax(problem: problem), atByte: offset ?? 0, of: bytes)
    case .duplicatedKeysInMapping(let keys, let context):
      return PolicyError(
        line: max(context.mark.line, 1), column: max(context.mark.column, 1),
        kind: .duplicateKey(keys.first ?? "", section: [], firstLine: nil))
    default:
      return PolicyError(line: 1, column: 1, kind: .syntax(problem: "unreadable"))
    }
  }

  /// The first `*name` whose `&name` stands somewhere in the file, be it in a text or a comment:
  /// without that pair there is no alias, and a pair that is none costs its writer a word of care.
  private static func firstAlias(_ bytes: [UInt8]) -> (name: String, position: Int)? {
    var anchors: Set<ArraySlice<UInt8>> = []
    for position in bytes.indices where bytes[position] == 0x26 {
      anchors.insert(anchorName(bytes, after: position))
    }
    guard !anchors.isEmpty else { return nil }
    for position in bytes.indices where bytes[position] == 0x2A {
      let name = anchorName(bytes, after: position)
      if !name.isEmpty, anchors.contains(name) {
        return (String(decoding: name, as: UTF8.self), position)
      }
    }
    return nil
  }

  /// What libyaml takes for the name of an anchor or alias: letters, digits, `_` and `-`.
  private static func anchorName(_ bytes: [UInt8], after position: Int) -> ArraySlice<UInt8> {
    bytes[(position + 1)...].prefix { byte in
      Ascii.isLetter(byte) || Ascii.isDigit(byte) || byte == 0x5F || byte == 0x2D
    }
  }

  /// Position of the first byte that is not UTF-8.
  private static func validPrefix(_ bytes: [UInt8]) -> Int {
    var position = 0
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      position += UTF8.width(scalar)
    }
    return position
  }

  private static func error(
    _ kind: PolicyError.Kind, atByte position: Int, of bytes: [UInt8]
  ) -> PolicyError {
    let before = bytes[..<min(max(position, 0), bytes.count)]
    let line = before.count { $0 == 0x0A } + 1
    let start = (before.lastIndex(of: 0x0A) ?? -1) + 1
    let column = String(decoding: before[start...], as: UTF8.self).unicodeScalars.count + 1
    return PolicyError(line: line, column: column, kind: kind)
  }
}
