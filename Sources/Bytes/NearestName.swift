/// The "did you mean" of errors.
public enum NearestName {
  /// The known name with the fewest typing errors against `name` (the first of several), nil when
  /// none is near: more than a third of its letters would be wrong. Case, `-` and `_` are no errors.
  public static func of(_ name: String, in known: [String]) -> String? {
    let typed = folded(name)
    // Names are at most 40 letters; a longer text is near none of them, and is not worth a matrix.
    guard typed.count <= 80 else { return nil }
    var best: (distance: Int, name: String)?
    for candidate in known {
      let distance = distance(typed, folded(candidate))
      guard distance <= max(1, candidate.utf8.count / 3), distance < typed.count else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (distance, candidate) }
    }
    return best?.name
  }

  private static func folded(_ text: String) -> [UInt8] {
    text.utf8.map { $0 == 0x2D ? 0x5F : Ascii.lowercased($0) }
  }

  /// Insertions, deletions, replacements and swaps of neighbours between two texts.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let differs = left[row] == right[column] ? 0 : 1
        var best = min(last[column] + differs, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, beforeLast[column - 1] + 1)
        }
        current.append(best)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
