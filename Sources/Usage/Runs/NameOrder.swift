internal import Bytes
internal import Crypto

/// The order of a tally's names, and of its tokens by their SHA-256, as ranks that compare fast.
struct NameOrder {
  /// Rank of each name by its bytes, by id.
  let ranks: [UInt32]
  /// Rank of each token, and of `-`, among the digests; by id, 0 for all other names.
  let tokenRanks: [UInt32]
  /// The tokens and `-` in the order of their digests.
  let tokens: [UInt32]
  /// 32 bytes for each of `tokens`; `-` is itself and zeros.
  private let digests: [UInt8]

  /// The order of `names`, of which `isToken` marks the tokens and `dash` stands for none.
  init(_ names: ByteInterner, isToken: [Bool], dash: UInt32) {
    ranks =
      NameOrder.ranks(names.count) {
        names.prefixWord($0)
      } compare: {
        names.compare($0, $1)
      }.ranks
    var ids = [dash]
    for id in isToken.indices where isToken[id] && id != Int(dash) { ids.append(UInt32(id)) }
    var digests: [UInt8] = []
    digests.reserveCapacity(ids.count * 32)
    digests.append(0x2D)
    digests.append(contentsOf: repeatElement(0, count: 31))
    for id in ids.dropFirst() { digests.append(contentsOf: TokenDigest.bytes(names, id)) }
    let span = digests.span
    let order = NameOrder.ranks(ids.count) { index in
      WordScan.word(span, Int(index) * 32).byteSwapped
    } compare: { left, right in
      ByteOrder.compare(
        span, Int(left) * 32..<Int(left) * 32 + 32, span, Int(right) * 32..<Int(right) * 32 + 32)
    }
    var tokenRanks = [UInt32](repeating: 0, count: names.count)
    for (index, id) in ids.enumerated() { tokenRanks[Int(id)] = order.ranks[index] }
    self.tokenRanks = tokenRanks
    tokens = order.sorted.map { ids[Int($0)] }
    var sorted: [UInt8] = []
    sorted.reserveCapacity(digests.count)
    for index in order.sorted {
      sorted.append(contentsOf: digests[Int(index) * 32..<Int(index) * 32 + 32])
    }
    self.digests = sorted
  }

  /// Appends the digest of a token, or `-`, as a part of a key.
  func appendToken(_ id: UInt32, dash: UInt32, to key: inout [UInt8]) {
    if id == dash { return UsageKey.append([0x2D], to: &key) }
    let start = Int(tokenRanks[Int(id)]) * 32
    UsageKey.append(digests.span, start..<start + 32, to: &key)
  }

  /// Sorts `0..<count` by a word that orders most of them and a comparison for the rest.
  private static func ranks(
    _ count: Int, word: (UInt32) -> UInt64, compare: (UInt32, UInt32) -> Int
  ) -> (ranks: [UInt32], sorted: [UInt32]) {
    var items = (0..<UInt32(count)).map { (word: word($0), index: $0) }
    items.sort { left, right in
      left.word != right.word ? left.word < right.word : compare(left.index, right.index) < 0
    }
    var ranks = [UInt32](repeating: 0, count: count)
    for (rank, item) in items.enumerated() { ranks[Int(item.index)] = UInt32(rank) }
    return (ranks, items.map(\.index))
  }
}

/// SHA-256 of tokens: the only form in which they leave a tally.
enum TokenDigest {
  /// The 32 bytes of the digest of a name.
  static func bytes(_ names: ByteInterner, _ id: UInt32) -> [UInt8] {
    names.withBytes(id) { span, range in
      var hasher = SHA256()
      // SAFETY: the bytes are only read during the call.
      unsafe span.extracting(range).withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
      return Array(hasher.finalize())
    }
  }

  /// What tells the token inside other names.
  static func trace(_ names: ByteInterner, _ id: UInt32) -> TokenTrace {
    TokenTrace(names[id])
  }
}
