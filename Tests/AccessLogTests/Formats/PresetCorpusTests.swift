import AccessLog
import Bytes
import Foundation
import Testing

/// Access logs of lnav's and plaso's test data: each yields its records, under `auto` or under the
/// format that its server was told.
@Suite struct PresetCorpusTests {
  /// A log below `corpus/logs`, how it is read and how many records and other lines that are not
  /// blank it holds.
  struct Log: Sendable, CustomTestStringConvertible {
    var path: String
    var format: String
    var records: Int
    var malformed = 0
    /// What `auto` takes it for, where that is not `format`.
    var detected: String?

    var testDescription: String { path }
  }

  private static let confluence = """
    nginx:[$time_local] $remote_user $thread $remote_addr $request_method $request_uri \
    $server_protocol $status ${taken}ms $bytes_sent $http_referer $http_user_agent
    """
  private static let confluenceWithProxy =
    confluence.replacing("] $remote_user", with: "] $forwarded $remote_user")
  private static let bitbucket = """
    nginx:$remote_addr | $scheme | $request_id | $remote_user | $time_iso8601 | "$request" | \
    "$http_referer" "$http_user_agent" | $status | $received | $bytes_sent | $labels | $taken | $rest
    """
  private static let jira =
    #"apache:%v:%p %h %{id}n %u %t "%r" %>s %O "%{Referer}i" "%{User-Agent}i" %D"#
  private static let uwsgi = """
    apache:[pid: %{ids}n] %h (%u) {%{vars}n} [%{%a %b %d %H:%M:%S %Y}t] %m %U => generated %B bytes \
    in %{taken}n (%H %>s) %{rest}n
    """
  private static let zeek = """
    nginx:$msec\t$uid\t$remote_addr\t$port\t$server\t$server_port\t$depth\t$request_method\t$host\t\
    $request_uri\t$http_referer\t$version\t$http_user_agent\t$received\t$bytes_sent\t$status\t$rest
    """

  static let logs = [
    Log(path: "lnav/logfile_access_log.0", format: "extended", records: 3),
    Log(path: "lnav/logfile_access_log.1", format: "extended", records: 1),
    Log(path: "lnav/logfile_access_log_dupe.0", format: "extended", records: 3),
    Log(path: "lnav/logfile_bad_access_log.0", format: "extended", records: 2, malformed: 1),
    Log(path: "lnav/logfile_shop_access_log.0", format: "extended", records: 1000),
    Log(path: "lnav/logfile_regexp_access_log.0", format: jira, records: 2, detected: "extended"),
    Log(path: "lnav/logfile_caddy_log.0", format: "caddy", records: 4, malformed: 35),
    Log(path: "lnav/logfile_caddy_log.1", format: "caddy", records: 4, detected: "json"),
    Log(path: "lnav/logfile_haproxy.0", format: "haproxy", records: 13, malformed: 4),
    Log(path: "lnav/logfile_w3c.0", format: "w3c", records: 1),
    Log(path: "lnav/logfile_w3c.1", format: "w3c", records: 1),
    Log(path: "lnav/logfile_w3c.2", format: "w3c", records: 14),
    Log(path: "lnav/logfile_w3c.3", format: "w3c", records: 3),
    // Its lines have more words than `#Fields` names.
    Log(path: "lnav/logfile_w3c.5", format: "w3c", records: 0, malformed: 1),
    Log(path: "lnav/logfile_w3c.6", format: "w3c", records: 1),
    Log(path: "lnav/logfile_w3c_big.0", format: "w3c", records: 210),
    Log(path: "lnav/logfile_uwsgi.0", format: uwsgi, records: 19, detected: "json"),
    Log(
      path: "lnav/logfile_bro_http.log.0", format: zeek, records: 197, malformed: 9, detected: "w3c"
    ),
    // Two lines have quotes that nobody escaped.
    Log(path: "plaso/apache_access.log", format: "extended", records: 13, malformed: 2),
    Log(path: "plaso/aws_elb_access.log", format: "alb", records: 10, malformed: 6),
    Log(
      path: "plaso/aws_elb_access.log", format: "elb", records: 2, malformed: 14, detected: "alb"),
    Log(
      path: "plaso/aws_elb_access.log", format: "nlb", records: 2, malformed: 14, detected: "alb"),
    Log(path: "plaso/iis_iis6.log", format: "w3c", records: 12),
    Log(path: "plaso/iis_iis7_owa.log", format: "w3c", records: 3),
    Log(path: "plaso/iis_iis7_sqli.log", format: "w3c", records: 2),
    Log(path: "plaso/iis_iis10.log", format: "w3c", records: 1),
    Log(path: "plaso/iis_iis10_cookies.log", format: "w3c", records: 3),
    Log(path: "plaso/iis_iis10_edge_cases.log", format: "w3c", records: 15),
    Log(path: "plaso/iis_iis_without_date.log", format: "w3c", records: 11),
    Log(path: "plaso/confluence_access.log", format: confluence, records: 3, detected: "json"),
    Log(
      path: "plaso/confluence_access_post7.11.log", format: confluenceWithProxy, records: 1,
      detected: "json"),
    Log(path: "plaso/jira_access.log", format: confluence, records: 4, detected: "json"),
    Log(path: "plaso/jira_access_months.log", format: confluence, records: 12, detected: "json"),
    Log(
      path: "plaso/jira_access_post9.4.log", format: confluenceWithProxy, records: 2,
      detected: "json"),
    // A gRPC call and the start of a request have no status.
    Log(
      path: "plaso/atlassian-bitbucket-access.log", format: bitbucket, records: 6, malformed: 2,
      detected: "json"),
  ]

  private static func content(_ path: String) throws -> [UInt8]? {
    guard let folder = SharedCorpusTests.folder("corpus/logs") else { return nil }
    return [UInt8](try Data(contentsOf: folder.appendingPathComponent(path)))
  }

  @Test(arguments: logs)
  func yieldsItsRecords(_ log: Log) throws {
    guard let content = try Self.content(log.path) else { return }
    let format = try LogFormat.named(log.format) ?? LogFormat(declaration: log.format)
    let counts = parse(content, format).counts
    #expect(counts.records == log.records)
    #expect(counts.malformed.reduce(0, +) == log.malformed, "\(counts.firstMalformed)")
    var detector = FormatDetector()
    detector.add(content)
    #expect(detector.format.name == log.detected ?? log.format)
  }

  /// Objects with names of their own, which a policy maps.
  @Test(arguments: [
    (
      "lnav/logfile_cloudflare.json",
      [
        "EdgeStartTimestamp": "time", "EdgeResponseStatus": "status", "ClientIP": "client",
        "ClientRequestMethod": "method", "ClientRequestURI": "target", "ClientRequestHost": "host",
      ], 1, "2022-10-30T00:00:02Z 301 87.226.160.250 www.ripe.net HEAD /"
    ),
    (
      "plaso/azure_application_gateway_access.json",
      [
        "timeStamp": "time", "properties.httpStatus": "status", "properties.clientIP": "client",
        "properties.httpMethod": "method", "properties.host": "host",
        "properties.originalRequestUriWithArgs": "target",
      ], 2, "2021-10-14T22:17:11Z 200 185.42.129.24 20.110.30.194 GET /"
    ),
  ])
  func namesOfAPolicy(_ path: String, _ names: [String: String], _ count: Int, _ first: String)
    throws
  {
    guard let content = try Self.content(path) else { return }
    let fields = names.map {
      LineParser.FieldMapping(path: ByteString($0.key), field: ByteString($0.value))
    }
    let parsed = parse(content, .json, LineParser.Options(fields: fields))
    #expect(parsed.counts.records == count)
    let record = try #require(parsed.records.first)
    let texts = [record.client, record.host, record.method, record.target].map(parsed.text)
    let words = [Instant(milliseconds: record.time).text, "\(record.status)"] + texts
    #expect(words.joined(separator: " ") == first)
  }
}
