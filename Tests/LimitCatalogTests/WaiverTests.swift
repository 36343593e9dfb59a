import Bytes
import LimitCatalog
import Testing

/// Policy section `waivers`: what it reads, and what it refuses.
@Suite struct WaiverTests {
  private static let rest = "owner: ops, reason: moving, expires: 2026-12-31"

  @Test func bothKinds() throws {
    let waivers = try policy(
      """
      waivers:
        - id: 0123456789abcdef
          owner: Jo Doe
          reason: "moving: until December"
          expires: 2026-12-31
        - rule: learn.sites
          subject: {group: acme-*, site: "*.example"}
          owner: ops
          reason: r
          expires: "2028-02-29"
        - {rule: knewton.entity.taxonomy-depth, owner: o, reason: r, expires: 2026-01-01}
      """
    ).waivers
    #expect(
      waivers == [
        Waiver(
          .finding(id: "0123456789abcdef"), owner: "Jo Doe", reason: "moving: until December",
          expires: CivilDate(year: 2026, month: 12, day: 31)),
        Waiver(
          .rule(
            "learn.sites",
            subject: [
              SubjectPattern(key: "group", glob: "acme-*"),
              SubjectPattern(key: "site", glob: "*.example"),
            ]), owner: "ops", reason: "r", expires: CivilDate(year: 2028, month: 2, day: 29)),
        Waiver(
          .rule("knewton.entity.taxonomy-depth", subject: []), owner: "o", reason: "r",
          expires: CivilDate(year: 2026, month: 1, day: 1)),
      ])
    #expect(try policy("waivers: []").waivers.isEmpty && policy("waivers:").waivers.isEmpty)
    // Digits alone are an id too, whatever YAML takes them for.
    #expect(
      try policy("waivers: [{id: 0123456789012345, \(Self.rest)}]").waivers.first?.target
        == .finding(id: "0123456789012345"))
  }

  @Test(arguments: [
    (
      "waivers: {id: x}",
      "line 1, column 10: `waivers` must be a list, such as [a, b], not keys with values"
    ),
    (
      "waivers: [x]",
      "line 1, column 11: `waivers` must be keys with values, such as {rule: learn.calls, subject: "
        + "{group: acme-*}, owner: ops, reason: migration, expires: 2026-12-31}, not `x`"
    ),
    (
      "waivers: [{id: 0123456789abcdef, expire: 2026-12-31}]",
      "line 1, column 34: unknown key `expire` in `waivers`; did you mean `expires`?"
    ),
    (
      "waivers: [{rule: learn.call, \(rest)}]",
      "line 1, column 18: `waivers.rule` cannot be `learn.call`; did you mean `learn.calls`?"
    ),
    (
      "waivers: [{rule: learn.calls, subject: {grup: a}, \(rest)}]",
      "line 1, column 41: unknown key `grup` in `waivers.subject`; did you mean `group`?"
    ),
    (
      "waivers: [{rule: learn.calls, subject: {site: a}, \(rest)}]",
      "line 1, column 41: unknown key `site` in `waivers.subject`; expected one of `group`"
    ),
    (
      "waivers: [{\(rest)}]",
      "line 1, column 11: a waiver has either an `id` or a `rule`: give the 16 digits of one finding, "
        + "or a rule and the `subject` it is about"
    ),
    (
      "waivers: [{id: 0123456789abcdef, rule: learn.calls, \(rest)}]",
      "line 1, column 11: a waiver has either an `id` or a `rule`: give the 16 digits of one finding, "
        + "or a rule and the `subject` it is about"
    ),
    (
      "waivers: [{id: 0123456789abcdef, subject: {group: a}, \(rest)}]",
      "line 1, column 43: `subject` goes with `rule`; an `id` names one finding already"
    ),
    (
      "waivers:\n- rule: learn.calls\n  owner: ops\n  expires: 2026-12-31\n",
      "line 2, column 3: key `reason` is missing in `waivers`; each item has to have it"
    ),
    (
      "waivers: [{id: 0123456789ABCDEF, \(rest)}]",
      "line 1, column 16: `waivers.id` must be the id of a finding, 16 digits of 0-9 and a-f, not "
        + "`0123456789ABCDEF`"
    ),
    (
      "waivers: [{rule: learn.calls, owner: ops, reason: '', expires: 2026-12-31}]",
      "line 1, column 51: `waivers.reason` must be a text, not ``"
    ),
  ])
  func refusals(_ text: String, _ expected: String) {
    #expect(PolicyErrorTests.sentence(text) == expected)
  }

  @Test(arguments: [
    "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "26-01-01", "2026/01/01",
    "2026-01-01T00",
    "tomorrow", "20260101", "2026-04-31", "~",
  ])
  func daysThatAreNone(_ day: String) {
    let sentence = PolicyErrorTests.sentence(
      "waivers: [{rule: learn.calls, owner: ops, reason: r, expires: \(day)}]")
    #expect(
      sentence?.hasPrefix(
        "line 1, column 63: `waivers.expires` must be a day such as 2026-12-31, not ")
        == true, "\(sentence ?? "accepted")")
  }

  @Test(arguments: [
    ("*", "", true), ("*", "anything", true), ("a*", "abc", true), ("a*", "ba", false),
    ("*c", "abc", true), ("a*c", "abcb", false), ("a*b*c", "a-b-b-c", true), ("?", "", false),
    ("?", "a", true), ("?", "\u{20AC}", true), ("??", "\u{20AC}", false),
    ("a?c", "a\u{1F600}c", true),
    ("\\*", "*", true), ("\\*", "a", false), ("\\?", "?", true), ("\\\\", "\\", true),
    ("a\\", "a\\", true), ("acme-*", "acme-eu", true), ("acme", "acme-eu", false),
    ("**a**", "bab", true), ("", "", true), ("", "a", false), ("*ab", "aab", true),
  ])
  func globs(_ pattern: String, _ name: String, _ fits: Bool) {
    #expect(NameGlob.matches(ByteString(name), ByteString(pattern)) == fits)
  }

  @Test func globsTakeBytesThatAreNoText() {
    #expect(NameGlob.matches(ByteString([0x61, 0xFF, 0x62]), "a?b"))
    #expect(NameGlob.matches(ByteString([0xE2, 0x82]), "??"))
    let hostile = ByteString([UInt8](repeating: 0x61, count: 10_000))
    #expect(!NameGlob.matches(hostile, ByteString(String(repeating: "a*", count: 50) + "b")))
  }
}
