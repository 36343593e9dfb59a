import Bytes
import TestSupport
import Testing
import Usage

@testable import Findings

/// Tokens inside other names give way to their shown form (SPEC section 7).
@Suite struct TokenMaskTests {
  private func masked(_ name: ByteString, _ tokens: [ByteString]) -> ByteString {
    TokenMask(tokens: tokens, names: [name]).masked(name)
  }

  @Test func tokensOfEightBytesAndMore() {
    #expect(masked("see secret-token here", ["secret-token"]).text == "see \(shownToken.text) here")
    #expect(masked("Secret-TOKEN", ["secret-token"]) == shownToken)
    #expect(masked("1234567", ["1234567"]) == "1234567")
    #expect(masked("x12345678", ["12345678"]).text.hasPrefix("xtok_"))
    #expect(masked("secret-toke", ["secret-token"]) == "secret-toke")
    #expect(masked("", ["secret-token"]) == "")
    #expect(TokenMask(tokens: ["secret-token"], names: ["other names"]).isEmpty)
  }

  @Test func theLongestTokenAtAPlaceCounts() {
    let tokens: [ByteString] = ["aaaaaaaa", "aaaaaaaab", "aaaaaaaabc"]
    for token in tokens {
      #expect(masked(token, tokens) == CallerToken(token).shown)
    }
  }

  /// Few letters, so that tokens overlap, hold each other and differ in case only.
  @Test func randomNamesAgainstASlowReading() {
    var random = SplitMix64(seed: TestSeed.seed(95))
    func text(_ lengths: ClosedRange<Int>) -> ByteString {
      ByteString((0..<random.integer(lengths)).map { _ in random.pick([0x61, 0x61, 0x41, 0x62]) })
    }
    var changed = 0
    for _ in 0..<1_500 {
      let tokens = (0..<random.integer(0...12)).map { _ in text(6...14) }
      let names = (0..<random.integer(1...3)).map { _ in text(0...40) }
      let mask = TokenMask(tokens: tokens.shuffled(using: &random), names: Set(names))
      let long = Set(tokens.filter { $0.bytes.count >= 8 })
      for name in names {
        let expected = ReferenceMask.masked(name, long)
        #expect(mask.masked(name) == expected)
        changed += expected == name ? 0 : 1
      }
    }
    #expect(changed > 300)
  }
}
