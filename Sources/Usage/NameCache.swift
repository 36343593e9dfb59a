/// Ids of normalised names by what was logged, so that a site or URI is normalised once.
struct NameCache: Sendable {
  /// Beyond this the cache starts anew: a log may put a new query into every URI.
  private static let byteLimit = 8 << 20

  private var logged = ByteInterner()
  private var ids: [UInt32] = []

  /// Bytes held, roughly; a little more than the limit at most.
  var byteCount: Int { logged.byteCount + ids.count * 4 }

  /// The id remembered for `range` of `bytes`; if there is none, the caller must `remember` one next.
  @inline(__always)
  mutating func lookUp(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32? {
    if logged.byteCount > NameCache.byteLimit {
      logged.removeAll()
      ids.removeAll(keepingCapacity: true)
    }
    let key = Int(logged.intern(bytes, range))
    return key < ids.count ? ids[key] : nil
  }

  /// Sets the id of the name that was just looked up in vain.
  mutating func remember(_ id: UInt32) {
    ids.append(id)
  }
}
