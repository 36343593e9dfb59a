/// What differs between the servers that write W3C extended log files.
struct W3CDialect: Sendable {
  /// Takes lines apart that no `#Fields` line precedes; without steps where such lines are none.
  let defaultProgram: LineProgram
  /// Unit of `time-taken`.
  let timeTaken: TimeTaken

  /// The dialect of servers that log `defaultFields` unless a `#Fields` line says otherwise.
  init(defaultFields: String = "", timeTaken: TimeTaken = .bySoftware) {
    self.timeTaken = timeTaken
    let reading = timeTaken == .milliseconds ? Reading.milliseconds : .canonical
    defaultProgram = W3CFields.program(of: Array(defaultFields.utf8), timeTaken: reading)
  }

  /// How `time-taken` is written.
  enum TimeTaken: Sendable {
    /// Seconds, as the W3C draft says.
    case seconds
    /// Milliseconds, as IIS writes them.
    case milliseconds
    /// Milliseconds where a `#Software` line names Microsoft, else seconds.
    case bySoftware
  }

  /// Internet Information Services; the fields are those that IIS 7 and later choose by themselves
  /// (Microsoft Learn, "W3C Logging").
  static let iis = W3CDialect(
    defaultFields: """
      date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) \
      cs(Referer) sc-status sc-substatus sc-win32-status time-taken
      """, timeTaken: .milliseconds)

  /// Amazon CloudFront standard logs (CloudFront Developer Guide, "Standard log file fields").
  static let cloudfront = W3CDialect(
    defaultFields: """
      date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) \
      cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header \
      cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher \
      x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields c-port \
      time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len \
      sc-range-start sc-range-end
      """, timeTaken: .seconds)

  /// The unit of `time-taken` below this `#Software` line.
  func timeTakenReading(software: [UInt8]?) -> Reading {
    switch timeTaken {
    case .seconds: return .canonical
    case .milliseconds: return .milliseconds
    case .bySoftware:
      let name = String(decoding: software ?? [], as: UTF8.self).lowercased()
      return name.hasPrefix("microsoft") || name.hasPrefix("iis") ? .milliseconds : .canonical
    }
  }
}
