/// What a line in the combined format says, to be written in other formats.
///
/// Only lines that look the same in all of them: without escapes, with a whole request line.
struct CombinedLine {
  private var client: String
  private var time: String
  private var request: String
  private var status: String
  private var bytes: String
  private var referer: String
  private var agent: String

  /// Takes apart a line of `extended`, whose tail is left away; nil for lines that do not qualify.
  init?(_ line: ArraySlice<UInt8>) {
    guard !line.contains(0x5C) else { return nil }
    let parts = String(decoding: line, as: UTF8.self)
      .split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 7 else { return nil }
    let head = parts[0].split(separator: " ").map(String.init)
    let numbers = parts[2].split(separator: " ").map(String.init)
    guard head.count == 5, head[3].hasPrefix("["), numbers.count == 2,
      parts[1].split(separator: " ").count == 3, parts[1].contains(" HTTP/"),
      !parts[3].isEmpty, !parts[5].isEmpty
    else { return nil }
    client = head[0]
    time = String(head[3].dropFirst()) + " " + String(head[4].dropLast())
    request = parts[1]
    (status, bytes) = (numbers[0], numbers[1])
    (referer, agent) = (parts[3], parts[5])
  }

  /// The line as nginx and Apache write it, `extended` without a tail.
  var combined: String {
    "\(client) - - [\(time)] \"\(request)\" \(status) \(bytes) \"\(referer)\" \"\(agent)\""
  }

  /// The line as an object.
  var json: String {
    #"{"time":"\#(time)","client":"\#(client)","request":"\#(request)","status":\#(status),"#
      + #""bytes":\#(bytes),"referer":"\#(referer)","agent":"\#(agent)"}"#
  }

  /// The line as labels and values.
  var ltsv: String {
    "time:[\(time)]\thost:\(client)\treq:\(request)\tstatus:\(status)\tsize:\(bytes)"
      + "\treferer:\(referer)\tua:\(agent)"
  }

  /// The names above lines of `w3c`.
  static let w3cFields =
    "#Fields: date time c-ip cs-method cs-uri-stem cs-uri-query sc-status sc-bytes"
    + " cs(Referer) cs(User-Agent)"

  /// The line as values of `w3cFields`.
  var w3c: String {
    let words = request.split(separator: " ").map(String.init)
    let target = words[1].split(separator: "?", maxSplits: 1).map(String.init)
    let query = target.count > 1 && !target[1].isEmpty ? target[1] : "-"
    return
      [
        date, timeOfDay, client, words[0], target.first ?? "-", query, status, bytes, referer,
        agent.replacing(" ", with: "+"),
      ].joined(separator: " ")
  }

  /// `20/Nov/2026:13:05:00.123 +0000` is 2026-11-20; the simulation writes UTC only.
  private var date: String {
    let parts = time.prefix { $0 != ":" }.split(separator: "/")
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let month = (months.firstIndex(of: String(parts[1])) ?? 0) + 1
    return "\(parts[2])-\(month < 10 ? "0" : "")\(month)-\(parts[0])"
  }

  private var timeOfDay: String {
    String(time.prefix { $0 != " " }.drop { $0 != ":" }.dropFirst())
  }
}
