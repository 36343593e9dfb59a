internal import Bytes

/// The header lens of a group: windows laid by what reset headers said (SPEC section 5).
struct ReferenceHeaderLens {
  /// Reset instants too scattered to lay windows by.
  var unstable = false
  /// Cluster ends; empty without reset instants or when unstable.
  var ends: [Int64] = []
  /// All boundaries, ascending.
  var boundaries: [Int64] = []

  init(_ requests: [ReferenceRequest]) {
    var instants = Set(requests.compactMap(\.reset))
    if instants.isEmpty {
      let refused = requests.filter(\.rejected)
      instants = Set(
        refused.compactMap { request in request.retryAfter.map { request.second + $0 } })
    }
    var clusters: [[Int64]] = []
    for instant in instants.sorted() {
      if let last = clusters.last?.last, instant - last <= 3600 {
        clusters[clusters.count - 1].append(instant)
      } else {
        clusters.append([instant])
      }
    }
    let largest = clusters.compactMap(\.last)
    let tooWide = clusters.contains { ($0.last ?? 0) - ($0.first ?? 0) > 3600 }
    let tooClose = zip(largest, largest.dropFirst()).contains { $1 - $0 < 82_800 }
    unstable = tooWide || tooClose
    let seconds = requests.map(\.second)
    guard !unstable, let firstRequest = seconds.min(), let lastRequest = seconds.max() else {
      return
    }
    ends = largest
    var all = Set(ends)
    for (index, end) in ends.enumerated() {
      let before = index == 0 ? nil : ends[index - 1]
      var boundary = end
      while boundary > before ?? firstRequest {
        boundary -= 86_400
        all.insert(before.map { max($0, boundary) } ?? boundary)
      }
    }
    if var boundary = ends.last {
      while boundary <= lastRequest {
        boundary += 86_400
        all.insert(boundary)
      }
    }
    boundaries = all.sorted()
  }
}
