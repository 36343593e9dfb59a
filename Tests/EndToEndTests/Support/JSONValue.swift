import Foundation

/// Any JSON, so that tests can look at a report without its types.
enum JSONValue: Equatable, Decodable {
  case null
  case bool(Bool)
  case number(Int)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Int.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  /// A member of an object; null where there is none.
  subscript(key: String) -> JSONValue {
    if case .object(let members) = self { return members[key] ?? .null }
    return .null
  }

  /// The elements of a list, else none.
  var elements: [JSONValue] {
    if case .array(let elements) = self { return elements }
    return []
  }

  /// The members of an object, else none.
  var members: [String: JSONValue] {
    if case .object(let members) = self { return members }
    return [:]
  }

  /// The number, or nil.
  var integer: Int? {
    if case .number(let value) = self { return value }
    return nil
  }

  /// The text, or nil.
  var string: String? {
    if case .string(let value) = self { return value }
    return nil
  }

  /// On one line: texts bare at the top and quoted below, keys sorted.
  var text: String {
    if case .string(let value) = self { return value }
    return compact
  }

  private var compact: String {
    switch self {
    case .null: return "null"
    case .bool(let value): return String(value)
    case .number(let value): return String(value)
    case .string(let value):
      let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return "\"" + escaped + "\""
    case .array(let elements): return "[" + elements.map(\.compact).joined(separator: ",") + "]"
    case .object(let members):
      let sorted = members.sorted { $0.key < $1.key }
      return "{" + sorted.map { "\"\($0.key)\":\($0.value.compact)" }.joined(separator: ",") + "}"
    }
  }

  /// A copy without some members at the top or, for lists of objects, in every element.
  func removing(_ keys: Set<String>) -> JSONValue {
    switch self {
    case .object(let members): .object(members.filter { !keys.contains($0.key) })
    case .array(let elements): .array(elements.map { $0.removing(keys) })
    default: self
    }
  }

  /// All texts at the top of an object or in its `subject`.
  var names: [String] {
    members.values.compactMap(\.string)
      + self.members["subject", default: .null].members.values
      .compactMap(\.string)
  }
}
