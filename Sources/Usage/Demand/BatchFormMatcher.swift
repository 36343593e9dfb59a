internal import AccessLog
internal import Bytes
internal import LimitCatalog

/// Finds the single calls that have a form for many (`LearnBatchForm`).
struct BatchFormMatcher: Sendable {
  private struct Form: Sendable {
    var method: [UInt8]
    /// Nil stands for any segment.
    var segments: [[UInt8]?]
    var isList: Bool
  }

  /// Up to the version's digits, `/learn/api/public/v`.
  private let prefix: [UInt8]
  private let forms: [Form]
  private let words = ["me", "lastChanged"].map { Array($0.utf8) }

  /// A matcher of paths below a policy's `path_prefix`.
  init(prefix: ByteString) {
    self.prefix = prefix.bytes + Array("public/v".utf8)
    forms = LearnBatchForm.all.map { form in
      Form(
        method: Array(form.method.utf8),
        segments: form.single.split(separator: "/").map { $0 == "{}" ? nil : Array($0.utf8) },
        isList: form.isList)
    }
  }

  /// The index of the form that a call is a single one of, and the part of the path that the call for
  /// many shares; nil where there is none.
  func match(
    method: ByteSlice, path: ByteSlice, _ bytes: Span<UInt8>
  ) -> (form: Int, shared: Range<Int>)? {
    guard let start = start(of: path, bytes) else { return nil }
    var segments: [Range<Int>] = []
    var begin = start
    for position in start...path.end where position == path.end || bytes[position] == 0x2F {
      // One slash at the end is ignored, as elsewhere; an empty segment is no thing.
      if position == path.end, begin == position, !segments.isEmpty { break }
      guard begin < position, segments.count < 8 else { return nil }
      segments.append(begin..<position)
      begin = position + 1
    }
    for (index, form) in forms.enumerated()
    where form.segments.count == segments.count && equal(bytes, method.range, form.method) {
      let fits = zip(segments, form.segments).allSatisfy { segment, literal in
        literal.map { equal(bytes, segment, $0) } ?? true
      }
      guard fits, let last = segments.last else { continue }
      // Words in the place of an id that ask for something else than one of the list.
      guard !form.isList || !words.contains(where: { equal(bytes, last, $0) }) else { return nil }
      return (index, path.start..<(form.isList ? last.lowerBound : last.upperBound))
    }
    return nil
  }

  /// Where the path goes on behind `/learn/api/public/v` and the version's digits, or nil.
  private func start(of path: ByteSlice, _ bytes: Span<UInt8>) -> Int? {
    guard path.count > prefix.count,
      equal(bytes, path.start..<path.start + prefix.count, prefix)
    else { return nil }
    var position = path.start + prefix.count
    let digits = position
    while position < path.end, bytes[position] >= 0x30, bytes[position] <= 0x39 { position += 1 }
    guard position > digits, position < path.end, bytes[position] == 0x2F else { return nil }
    return position + 1
  }

  private func equal(_ bytes: Span<UInt8>, _ range: Range<Int>, _ other: [UInt8]) -> Bool {
    range.count == other.count
      && ByteSearch.equal(bytes, range, other.span, 0..<other.count)
  }
}
