/// Access lines for tests that need a log but no particular one.
enum Line {
  /// One call of Learn's API, with a line feed.
  static func learn(
    _ tail: String = "group=g", status: Int = 200, clock: String = "10:00:00",
    target: String = "/learn/api/public/v1/users"
  ) -> String {
    "10.0.0.1 - - [14/Mar/2026:\(clock) +0000] \"GET \(target) HTTP/1.1\" \(status) 12 \(tail)\n"
  }

  /// One request of Knewton's API, with a line feed.
  static func knewton(
    _ tail: String, status: Int = 200, clock: String = "10:00:00",
    request: String = "GET /v0/accounts/current"
  ) -> String {
    "10.0.0.1 - - [14/Mar/2026:\(clock) +0000] \"\(request) HTTP/1.1\" \(status) 12 \(tail)\n"
  }

  /// Calls one second apart.
  static func calls(_ count: Int, _ tail: String = "group=g") -> String {
    (0..<count).map { index in
      let clock = [index / 3600, index / 60 % 60, index % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
      return learn(tail, clock: clock.joined(separator: ":"))
    }.joined()
  }

  /// A violation: a call that the limiter refused.
  static let violation = learn(status: 429)
  /// A warning and nothing graver: an entity limit that is only recommended.
  static let warning = learn("entities=taxonomy-depth:t:8")
  /// A notice and nothing graver.
  static let notice = learn("entities=focused-goals-per-registration:r:4")
}
