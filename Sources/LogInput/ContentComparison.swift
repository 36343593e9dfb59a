internal import Bytes

/// The second read that confirms a duplicate (SPEC section 2).
public enum ContentComparison {
  /// Whether two inputs hold the same content; a damaged one equals nothing.
  ///
  /// Memory does not grow with the inputs. Both must be files, as others cannot be read again.
  public static func same(
    _ left: InputSource, _ right: InputSource
  ) throws(MissingInput) -> Bool {
    var leftContent = try ContentStream(opening: left, hashing: false)
    var rightContent = try ContentStream(opening: right, hashing: false)
    var leftBytes: [UInt8] = []
    var rightBytes: [UInt8] = []
    while true {
      let leftHasMore = refill(&leftBytes, from: &leftContent)
      let rightHasMore = refill(&rightBytes, from: &rightContent)
      // Every piece but the last is full, so that equal contents are cut at the same places.
      guard leftBytes == rightBytes, leftHasMore == rightHasMore else { return false }
      if !leftHasMore { return leftContent.damage == nil && rightContent.damage == nil }
    }
  }

  private static func refill(_ bytes: inout [UInt8], from content: inout ContentStream) -> Bool {
    bytes.removeAll(keepingCapacity: true)
    var hasMore = false
    bytes.append(addingCapacity: InputReader.defaultBlockSize) { output in
      hasMore = content.fill(&output)
    }
    return hasMore
  }
}
