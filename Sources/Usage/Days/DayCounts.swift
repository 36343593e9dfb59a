public import Bytes

/// Requests of a UTC day by what became of them. Each is in `attempted` and in one of the others, but for
/// those of another status, which are in `attempted` alone.
public struct DayCounts: Sendable, Hashable {
  /// All requests.
  public var attempted = 0
  /// Refused by a limiter: Learn's `rejected_statuses`, Knewton's 429 (SPEC section 3).
  public var rejected = 0
  /// Status 1xx and 2xx.
  public var ok = 0
  /// Status 3xx.
  public var redirected = 0
  /// Status 4xx that no limiter sent.
  public var clientErrors = 0
  /// Status 5xx that no limiter sent.
  public var serverErrors = 0

  /// No requests.
  public init() {}

  /// Adds requests of one class.
  mutating func add(_ requests: Int, of kind: StatusClass) {
    attempted += requests
    switch kind {
    case .unknown: break
    case .rejected: rejected += requests
    case .ok: ok += requests
    case .redirected: redirected += requests
    case .clientError: clientErrors += requests
    case .serverError: serverErrors += requests
    }
  }
}

/// What became of a request, by its status.
enum StatusClass: UInt32, CaseIterable, Sendable {
  case unknown, rejected, ok, redirected, clientError, serverError

  /// The class of a request.
  @inline(__always)
  init(status: UInt16, isRejected: Bool) {
    if isRejected {
      self = .rejected
      return
    }
    switch status {
    case 100..<300: self = .ok
    case 300..<400: self = .redirected
    case 400..<500: self = .clientError
    case 500..<600: self = .serverError
    default: self = .unknown
    }
  }
}

extension DayCounts: UsagePayload {
  init(_ bytes: inout UsageBytes, inputs: InputNumbers) throws(UsageCorruption) {
    attempted = try bytes.count()
    rejected = try bytes.count()
    ok = try bytes.count()
    redirected = try bytes.count()
    clientErrors = try bytes.count()
    serverErrors = try bytes.count()
    guard rejected + ok + redirected + clientErrors + serverErrors <= attempted else {
      throw UsageCorruption()
    }
  }

  func write(to writer: inout UsageWriter) {
    writer.write(count: attempted)
    writer.write(count: rejected)
    writer.write(count: ok)
    writer.write(count: redirected)
    writer.write(count: clientErrors)
    writer.write(count: serverErrors)
  }

  mutating func merge(_ other: DayCounts) {
    attempted += other.attempted
    rejected += other.rejected
    ok += other.ok
    redirected += other.redirected
    clientErrors += other.clientErrors
    serverErrors += other.serverErrors
  }
}

/// Requests of one UTC day that have something in common.
public struct DayUsage: Sendable, Equatable {
  /// What they have in common; names as reports have them.
  public enum Subject: Sendable, Equatable {
    /// Learn requests of a group: a row of the policy's partition.
    case group(ByteString)
    /// Those of one of its applications, `-` for none.
    case application(group: ByteString, ByteString)
    /// Those on one site; requests without a site are in none.
    case site(group: ByteString, ByteString)
    /// Requests of an endpoint of `knewton`, `learn` or `other`.
    case endpoint(service: String, ByteString)
  }

  /// Days since 1970-01-01.
  public let day: Int
  /// What they have in common.
  public let subject: Subject
  /// The requests.
  public let counts: DayCounts
}
