import Bytes
import TestSupport
import Testing

@testable import Usage

/// Keys are ordered as the tuples of byte strings they are made of (SPEC section 1).
@Suite struct UsageKeyTests {
  /// Parts of few bytes: zeros, ones and prefixes of each other, where keys may go wrong.
  private static func parts(_ random: inout SplitMix64, count: Int) -> [[UInt8]] {
    (0..<count).map { _ in
      (0..<random.integer(0...4)).map { _ in random.pick([0, 0, 1, 2, 0xFE, 0xFF] as [UInt8]) }
    }
  }

  private static func key(_ parts: [[UInt8]], section: UInt8 = 7) -> [UInt8] {
    var key = [section]
    for part in parts { UsageKey.append(part, to: &key) }
    return key
  }

  private static func order(_ left: [[UInt8]], _ right: [[UInt8]]) -> Int {
    for (one, other) in zip(left, right) where one != other {
      return one.lexicographicallyPrecedes(other) ? -1 : 1
    }
    return 0
  }

  @Test(arguments: 1...4) func keysAreOrderedAsTheirParts(_ count: Int) {
    var random = SplitMix64(seed: TestSeed.seed(31))
    for _ in 0..<4_000 {
      let left = Self.parts(&random, count: count)
      let right = random.chance(10) ? left : Self.parts(&random, count: count)
      let order = ByteOrder.compare(Self.key(left), Self.key(right))
      #expect(order.signum() == Self.order(left, right), "\(left) \(right)")
    }
  }

  @Test func partsComeBack() {
    var random = SplitMix64(seed: TestSeed.seed(32))
    for _ in 0..<2_000 {
      let parts = Self.parts(&random, count: random.integer(0...4))
      #expect(UsageKey.parts(Self.key(parts)) == parts)
    }
    let all = [Array(0...255), Array(repeating: 0, count: 300)] as [[UInt8]]
    #expect(UsageKey.parts(Self.key(all)) == all)
  }

  @Test func whatIsNoKeyHasNoParts() {
    #expect(UsageKey.parts([7]) == [])
    #expect(UsageKey.parts([]) == [])
    for bytes in [[7, 1], [7, 0], [7, 1, 0], [7, 0, 2], [7, 0, 0, 5], [7, 0, 1]] as [[UInt8]] {
      #expect(UsageKey.parts(bytes) == nil, "\(bytes)")
    }
  }

  @Test func byteOrderIsThatOfTheBytes() {
    var random = SplitMix64(seed: TestSeed.seed(33))
    for _ in 0..<4_000 {
      let shared = (0..<random.integer(0...20)).map { _ in UInt8(random.integer(0...255)) }
      let left = shared + (0..<random.integer(0...9)).map { _ in random.pick([0, 0x7F, 0x80]) }
      let right = shared + (0..<random.integer(0...9)).map { _ in random.pick([0, 0x7F, 0x80]) }
      let order = ByteOrder.compare(left, right)
      #expect((order < 0) == left.lexicographicallyPrecedes(right))
      #expect((order == 0) == (left == right))
    }
  }
}

/// The ranks of a tally's names and tokens.
@Suite struct NameOrderTests {
  @Test func ranksAreTheOrderOfNamesAndDigests() throws {
    var random = SplitMix64(seed: TestSeed.seed(34))
    for _ in 0..<100 {
      var names = ByteInterner()
      for _ in 0..<random.integer(0...5) { _ = names.intern([UInt8(random.integer(0...255))]) }
      let dash = names.intern([0x2D])
      for index in 0..<random.integer(0...40) {
        let start = Array(repeating: UInt8(0x61), count: random.pick([0, 3, 8, 12]))
        _ = names.intern(start + [UInt8(index), random.pick([0, 1, 0xFF])])
      }
      // What was marked last may stand before the end of the names; `-` is no token even if marked.
      let isToken = (0..<random.integer(0...names.count)).map { _ in random.chance(40) }
      let order = NameOrder(names, isToken: isToken, dash: dash)

      let ids = (0..<UInt32(names.count)).sorted { names[$0] < names[$1] }
      #expect(ids.map { Int(order.ranks[Int($0)]) } == Array(ids.indices))

      let marked = isToken.indices.filter { isToken[$0] }.map { UInt32($0) }
      let tokens = (Set(marked).union([dash])).sorted { left, right in
        digest(names, left, dash).lexicographicallyPrecedes(digest(names, right, dash))
      }
      #expect(order.tokens == tokens)
      for (rank, id) in tokens.enumerated() {
        #expect(order.tokenRanks[Int(id)] == UInt32(rank))
        var key: [UInt8] = [1]
        order.appendToken(id, dash: dash, to: &key)
        #expect(UsageKey.parts(key) == [digest(names, id, dash)])
        #expect(id == dash || TokenDigest.bytes(names, id) == digest(names, id, dash))
      }
    }
  }

  private func digest(_ names: ByteInterner, _ id: UInt32, _ dash: UInt32) -> [UInt8] {
    id == dash ? [0x2D] : CallerToken(names[id]).digest
  }

  /// printf secret-token | sha256sum
  @Test func tokensAreTheirSHA256() {
    var names = ByteInterner()
    let id = names.intern(Array("secret-token".utf8))
    let digest = TokenDigest.bytes(names, id)
    #expect(digest.count == 32 && Array(digest.prefix(4)) == [0x93, 0x0B, 0xBD, 0xC5])
    #expect(CallerToken("secret-token").digest == digest)
    #expect(CallerToken("secret-token").shown == "tok_930bbdc51b6aed5c")
    #expect(CallerToken("-").digest == [0x2D] && CallerToken("-").shown == "-")
    #expect(TokenDigest.trace(names, id) == TokenTrace("SECRET-Token"))
    #expect(TokenTrace("secret-token").length == 12)
    #expect(TokenTrace("secret-token").foldedDigest == digest)
  }
}
