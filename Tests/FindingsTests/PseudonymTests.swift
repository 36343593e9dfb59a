import Bytes
import TestSupport
import Testing

@testable import Findings

/// Pseudonyms: the same for the same name and key, wherever it stands.
@Suite struct PseudonymTests {
  private static let key = Array("0123456789abcdef".utf8)
  private let strict = Pseudonyms(key: key, level: .strict)
  private let standard = Pseudonyms(key: key, level: .standard)

  /// Python: hmac.new(b"0123456789abcdef", b"cli\x1f10.0.0.1", "sha256").hexdigest()[:16], and so on.
  @Test func knownValues() {
    #expect(strict.client("10.0.0.1") == "cli_b9d9fcd86dd21385")
    #expect(strict.user("learner-1") == "usr_794329791ead57a4")
    #expect(strict.token("tok_930bbdc51b6aed5c") == "tok_f6f3419295fd33fd")
    #expect(strict.client(.dash) == .dash && strict.token(.dash) == .dash)
    // hashlib.sha256(b"quota-audit key id\x1f0123456789abcdef").hexdigest()[:8]
    #expect(strict.privacy == PrivacyReport(level: .strict, keyID: "44fd0bb5"))
  }

  @Test func anotherKeyIsAnotherPseudonym() {
    // Not a zero: HMAC fills short keys with zeros.
    let other = Pseudonyms(key: Self.key + [1], level: .strict)
    #expect(other.client("10.0.0.1") != strict.client("10.0.0.1"))
    #expect(other.privacy.keyID != strict.privacy.keyID)
  }

  private static let hidden: [(name: ByteString, pieces: [String])] = [
    ("10.0.0.1", ["10.0.0.1"]), ("https://10.0.0.1:8080/x", ["10.0.0.1"]),
    ("node255.255.255.255.log", ["255.255.255.255"]), ("see 10.0.0.1.", ["10.0.0.1"]),
    ("256.0.0.1", []), ("1.2.3", []), ("1.2.3.4.5", []), ("1.2.3.0004", []),
    ("2001:db8::1", ["2001:db8::1"]), ("[2001:DB8::1]:443", ["2001:DB8::1"]),
    ("::1", ["::1"]), ("fe80::", ["fe80::"]), ("at ::ffff:10.0.0.1, twice", ["::ffff:10.0.0.1"]),
    ("1:2:3:4:5:6:7:8", ["1:2:3:4:5:6:7:8"]), ("1:2:3:4:5:6:7", []), ("a::b::c", []),
    ("2001:db8::1: refused", ["2001:db8::1"]), ("12:30:45", []), ("std::vector", []), ("::", []),
    ("1:2:3:4:5:6:7:8:9", []), ("12345::1", []), ("x2001:db8::1", []),
    ("jo.doe+x@uni.example", ["jo.doe+x@uni.example"]), ("@example", []), ("jo@", []),
    ("mail jo@uni.example, now", ["jo@uni.example"]),
    ("GET /learn/api/v1/users/jsmith", ["jsmith"]),
    ("https://a.example/Users/jsmith/edit", ["jsmith"]),
    ("GET /learn/api/v1/users/{id}/courses", []), ("GET /accounts/current", []),
    ("POST /registrations", []), ("/accounts/", []), ("/registrations/r 1/x", ["r"]),
    ("tok_930bbdc51b6aed5c", ["tok_930bbdc51b6aed5c"]), ("tok_930BBDC51B6AED5C", []),
    ("/u/jo.doe%40uni.example", ["jo.doe%40uni.example"]), ("/users/jo%20doe/x", ["jo%20doe"]),
    ("/%2Fusers%2Fjsmith77/x", ["jsmith77"]), ("/%252Fusers%252Fjsmith77/x", ["jsmith77"]),
    ("/2001%3Adb8%3A%3A77/x", ["2001%3Adb8%3A%3A77"]), ("/10%2e0.0%2E1", ["10%2e0.0%2E1"]),
    ("/%75sers/jsmith", ["jsmith"]), ("/users/%7Bid%7D/x", ["%7Bid%7D"]), ("100%", []), ("%4", []),
    ("tok_930", []), ("", []), ("/", []), (":", []), (".", []),
  ]

  @Test(arguments: hidden.indices)
  func whatTellsOfPeople(_ index: Int) {
    let (name, expected) = Self.hidden[index]
    let pieces = PersonalText.pieces(name.bytes).map {
      String(decoding: name.bytes[$0.range], as: UTF8.self)
    }
    #expect(pieces == expected, "\(name.text)")
    let isChanged = strict.masked(name) != name
    #expect(isChanged == !expected.isEmpty)
    if !name.text.hasPrefix("tok_") { #expect(standard.masked(name) == name) }
  }

  /// Long names of what could begin anything are read in no more than linear time.
  @Test(arguments: ["a:", "1.", "::", "a@", "/users", "tok_", ".a", "f"])
  func longNamesAreReadOnce(_ unit: String) {
    let name = Array(String(repeating: unit, count: 20_000).utf8)
    #expect(PersonalText.pieces(name).count <= 20_000)
  }

  private func report() -> AuditReport {
    var refused = (0..<12).map { anonymous(Int64($0), status: 429) }
    for index in refused.indices { refused[index].uri = "https://10.0.0.1/a" }
    var observed = call(5)
    observed.entities = [
      ReferenceObservation(resource: "registrations-per-account", subject: "learner-1", value: 501),
      ReferenceObservation(resource: "taxonomy-depth", subject: "tax-1", value: 9),
    ]
    return audit(refused + times(16, request("GET", "/accounts/1")) + [observed])
  }

  @Test func strictHidesClientsAndUsersEverywhere() throws {
    let whole = report()
    let shown = whole.pseudonymised(by: strict)
    #expect(shown.pairs.map(\.client) == ["cli_b9d9fcd86dd21385"])
    #expect(shown.pairs.map(\.uri) == ["https://cli_b9d9fcd86dd21385/a"])
    let account = try #require(shown.finding("knewton.entity.registrations-per-account"))
    #expect(account.names == ["usr_794329791ead57a4"])
    #expect(shown.finding("knewton.entity.taxonomy-depth")?.names == ["tax-1"])
    #expect(shown.triples.map(\.token) == ["tok_f6f3419295fd33fd"])
    for name in ["10.0.0.1", "learner-1"] {
      #expect(names(whole).contains { $0.contains(name) }, "\(name)")
      #expect(!names(shown).contains { $0.contains(name) }, "\(name)")
    }
  }

  /// Every name that a report prints, those inside subjects and messages too.
  private func names(_ report: AuditReport) -> [String] {
    var report = report
    var names = report.findings.flatMap { [$0.message] + $0.names }
    report.mapNames { name in
      names.append(name.text)
      return name
    }
    return names
  }

  /// An id is a hash without key: made of an address, it would tell it to whoever tries all.
  @Test func idsFollowWhatIsShown() throws {
    let whole = report()
    let shown = whole.pseudonymised(by: strict)
    for rule in ["knewton.pair-rate", "knewton.triple-rate", "knewton.entity.taxonomy-depth"] {
      let before = try #require(whole.finding(rule))
      let after = try #require(shown.finding(rule))
      #expect(after.id == Finding.id(rule, after.subject.map(\.value)))
      #expect((after.id == before.id) == (before.subject == after.subject))
    }
    #expect(
      whole.finding("knewton.entity.taxonomy-depth")?.id
        == shown.finding("knewton.entity.taxonomy-depth")?.id)
  }

  @Test func rowsAreInTheOrderOfWhatIsShown() {
    let records = (0..<40).map { index in
      var record = anonymous(0, status: 429)
      record.client = ByteString("10.0.0.\(index)")
      return record
    }
    let shown = audit(records).pseudonymised(by: strict)
    #expect(shown.pairs.count == 40)
    #expect(shown.pairs.map(\.client) == shown.pairs.map(\.client).sorted())
    let subjects = shown.findings("knewton.pair-rejected").map(\.names)
    #expect(subjects.map { $0[0] } == subjects.map { $0[0] }.sorted())
  }

  /// A quota tried names a group as plainly as the group's own row does.
  @Test(arguments: ["calls_per_day", "sites"])
  func quotasTriedNameNobody(_ quota: String) {
    var whole = report()
    whole.whatIf = WhatIfReport(
      ruling: whole, tried: whole,
      overrides: [
        WhatIfOverride(key: "groups.jo.doe@uni.example." + quota, value: 5),
        WhatIfOverride(key: "learn." + quota, value: 6),
      ])
    let shown = whole.pseudonymised(by: strict)
    let user = strict.user("jo.doe@uni.example").text
    #expect(
      shown.whatIf?.overrides.map(\.key) == ["groups." + user + "." + quota, "learn." + quota])
    #expect(names(shown).contains { $0.contains("jo.doe") } == false)
  }

  @Test(
    arguments: [
      ("/u/jo.doe%40uni.example", "/u/jo.doe@uni.example"),
      ("/u/jo.doe%2540uni.example", "/u/jo.doe@uni.example"),
      ("/users/%6Asmith", "/users/jsmith"), ("/2001%3Adb8%3A%3A77/x", "/2001:db8::77/x"),
    ] as [(ByteString, ByteString)])
  func escapesChangeNoPseudonym(_ escaped: ByteString, _ plain: ByteString) {
    #expect(strict.masked(escaped) == strict.masked(plain))
    #expect(strict.masked(plain) != plain)
  }

  @Test func standardKeysTokensOnly() {
    let shown = report().pseudonymised(by: standard)
    #expect(shown.pairs.map(\.client) == ["10.0.0.1"])
    #expect(shown.triples.map(\.token) == ["tok_f6f3419295fd33fd"])
    #expect(shown.finding("knewton.entity.registrations-per-account")?.names == ["learner-1"])
    #expect(report().pseudonymised(by: nil).privacy == nil)
  }
}
