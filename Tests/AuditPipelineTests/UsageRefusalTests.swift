import Bytes
import Findings
import Foundation
import LimitCatalog
import Testing

@testable import AuditPipeline

/// Usage files that are refused, sentence by sentence; nothing is reported or written then.
@Suite(.serialized) struct UsageRefusalTests {
  private let folder: Scratch
  private let usage: String

  init() throws {
    folder = try Scratch()
    let log = try folder.write(lines(100), to: "log")
    usage = try request([log]).scanned(to: folder.path + "/usage")[0]
  }

  private func sentence(_ body: () throws -> Void) throws -> String {
    let refusal = try #require(#expect(throws: UsageRefusal.self, performing: body))
    return refusal.sentence.replacing(folder.path + "/", with: "")
  }

  private func refusal(_ files: String..., asking: AuditRequest = request()) throws -> String {
    try sentence { _ = try UsageReport.report(files.map(place), asking) }
  }

  private func place(_ name: String) -> String { folder.path + "/" + name }

  private func scan(_ logs: [String], to name: String, shards: Int = 1) throws {
    _ = try request(logs.map(place)).scanned(to: place(name), shards: shards)
  }

  @Test func filesThatAreNone() throws {
    #expect(
      try refusal("gone")
        == "the usage file \"gone\" cannot be read: No such file or directory")
    #expect(
      try refusal("log") == "the usage file \"log\" is none: it does not begin as one; "
        + "quota-audit scan "
        + "writes usage files")
    try folder.write("", to: "empty")
    #expect(try refusal("empty").hasPrefix("the usage file \"empty\" is none"))
    var newer = try folder.read("usage")
    newer[18] = 7
    try folder.write(newer, to: "newer")
    #expect(
      try refusal("newer") == "the usage file \"newer\" is of version 7, this program reads "
        + "versions 1 and 2; "
        + "use a newer one")
  }

  /// Wherever a file ends, and whichever byte is another, the file and the place are named.
  @Test func everyTruncationAndEveryChangedByte() throws {
    let bytes = try folder.read("usage")
    for count in stride(from: 19, to: bytes.count, by: 37) {
      try folder.write(Array(bytes[..<count]), to: "cut")
      #expect(
        try refusal("cut") == "the usage file \"cut\" ends too early, at byte \(count); copy it "
          + "again "
          + "or scan the logs again")
    }
    for index in stride(from: 19, to: bytes.count, by: 31) {
      var broken = bytes
      broken[index] ^= 0x10
      try folder.write(broken, to: "broken")
      let sentence = try refusal("broken")
      #expect(sentence.contains(" at byte "), "\(index): \(sentence)")
    }
    try folder.write(bytes + [0], to: "longer")
    #expect(
      try refusal("longer") == "the usage file \"longer\" is damaged at byte \(bytes.count); "
        + "copy it "
        + "again or scan the logs again")
  }

  /// What several files hold counts once only where a whole file can be left out.
  @Test func inputsAmongOthers() throws {
    try folder.write(lines(1), to: "small")
    try folder.write(lines(100), to: "copy")
    try scan(["log", "small"], to: "more")
    #expect(
      try refusal("usage", "more") == "the usage file \"more\" covers \"log\", and \"usage\" "
        + "covers "
        + "\"log\" too: its requests would count twice; scan it once")
    try scan(["copy"], to: "first")
    #expect(
      try refusal("more", "first") == "the usage file \"more\" covers \"log\", and \"first\" "
        + "covers "
        + "\"copy\" which has the same content: its requests would count twice; scan it once")
    #expect(
      try refusal("usage", "usage") == "the usage file \"usage\" holds the same scan as "
        + "\"usage\"; give "
        + "it once")
  }

  /// A file that was written between two scans is one file and two contents.
  @Test func filesThatChangedBetweenScans() throws {
    try folder.write(lines(2), to: "small")
    try scan(["small"], to: "one")
    try folder.write(lines(3), to: "small")
    try scan(["./small"], to: "two")
    #expect(
      try refusal("two", "one") == "the usage file \"one\" covers \"small\", and \"two\" covers "
        + "\"small\" too: its requests would count twice; scan it once")
  }

  /// Equal sums prove nothing where the bytes differ and nobody hashed what they inflate to.
  @Test func contentsThatAreOnlyLikelyTheSame() throws {
    try folder.write(Gzip.member(lines(100).utf8), to: "packed")
    try scan(["packed"], to: "again")
    #expect(
      try refusal("usage", "again") == "the usage file \"again\" covers \"packed\", and \"usage\" "
        + "covers \"log\" which has the same content: its requests would count twice; scan it once")
  }

  /// Contents of less than 4096 bytes may be equal by chance, as in one scan.
  @Test func smallContentsMayBeEqual() throws {
    for name in ["x", "y"] {
      try folder.write(lines(2), to: name)
      try scan([name], to: "usage-" + name)
    }
    let files = ["usage-x", "usage-y"].map(place)
    #expect(
      try request().reported(files) == request([place("x"), place("y")]).audited())
  }

  @Test func shards() throws {
    try scan(["log"], to: "s", shards: 3)
    #expect(
      try refusal("s.1-of-3", "s.3-of-3") == "the usage file \"s.1-of-3\" is one of 3 shards, "
        + "and shard 2 "
        + "is missing; give all of them")
    #expect(
      try refusal("s.1-of-3", "s.1-of-3") == "the usage file \"s.1-of-3\" holds shard 1 of 3 of "
        + "the same "
        + "scan as \"s.1-of-3\"; give it once")
    #expect(try refusal("usage", "s.1-of-3").contains("the same scan as \"usage\"; give it once"))
    try folder.write(lines(3), to: "other")
    try scan(["other"], to: "t", shards: 3)
    let sentence = try sentence {
      _ = try UsageReport.writeJudged(
        ["s.1-of-3", "t.2-of-3"].map(place), to: place("judged"), request())
    }
    #expect(
      sentence == "the usage file \"t.2-of-3\" is shard 2 of 3 and \"s.1-of-3\" is shard 1 of 3; "
        + "--partial judges the same shard of all scans")
    #expect(!folder.names.contains("judged"))
  }

  @Test func policies() throws {
    let under = try request([place("log")], policy: .standard).scanned(to: place("under"))[0]
    #expect(
      try refusal("under") == "the usage file \"under\" was scanned under the policy "
        + "\"policy.yaml\"; "
        + "give that file with --policy")
    #expect(
      try refusal("usage", asking: request(policy: .standard))
        == "the usage file \"usage\" was scanned without a policy, and \"policy.yaml\" decides "
        + "what is "
        + "counted for whom; scan the logs again with --policy, or try other quotas with --what-if")
    var other = request(policy: .standard)
    other.policyIdentity = PolicyIdentity(name: "b.yaml", sha256: String(repeating: "b", count: 64))
    #expect(
      try refusal("under", asking: other) == "the usage file \"under\" was scanned under the "
        + "policy "
        + "\"policy.yaml\", and \"b.yaml\" is not that file as it was then; --what-if tries "
        + "other quotas")
    try folder.write(lines(3), to: "other")
    try scan(["other"], to: "without")
    #expect(
      try refusal("under", "without") == "the usage file \"without\" was scanned without a "
        + "policy and "
        + "\"under\" under the policy \"policy.yaml\"; scan all logs under one policy")
    #expect(under == place("under"))
  }

  @Test func judgedAndNot() throws {
    let judged = place("judged")
    #expect(try UsageReport.writeJudged([usage], to: judged, request()))
    #expect(
      try refusal("judged") == "the usage file \"judged\" is judged already; quota-audit combine "
        + "joins "
        + "judged shards")
    let sentence = try sentence { _ = try UsageReport.combine([usage], request()) }
    #expect(
      sentence == "the usage file \"usage\" is not judged; quota-audit report --partial judges it")
  }

  @Test func judgedShardsThatDoNotFit() throws {
    try scan(["log"], to: "s", shards: 2)
    var judged: [String] = []
    for shard in 1...2 {
      judged.append(place("judged\(shard)"))
      _ = try UsageReport.writeJudged(
        [place("s.\(shard)-of-2")], to: judged[shard - 1], request())
    }
    func refusal(_ files: [String], _ asking: AuditRequest) throws -> String {
      try sentence { _ = try UsageReport.combine(files, asking) }
    }
    #expect(
      try refusal([judged[1]], request()) == "the usage file \"judged2\" is one of 2 shards, and "
        + "shard 1 "
        + "is missing; give all of them")
    #expect(
      try refusal(judged + [judged[0]], request()) == "the usage file \"judged1\" holds shard 1 "
        + "of 2 of "
        + "the same scan as \"judged1\"; give it once")
    var trying = request()
    trying.whatIf = [try QuotaOverride("learn.sites=7")]
    #expect(
      try refusal(judged, trying) == "the usage file \"judged1\" was judged without --what-if, "
        + "and this "
        + "is with --what-if learn.sites=7; give the same --what-if to all")
    _ = try UsageReport.writeJudged([usage], to: place("whole"), request())
    #expect(
      try refusal(judged + [place("whole")], request()).contains("the same scan as"))
    try folder.write(lines(3), to: "other")
    try scan(["other"], to: "o")
    _ = try UsageReport.writeJudged([place("o")], to: place("stranger"), request())
    #expect(
      try refusal(judged + [place("stranger")], request())
        == "the usage file \"stranger\" belongs to another report than \"judged1\": they were "
        + "judged "
        + "from other scans")
  }
}
