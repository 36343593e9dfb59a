internal import Bytes
internal import Crypto
internal import Foundation

/// A record with everything SPEC section 3 says about it.
struct ReferenceRequest {
  enum Service: String { case learn, knewton, other }

  var record: ReferenceRecord
  /// Arrival, milliseconds since the epoch.
  var time: Int64
  var service = Service.other
  /// A Learn record under `exclude_paths`: counted, otherwise as if it were not there.
  var excluded = false
  /// Endpoint name as printed.
  var endpoint: ByteString = "*"
  /// Action of SPEC 4.3, nil for a request without template.
  var action: String?
  /// What the template's `{x}` stand for, with their braces.
  var parameters: [String: [UInt8]] = [:]
  /// Path below the base path, without query.
  var path: [UInt8] = []
  /// What follows the first `?`, or nil.
  var query: [UInt8]?
  var isTokenPath = false
  /// Developer group, `-` when unknown.
  var group = ByteString.dash
  var site: ByteString?
  /// Application URI, `-` when unknown.
  var uri = ByteString.dash
  var rejected = false
  /// Whole second of the reset instant, nil when absent or more than 8 days away.
  var reset: Int64?
  /// Seconds that `Retry-After` asks for, nil when absent, in the past or over 8 days.
  var retryAfter: Int64?
  /// Fields dropped because their instant is more than 8 days away.
  var badFields = 0

  /// Whole second of the arrival.
  var second: Int64 { Instant(milliseconds: time).seconds }
  var instant: Instant { Instant(milliseconds: time) }
  var app: ByteString { record.app ?? .dash }
  var client: ByteString { record.client ?? .dash }
  var succeeded: Bool { (200...299).contains(record.status) }
  var authenticated: Bool { record.token != nil && record.status != 401 && !isTokenPath }
  var delayed: Bool { service == .knewton && (record.delay ?? 0) > 0 }
  var softLimited: Bool { service == .knewton && succeeded && record.exceeded != nil }
  var installRefused: Bool {
    guard service == .learn, !excluded, let error = record.error else { return false }
    return ReferenceText.cut(
      error.bytes, at: "exceeded maximum number of client installations") != nil
  }

  /// `tok_` and 16 hexadecimal digits, `-` without a token.
  var token: ByteString {
    guard let token = record.token else { return .dash }
    return ByteString("tok_" + Self.digest(token.bytes))
  }

  /// token, uri, endpoint: what most Knewton findings are about.
  var tripleSubject: [SubjectName] {
    [SubjectName("token", token), SubjectName("uri", uri), SubjectName("endpoint", endpoint)]
  }

  /// First 16 hexadecimal digits of the SHA-256 of `bytes`.
  static func digest(_ bytes: [UInt8]) -> String {
    let digits = SHA256.hash(data: Data(bytes)).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return String(digits.joined().prefix(16))
  }

  /// The order in which a witness is the earliest: time, then input path, then line.
  static func precedes(_ left: ReferenceRequest, _ right: ReferenceRequest) -> Bool {
    if left.time != right.time { return left.time < right.time }
    if left.record.input != right.record.input { return left.record.input < right.record.input }
    return left.record.line < right.record.line
  }
}

/// A key of a finding's subject with its value; hashable, so that subjects can group requests.
struct SubjectName: Hashable {
  var key: String
  var value: ByteString

  init(_ key: String, _ value: ByteString) {
    self.key = key
    self.value = value
  }
}
