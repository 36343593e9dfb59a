/// Numbers in sentences and tables as people read them; reports are in English.
public enum Numbers {
  /// `1,234,567`
  public static func grouped<Number: FixedWidthInteger>(_ value: Number) -> String {
    let digits = Array(String(value.magnitude).utf8)
    var result: [UInt8] = value < 0 ? [0x2D] : []
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.count - position) % 3 == 0 { result.append(0x2C) }
      result.append(digit)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// `1 group`, `1,234 groups`; `plural` where an s does not do.
  public static func counted<Number: FixedWidthInteger>(
    _ count: Number, _ noun: String, plural: String? = nil
  ) -> String {
    grouped(count) + " " + (count == 1 ? noun : plural ?? noun + "s")
  }
}
