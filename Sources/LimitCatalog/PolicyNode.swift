internal import Bytes
internal import Yams

/// A value of a policy file with the keys that lead to it, read as what its key asks for.
struct PolicyNode {
  /// The value.
  let node: Node
  /// Keys from the root.
  let path: [String]

  /// Line, from 1.
  var line: Int { node.mark?.line ?? 1 }

  /// Whether it has keys.
  var isMapping: Bool {
    if case .mapping = node { true } else { false }
  }

  /// What an error calls this value.
  private var found: PolicyError.Found {
    switch node {
    case .mapping: .mapping
    case .sequence: .list
    case .scalar(let scalar): isNothing ? .nothing : .text(scalar.string)
    case .alias: .nothing
    }
  }

  /// Whether nothing is written, or `~` or `null`.
  var isNothing: Bool {
    guard case .scalar(let scalar) = node, scalar.style == .plain else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  /// The error that this value is something else than its key wants.
  func mismatch(_ expected: PolicyError.Expected) -> PolicyError {
    error(.badValue(path: path, found: found, expected: expected))
  }

  /// An error at this value.
  func error(_ kind: PolicyError.Kind) -> PolicyError {
    PolicyError(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1, kind: kind)
  }

  /// The keys and values of a mapping, in the file's order; none where nothing is written.
  func entries() throws(PolicyError) -> [(key: PolicyNode, name: String, value: PolicyNode)] {
    if isNothing { return [] }
    guard case .mapping(let mapping) = node else { throw mismatch(.mapping) }
    var lines: [String: Int] = [:]
    var result: [(key: PolicyNode, name: String, value: PolicyNode)] = []
    for pair in mapping {
      let key = PolicyNode(node: pair.key, path: path)
      guard case .scalar(let scalar) = pair.key else {
        throw key.error(.keyIsNoText(section: path))
      }
      let name = scalar.string
      if let firstLine = lines.updateValue(key.line, forKey: name) {
        throw key.error(.duplicateKey(name, section: path, firstLine: firstLine))
      }
      result.append((key, name, PolicyNode(node: pair.value, path: path + [name])))
    }
    return result
  }

  /// The values of a mapping by known key; any other key is an error.
  func values(_ known: [String]) throws(PolicyError) -> [String: PolicyNode] {
    var result: [String: PolicyNode] = [:]
    for (key, name, value) in try entries() {
      guard known.contains(name) else {
        throw key.error(.unknownKey(name, section: path, known: known))
      }
      result[name] = value
    }
    return result
  }

  /// The items of a list.
  func items() throws(PolicyError) -> [PolicyNode] {
    guard case .sequence(let sequence) = node else { throw mismatch(.list) }
    return sequence.map { PolicyNode(node: $0, path: path) }
  }

  /// A text that is not empty; of plain ones as written, so that `123` is a fine name.
  func text(_ expected: PolicyError.Expected = .text) throws(PolicyError) -> String {
    guard case .scalar(let scalar) = node, !isNothing, !scalar.string.isEmpty else {
      throw mismatch(expected)
    }
    return scalar.string
  }

  /// 1 to 18 digits without quotes, within a range (SPEC section 1).
  func integer(
    _ range: ClosedRange<Int> = PolicyNode.quotaRange
  ) throws(PolicyError) -> Int {
    guard case .scalar(let scalar) = node, scalar.style == .plain,
      let value = Ascii.integer(Array(scalar.string.utf8).span, 0..<scalar.string.utf8.count),
      range.contains(Int(value))
    else { throw mismatch(.integer(range)) }
    return Int(value)
  }

  /// What a quota may be: 1 up to 18 digits.
  static let quotaRange = 1...999_999_999_999_999_999

  /// `true` or `false` without quotes.
  func boolean() throws(PolicyError) -> Bool {
    guard case .scalar(let scalar) = node, scalar.style == .plain else { throw mismatch(.boolean) }
    switch scalar.string {
    case "true": return true
    case "false": return false
    default: throw mismatch(.boolean)
    }
  }

  /// A percentage, perhaps with a fraction.
  func percentage() throws(PolicyError) -> Percentage {
    guard case .scalar(let scalar) = node, scalar.style == .plain,
      let value = Percentage(scalar.string)
    else { throw mismatch(.percentage) }
    return value
  }

  /// One of a closed set of words.
  func word<Word: RawRepresentable & CaseIterable>(
    _: Word.Type
  ) throws(PolicyError) -> Word where Word.RawValue == String {
    let text = try text()
    guard let word = Word(rawValue: text) else {
      throw error(.unknownName(text, path: path, known: Word.allCases.map(\.rawValue)))
    }
    return word
  }

  /// A path from the root, without one trailing `/`.
  func rootedPath() throws(PolicyError) -> ByteString {
    let text = try text(.path)
    guard text.utf8.first == 0x2F else { throw mismatch(.path) }
    return ByteString(text.utf8.last == 0x2F ? String(text.dropLast()) : text)
  }

  /// Paths from the root, without one trailing `/` each.
  func paths() throws(PolicyError) -> [ByteString] {
    var result: [ByteString] = []
    for item in try items() { result.append(try item.rootedPath()) }
    return result
  }
}
