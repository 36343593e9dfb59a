internal import Mustache

/// How the templates' values are escaped: `<`, `>`, `&`, `"` and `'`, wherever these bytes stand.
///
/// The engine's own escaping looks each character up by its cluster, which takes most of the time of a
/// report and misses those with a mark behind them.
struct HTMLEscaping: MustacheContentType {
  /// What every template begins with, so that its values are escaped so; partials inherit nothing.
  static let pragma: String = {
    MustacheContentTypes.register(HTMLEscaping(), named: "REPORT")
    return "{{% CONTENT_TYPE: REPORT}}\n"
  }()

  func escapeText(_ text: String) -> String {
    guard text.utf8.contains(where: HTMLEscaping.isMarkup) else { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count + 16)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isMarkup(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x3C, 0x3E, 0x26, 0x22, 0x27: true
    default: false
    }
  }
}

/// What a template reads, by name. A type of its own, because finding out that a dictionary can be read
/// takes the engine longer than reading it; a few names are found sooner one by one than by their hash.
struct HTMLFields: MustacheParent, ExpressibleByDictionaryLiteral {
  private let fields: [(name: String, value: Any)]

  init(dictionaryLiteral elements: (String, Any)...) { fields = elements }

  func child(named name: String) -> Any? {
    for field in fields where field.name == name { return field.value }
    return nil
  }
}
