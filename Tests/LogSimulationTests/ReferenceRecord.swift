import Crypto
import Foundation

/// A log line read the slow and obvious way, by regular expressions and string dictionaries.
struct ReferenceRecord {
  let log: String
  let number: Int
  let client: String
  /// Milliseconds since 1970.
  let time: Int
  let method: String
  let path: String
  let status: Int
  let fields: [String: String]

  init?(log: String, number: Int, text: String) {
    let shape =
      /^(\S+) - - \[(\d+\/\w+\/\d+:\d+:\d+:\d+)\.(\d+) \+0000\] "([^"]*)" (\d+) (\d+) "[^"]*" "((?:[^"\\]|\\.)*)"(.*)$/
    guard let match = try? shape.wholeMatch(in: text), let status = Int(match.5) else { return nil }
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(secondsFromGMT: 0)
    formatter.dateFormat = "dd/MMM/yyyy:HH:mm:ss"
    guard let date = formatter.date(from: String(match.2)), let fraction = Int(match.3) else {
      return nil
    }
    self.log = log
    self.number = number
    self.client = String(match.1)
    time = Int(date.timeIntervalSince1970) * 1000 + fraction
    let request = match.4.split(separator: " ")
    method = request.count == 3 ? String(request[0]) : "-"
    path = request.count == 3 ? String(request[1].prefix { $0 != "?" }) : "-"
    self.status = status
    var fields: [String: String] = [:]
    for pair in match.8.matches(of: /([a-z_]+)=(?:"([^"]*)"|(\S+))/) {
      fields[String(pair.1)] = String(pair.2 ?? pair.3 ?? "")
    }
    self.fields = fields
  }

  var isLearn: Bool { path.hasPrefix("/learn/api/") }
  var isKnewton: Bool { !isLearn && fields["host"] == "api.knewton.example" }
  var isRejected: Bool { (isLearn && status == 402) || (isLearn || isKnewton) && status == 429 }
  var succeeded: Bool { (200..<300).contains(status) }
  var group: String? { isLearn ? fields["group"] : nil }
  var site: String { fields["site"] ?? fields["host"] ?? "-" }
  var uri: String { fields["uri"] ?? fields["origin"] ?? "-" }

  var token: String? {
    fields["token"].map { $0.hasPrefix("Bearer ") ? String($0.dropFirst(7)) : $0 }
  }

  var isTriple: Bool {
    isKnewton && token != nil && status != 401 && !path.hasSuffix("/oauth/token")
  }

  var pair: [String: String]? {
    isKnewton && !isTriple ? ["client": client, "uri": uri] : nil
  }

  var triple: [String: String]? {
    isTriple ? ["token": hashedToken, "uri": uri, "endpoint": endpoint] : nil
  }

  var hashedToken: String {
    let digest = SHA256.hash(data: Array((token ?? "").utf8))
    return "tok_" + digest.prefix(8).map { String(format: "%02x", $0) }.joined()
  }

  /// Segments behind a collection's name are ids, but for the words of SPEC section 4.3.
  var segments: [String] {
    let all = path.split(separator: "/").map(String.init)
    return all.first == "v0" ? Array(all.dropFirst()) : all
  }

  var endpoint: String {
    var named: [String] = []
    for (index, segment) in segments.enumerated() {
      switch index > 0 ? segments[index - 1] : "" {
      case "accounts" where segment != "current", "learning-instances": named.append("{id}")
      case "scoped-goals": named.append("{goal_id}")
      case "registrations": named.append(index > 1 ? "{registration_id}" : "{id}")
      default: named.append(segment)
      }
    }
    let action = fields["action"].map { " (\($0))" } ?? ""
    return method + " /" + named.joined(separator: "/") + action
  }
}
