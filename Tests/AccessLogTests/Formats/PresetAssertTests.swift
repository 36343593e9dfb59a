import AccessLog
import Bytes
import Foundation
import Testing

/// The fields that CrowdSec's tests expect of the access logs of many servers, read under the
/// presets and under what the servers' own configuration would say.
@Suite struct PresetAssertTests {
  /// A log below `corpus/logs/crowdsec-hub`, and the formats of its lines.
  struct Log: Sendable, CustomTestStringConvertible {
    var folder: String
    var formats: [String]
    /// How many requests are expected in it.
    var requests: Int
    /// Lines whose client is another one here.
    var otherClients: Set<Int> = []

    var testDescription: String { folder }
  }

  private static let behindHost = """
    - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" \
    "$http_user_agent"
    """
  private static let nginxWithHost = "nginx:$host $remote_addr " + behindHost
  private static let nginxWithPort = "nginx:$host:$server_port $remote_addr " + behindHost
  private static let nginxWithoutUser = """
    nginx:$remote_addr - [$time_local] "$request" $status $body_bytes_sent "$http_referer" \
    "$http_user_agent"
    """
  private static let bunkerweb = """
    nginx:$host $remote_addr - $request_id $remote_user [$time_local] "$request" $status \
    $body_bytes_sent "$http_referer" "$http_user_agent"
    """
  private static let managerRequest = """
    - $request_method $scheme $host "$request_uri" [Client $remote_addr] [Length $body_bytes_sent] \
    [Gzip $gzip_ratio]
    """
  private static let manager = [
    "extended",
    "nginx:[$time_local] $upstream_cache_status $upstream_status $status " + managerRequest
      + #" [Sent-to $server] "$http_user_agent" "$http_referer""#,
    "nginx:[$time_local] $status " + managerRequest + #" "$http_user_agent" "$http_referer""#,
  ]
  /// Two lines are of no released version.
  private static let mixedManager = [
    "nginx:[$time_local] $status " + managerRequest
      + #" [Sent-to $server] "$http_user_agent" "$http_referer""#,
    "nginx:[$time_local] - $status $upstream_status " + managerRequest
      + #" "$http_user_agent" "$http_referer""#,
    "nginx:[$time_local] - $upstream_status $status " + managerRequest
      + #" "$http_user_agent" "$http_referer""#,
  ]
  private static let managerPlus = """
    nginx:[$time_local] $host $remote_addr $request_time "$request" $status $body_bytes_sent \
    $bytes_sent $http_referer $http_user_agent
    """
  private static let zoraxy = """
    nginx:$date $clock [$time_iso8601] [router:$router] [origin:$host] [client: $remote_addr] \
    [useragent: $http_user_agent] $request_method $request_uri $status
    """

  static let logs = [
    Log(
      folder: "apache2-logs", formats: ["extended", "vhost_combined", nginxWithHost], requests: 7),
    Log(folder: "apache2-malformed", formats: ["extended"], requests: 11),
    Log(folder: "aws-alb-logs", formats: ["alb"], requests: 14),
    Log(folder: "aws-cloudfront-logs", formats: ["cloudfront"], requests: 2),
    Log(folder: "bunkerweb-http-malformed", formats: [bunkerweb, nginxWithHost], requests: 12),
    Log(folder: "bunkerweb-logs", formats: [bunkerweb], requests: 5),
    Log(folder: "caddy-logs", formats: ["caddy"], requests: 10),
    // Of `X-Forwarded-For` the last address is taken, which the client cannot write itself.
    Log(folder: "envoy-logs", formats: ["envoy"], requests: 10, otherClients: [8, 9]),
    Log(folder: "haproxy-logs", formats: ["haproxy"], requests: 2),
    Log(folder: "haproxy-nextcloud-whitelist", formats: ["haproxy"], requests: 1),
    Log(folder: "litespeed-logs", formats: ["extended"], requests: 1),
    Log(folder: "nginx-http-malformed", formats: ["extended"], requests: 12),
    Log(folder: "nginx-proxy-manager-logs", formats: manager, requests: 12),
    Log(folder: "nginx-proxy-manager-malformed", formats: manager, requests: 12),
    Log(folder: "nginx_http-catch-npm", formats: [managerPlus] + mixedManager, requests: 6),
    Log(
      folder: "nginx_http-logs",
      formats: ["extended", nginxWithHost, nginxWithPort, nginxWithoutUser], requests: 8),
    Log(folder: "npmplus-logs", formats: [managerPlus], requests: 8),
    Log(folder: "traefik_clf", formats: ["traefik"], requests: 7),
    // A list of addresses in one value stays as sent.
    Log(folder: "traefik_json", formats: ["traefik"], requests: 6, otherClients: [6]),
    Log(folder: "zoraxy-http-logs", formats: [zoraxy], requests: 13),
  ]

  /// Why other logs with expected requests are not read.
  static let skipped = [
    "base-upsun-httplog-logs": "the message is a line of syslog, which holds the access line",
    "iis-xml-logs": "an event of Windows in XML, not a line of a log",
  ]

  @Test func everyLogWithRequestsIsThere() throws {
    guard let hub = SharedCorpusTests.folder("corpus/logs/crowdsec-hub") else { return }
    var found: [String: Int] = [:]
    for file in SharedCorpusTests.files(hub) where file.lastPathComponent == "parser.assert" {
      let requests = try ParserAssertions(contentsOf: file).accessLines.count
      if requests > 0 { found[file.deletingLastPathComponent().lastPathComponent] = requests }
    }
    for name in Self.skipped.keys { found[name] = nil }
    #expect(found == Dictionary(uniqueKeysWithValues: Self.logs.map { ($0.folder, $0.requests) }))
  }

  @Test(arguments: logs)
  func expectedFields(_ log: Log) throws {
    guard let hub = SharedCorpusTests.folder("corpus/logs/crowdsec-hub") else { return }
    let folder = hub.appendingPathComponent(log.folder)
    let assertions = try ParserAssertions(
      contentsOf: folder.appendingPathComponent("parser.assert"))
    let file = try #require(SharedCorpusTests.files(folder).first { $0.pathExtension == "log" })
    let lines = try Data(contentsOf: file).split(separator: 0x0A).map { [UInt8]($0) }
      .filter { $0 != [0x0D] }
    let formats = try log.formats.map { try LogFormat.named($0) ?? LogFormat(declaration: $0) }
    for (number, texts) in assertions.accessLines {
      let differences = formats.map {
        Self.differences(
          parse(lines[number], $0), texts, hasClient: !log.otherClients.contains(number))
      }
      #expect(
        differences.contains([]),
        "line \(number): \(differences.map { $0.joined(separator: ", ") })")
    }
  }

  /// What a line gives that is not what is expected.
  private static func differences(
    _ parsed: Parsed, _ texts: [String: String], hasClient: Bool
  ) -> [String] {
    let status = texts["http_status"] ?? ""
    // Servers write `-` or `0` for an answer that never went out.
    if status.utf8.count != 3 { return parsed.reasons == [.badStatus] ? [] : ["no bad status"] }
    guard let record = parsed.records.first else { return parsed.reasons.map(\.name) }
    var differences: [String] = []
    func compare(_ name: String, _ found: String, _ wanted: String?) {
      if let wanted, found != wanted { differences.append("\(name) \(found) is not \(wanted)") }
    }
    compare("status", String(record.status), status)
    if hasClient { compare("client", parsed.text(record.client), texts["source_ip"]) }
    let method = parsed.text(record.method)
    let target = parsed.text(record.target)
    if let verb = texts["http_verb"], method != "-" {
      compare("method", method, verb)
      let path = texts["http_path"] ?? ""
      if !path.contains("?") {
        compare("path", String(target.prefix { $0 != "?" }), path)
      } else {
        compare("target", target, path)
      }
    } else if texts["http_path"]?.hasPrefix(method + " " + target) != true {
      // A word, a blank and anything is a request by the SPEC, whatever the word.
      compare("method", method, "-")
    }
    if record.host.isPresent, let wanted = texts["target_fqdn"] {
      compare("host", parsed.text(record.host), wanted)
    }
    return differences
  }
}
