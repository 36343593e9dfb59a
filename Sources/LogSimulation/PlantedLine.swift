/// A request whose every field is known beforehand.
struct PlantedLine: Sendable {
  /// A field's value.
  enum Value: Sendable {
    case text(String)
    case number(Int)
  }

  /// Milliseconds since the start of the night.
  var arrival: Int
  /// Client address.
  var client: String
  /// Request method.
  var method: String
  /// Path and query.
  var target: String
  /// Response status.
  var status: Int
  /// What stands in the tail, in this order.
  var fields: [(Field, Value)] = []

  /// Whether the request is one of Learn's, else Knewton's.
  var isLearn: Bool { target.hasPrefix("/learn/api/") }
  /// Whether the limiter refused it (SPEC section 3).
  var isRejected: Bool { status == 429 }
  /// Whether the limiter queued it.
  var isDelayed: Bool { fields.contains { $0.0 == .delay } }
  /// Whether it succeeded although the limiter dropped it.
  var isSoftLimited: Bool { !isRejected && fields.contains { $0.0 == .exceeded } }
  /// Whether the application was on too many sites for it.
  var isInstallRefused: Bool { isLearn && fields.contains { $0.0 == .error } }

  /// The same line with one more field.
  func with(_ field: Field, _ text: String) -> PlantedLine {
    var line = self
    line.fields.append((field, .text(text)))
    return line
  }

  /// The same line with one more field.
  func with(_ field: Field, _ number: Int) -> PlantedLine {
    var line = self
    line.fields.append((field, .number(number)))
    return line
  }

  /// The same line with another status.
  func answered(_ status: Int) -> PlantedLine {
    var line = self
    line.status = status
    return line
  }

  /// Milliseconds from midnight to a time of the night.
  static func at(_ hour: Int, _ minute: Int, _ second: Int = 0, _ millisecond: Int = 0) -> Int {
    ((hour * 60 + minute) * 60 + second) * 1000 + millisecond
  }
}
