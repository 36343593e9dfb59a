internal import AccessLog
internal import Bytes

extension Record {
  /// Canonical names of the fields that are there and that some limit is judged by (SPEC section 2).
  var fieldNames: [String] {
    let slices = [
      ("client", client), ("host", host), ("target", target), ("referer", referer),
      ("group", group), ("app", app), ("site", site), ("token", token), ("uri", uri),
      ("origin", origin), ("exceeded", exceeded), ("account", account), ("error", error),
    ]
    let numbers = [
      ("limit", limit), ("remaining", remaining), ("reset", reset), ("retry_after", retryAfter),
      ("delay", delay), ("items", items),
    ]
    return slices.filter(\.1.isPresent).map(\.0) + numbers.filter { $0.1 >= 0 }.map(\.0)
      + (action == .unknown ? [] : ["action"]) + (analytics == .unknown ? [] : ["analytics"])
  }
}
