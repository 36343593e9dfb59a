import Bytes
import Testing

@testable import AccessLog

@Suite struct ConfigurationFileTests {
  static let nginx = #"""
    # log_format commented '$msec';
    events { worker_connections 10; }
    http {
      log_format main '$remote_addr [$time_local] ' # "first" half
                      '"$request" $status';
      log_format "gw" escape=json
        '{"t":"$msec","s":"$status","x":"{;}"}';
      map $http_x $y { default "a;b"; ~^(?<p>\d+)$ $p; }
      access_log /var/log/nginx/access.log main;
      server { location / { return 200 'log_format no "$msec";'; } }
    }
    """#
  static let apache = #"""
    # LogFormat "%t %>s" commented
    <IfModule log_config_module>
        LogFormat "%h %l %u %t \"%r\" \
          %>s %b" common
        logformat '%t %>s "%{Referer}i"' "short one"
        LogFormat "%t %>s"
        CustomLog "logs/access_log" common
    </IfModule>
    """#

  static func choose(_ text: String, _ name: String?) -> Result<LogFormat, FormatError> {
    Result { () throws(FormatError) in
      try LogFormat.declared(in: Array(text.utf8), file: "server.conf", named: name)
    }
  }

  @Test(arguments: [
    (nginx, "main", "1.1.1.1 [20/Nov/2026:13:00:00 +0000] \"GET / HTTP/1.1\" 200"),
    (nginx, "gw", #"{"t":"1795179600","s":"200","x":"{;}"}"#),
    (
      nginx, "combined",
      #"1.1.1.1 - - [20/Nov/2026:13:00:00 +0000] "GET / HTTP/1.1" 200 1 "-" "-""#
    ),
    (apache, "common", "1.1.1.1 - - [20/Nov/2026:13:00:00 +0000] \"GET / HTTP/1.1\"       200 1"),
    (apache, "short one", "[20/Nov/2026:13:00:00 +0000] 200 \"-\""),
    (apache, "", "[20/Nov/2026:13:00:00 +0000] 200"),
  ])
  func aFormatByItsName(_ file: String, _ name: String, _ line: String) throws {
    let format = try ConfigurationFileTests.choose(file, name).get()
    let parsed = parse(Array(line.utf8), format)
    #expect(parsed.only(\.time) == base, "\(format.name)")
    // Its name is a declaration that gives the same format.
    #expect(try LogFormat(declaration: format.name) == format)
  }

  @Test func theOnlyFormatNeedsNoName() throws {
    let text = "log_format a '$msec $status';"
    #expect(try ConfigurationFileTests.choose(text, nil).get().name == "nginx:" + text)
    #expect(
      try ConfigurationFileTests.choose("\u{FEFF}LogFormat \"%t %>s\" a", nil).get().name
        == "apache:LogFormat \"%t %>s\" a")
  }

  @Test func theLastOfOneNameCounts() throws {
    let text = "LogFormat \"%t\" a\nLogFormat \"%t %>s\" a\n"
    #expect(try ConfigurationFileTests.choose(text, nil).get().name.hasSuffix("%>s\" a"))
  }

  @Test(
    arguments: [
      (
        nginx, nil,
        "`server.conf` declares 2 formats: `main`, `gw`; name one as `server.conf:main`"
      ),
      (nginx, "mian", "`server.conf` declares no format `mian`; did you mean `main`?"),
      (nginx, "other", "`server.conf` declares no format `other`; known are `main`, `gw`"),
      (
        apache, nil,
        "`server.conf` declares 3 formats: `common`, `short one`, one without a name; "
          + "name one as `server.conf:common`"
      ),
      (
        "http { }", nil,
        "`server.conf` holds no log_format or LogFormat directive; formats may stand in a file that "
          + "it includes"
      ),
      (
        "log_format a '$msec", nil,
        "the quote at column 14 is never closed; the text may have been cut, or a quote inside it "
          + "needs a backslash before it"
      ),
    ] as [(String, String?, String)])
  func whatIsRefused(_ file: String, _ name: String?, _ sentence: String) {
    guard case .failure(let error) = ConfigurationFileTests.choose(file, name) else {
      Issue.record("accepted")
      return
    }
    #expect(error.sentence == sentence)
  }

  @Test func hostileFiles() {
    for text in [
      "", ";", "}{", "log_format", "log_format;", "log_format a;", "LogFormat", "LogFormat \\",
      "\\\n", "$", "\\", "#",
    ] {
      if case .success(let format) = ConfigurationFileTests.choose(text, nil) {
        Issue.record("\(text) gave \(format.name)")
      }
    }
  }
}
