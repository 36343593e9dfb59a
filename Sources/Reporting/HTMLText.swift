/// Text that the template engine's escaping cannot miss.
enum HTMLText {
  /// The text, its invisible characters shown, at most `limit` scalars long.
  ///
  /// swift-mustache replaces the *characters* `<`, `>`, `&`, `"` and `'`. A character is a cluster:
  /// with a combining mark behind it, or certain letters before it, `"` is no longer equal to `"` and
  /// would pass unescaped. Such marks and letters are shown as escapes, so that each of the five
  /// stands alone.
  static func line(_ text: String, limit: Int) -> String {
    let visible = VisibleText.line(text, limit: limit)
    if visible.utf8.allSatisfy({ $0 < 0x80 }) { return visible }
    var result = ""
    result.reserveCapacity(visible.utf8.count)
    for character in visible {
      let scalars = character.unicodeScalars
      if scalars.count > 1, scalars.contains(where: isMarkup) {
        for scalar in scalars {
          result += scalar.isASCII ? String(scalar) : VisibleText.escape(scalar)
        }
      } else {
        result.append(character)
      }
    }
    return result
  }

  private static func isMarkup(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "<", ">", "&", "\"", "'": true
    default: false
    }
  }
}
