internal import Bytes

/// Writes a record as the line from which the program must read exactly that record (SPEC section
/// 2); spellings that mean the same alternate with the line number.
public enum LineRenderer {
  /// The record's line, without LF.
  ///
  /// For `json` all names must be UTF-8; clients have no blanks, names are neither `-` nor empty.
  public static func line(_ record: ReferenceRecord, _ format: ReferenceLineFormat) -> [UInt8] {
    switch format {
    case .extended: extendedLine(record)
    case .json: jsonLine(record)
    }
  }

  // MARK: Shared by both formats

  /// Names and values that are texts in both formats, in an order that turns with the line number;
  /// without client, request, referer and entities, which the formats place differently.
  static func textFields(_ record: ReferenceRecord) -> [(name: String, value: ByteString)] {
    var token = record.token
    if let sent = token {
      let scheme = ["", "Bearer ", "BEARER  ", "bearer "][record.line % 4]
      token = ByteString(Array(scheme.utf8) + sent.bytes)
    }
    let fields: [(String, ByteString?)] = [
      ("host", record.host), ("group", record.group), ("app", record.app), ("site", record.site),
      ("token", token), ("uri", record.uri), ("origin", record.origin),
      ("exceeded", record.exceeded), ("account", record.account), ("error", record.error),
      ("action", record.assigns.map { $0 ? "assign" : "unassign" }),
      ("retry_after", record.retryAfter.map(retryAfter)),
      ("duration", record.duration.map(seconds)),
    ]
    let present = fields.compactMap { field in field.1.map { (name: field.0, value: $0) } }
    guard !present.isEmpty else { return [] }
    let turn = record.line % present.count
    return Array(present[turn...] + present[..<turn])
  }

  /// Names and values that are integers.
  static func numberFields(_ record: ReferenceRecord) -> [(name: String, value: Int64)] {
    let fields: [(String, Int64?)] = [
      ("limit", record.limit), ("remaining", record.remaining), ("reset", record.reset),
      ("delay", record.delay), ("items", record.items),
    ]
    return fields.compactMap { field in field.1.map { (name: field.0, value: $0) } }
  }

  /// The request line; `-` for none.
  static func requestLine(_ record: ReferenceRecord) -> [UInt8] {
    guard let method = record.method, let target = record.target else { return Array("-".utf8) }
    return method.bytes + Array(" ".utf8) + target.bytes + Array(" HTTP/1.1".utf8)
  }

  /// Milliseconds as seconds with three digits.
  static func seconds(_ milliseconds: Int64) -> ByteString {
    ByteString("\(milliseconds / 1000)." + padded(Int(milliseconds % 1000), 3))
  }

  private static func retryAfter(_ value: ReferenceRetryAfter) -> ByteString {
    switch value {
    case .seconds(let seconds): return ByteString(String(seconds))
    case .date(let date):
      let parts = Parts(milliseconds: date * 1000, offsetMinutes: 0)
      return ByteString(
        "\(parts.weekday), \(padded(parts.date.day, 2)) \(parts.month) \(padded(parts.date.year, 4)) "
          + "\(parts.clock) GMT")
    }
  }

  // MARK: Times

  /// A time as its printed parts in some zone.
  struct Parts {
    var date: CivilDate
    var weekday: String
    var month: String
    /// `hh:mm:ss`
    var clock: String
    /// `.123`, or nothing when the milliseconds are zero.
    var fraction: String
    /// `+hhmm`
    var zone: String

    init(milliseconds: Int64, offsetMinutes: Int) {
      let local = milliseconds + Int64(offsetMinutes) * 60_000
      let day = local.flooredQuotient(86_400_000)
      let rest = Int(local.flooredRemainder(86_400_000))
      date = CivilDate(epochDay: day)
      // 1970-01-01 was a Thursday.
      let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
      weekday = weekdays[Int(day.flooredRemainder(7))]
      let months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(separator: " ")
      month = String(months[date.month - 1])
      clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60]
        .map { padded($0, 2) }.joined(separator: ":")
      fraction = rest % 1000 == 0 ? "" : "." + padded(rest % 1000, 3)
      let minutes = abs(offsetMinutes)
      zone = (offsetMinutes < 0 ? "-" : "+") + padded(minutes / 60, 2) + padded(minutes % 60, 2)
    }

    /// `20/Nov/2026:13:00:00.123 +0000`
    var accessLog: String {
      "\(padded(date.day, 2))/\(month)/\(padded(date.year, 4)):\(clock)\(fraction) \(zone)"
    }
  }

  /// The record's logged time, in a zone that changes with the line.
  static func parts(_ record: ReferenceRecord) -> Parts {
    Parts(milliseconds: record.time, offsetMinutes: [0, -300, 345, 765, -720][record.line % 5])
  }
}

/// Decimal digits with zeros in front.
func padded(_ value: Int, _ width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
