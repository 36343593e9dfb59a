import LimitCatalog
import Testing

/// Files that are no policies, some of them on purpose.
@Suite struct HostilePolicyTests {
  static func error(_ bytes: [UInt8]) -> PolicyError? {
    do {
      _ = try Policy(yaml: bytes, fieldNames: fieldNames)
      return nil
    } catch {
      return error
    }
  }

  @Test func aliasesNeverUnfold() {
    var bomb = "a0: &a0 [x, x]\n"
    for level in 1..<60 {
      let before = "*a\(level - 1)"
      bomb += "a\(level): &a\(level) [\(before), \(before), \(before), \(before)]\n"
    }
    for text in [bomb, bomb + "? *a59\n: 1\n", "a: &x [*x]", "&x a: *x", "? &x [1]\n: *x\n"] {
      guard case .alias = HostilePolicyTests.error(Array(text.utf8))?.kind else {
        Issue.record("not refused as an alias: \(text.prefix(40))")
        continue
      }
    }
    #expect(
      HostilePolicyTests.error(Array("groups:\n  a: &all {sites: 5}\n  b: *all\n".utf8))?.sentence
        == "line 3, column 6: YAML aliases are not read here: write out what `*all` stands for, "
        + "or rename one if it is only text")
  }

  @Test func ampersandsAndStarsAreText() throws {
    let text = "groups: {'R&D *': {contact: 'a&b *c* & d'}, 'x*y': {}} # *a &b"
    #expect(try policy(text).groups.count == 2)
  }

  @Test(arguments: [50, 999, 1001, 100_000])
  func nestingIsBounded(_ depth: Int) {
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("[{a: ", "}]"), ("- ", ""), ("? ", "")] {
      let text =
        String(repeating: open, count: depth) + "x" + String(repeating: close, count: depth)
      #expect(HostilePolicyTests.error(Array(text.utf8)) != nil)
      #expect(HostilePolicyTests.error(Array(("learn: " + text).utf8)) != nil)
    }
  }

  @Test func sizeIsBounded() {
    let comment = [UInt8](repeating: 0x23, count: 4 << 20)
    #expect(HostilePolicyTests.error(comment) == nil)
    #expect(
      HostilePolicyTests.error(comment + [0x0A])?.sentence
        == "line 1, column 1: the file is larger than 4 MiB, which no policy is")
  }

  @Test func otherEncodingsAreRefused() {
    #expect(
      HostilePolicyTests.error(Array("a: \u{E9}\n#".utf8) + [0xC3, 0x28])?.sentence
        == "line 2, column 2: the file is not UTF-8 text")
    // UTF-16 with its byte order mark.
    #expect(HostilePolicyTests.error([0xFF, 0xFE, 0x61, 0x00])?.kind == .notUTF8)
    #expect(HostilePolicyTests.error([0x61, 0x00, 0x3A, 0x00]) != nil)
    #expect(
      HostilePolicyTests.error([0xED, 0xA0, 0x80])?.sentence
        == "line 1, column 1: the file is not UTF-8 text")
  }

  @Test func manyGroupsAreFast() throws {
    var text = "groups:\n"
    for index in 0..<5000 { text += "  g\(index): {applications: [a\(index)], sites: 7}\n" }
    #expect(try policy(text).groups.count == 5000)
  }

  @Test func everyPrefixIsReadOrRefused() {
    let bytes = Array(PolicyTests.everything.utf8)
    for end in bytes.indices { _ = HostilePolicyTests.error(Array(bytes[..<end])) }
  }

  @Test func mutationsAreReadOrRefused() {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SplitMix(state: seed)
    let original = Array(PolicyTests.everything.utf8)
    let alphabet = Array("{}[]:,&*!?-#|>'\"%@` \n\tax0~\u{0}\\".utf8) + [0xFF, 0xC3]
    for _ in 0..<400 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let position = Int.random(in: bytes.indices, using: &generator)
        bytes[position] = alphabet.randomElement(using: &generator) ?? 0
      }
      let error = HostilePolicyTests.error(bytes)
      if let error {
        #expect(error.line >= 1 && error.column >= 1, "seed \(seed)")
        #expect(!error.sentence.isEmpty, "seed \(seed)")
      }
    }
  }
}

/// A seeded generator (Steele, Lea, Flood: "Fast splittable pseudorandom number generators").
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
