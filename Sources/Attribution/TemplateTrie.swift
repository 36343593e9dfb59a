internal import Bytes
internal import LimitCatalog

/// The templates of SPEC 4.3 as a tree of segments.
///
/// A literal segment is tried before `{x}`, segment by segment from the left; where the literal's
/// branch holds no template for the rest of the path and the method, `{x}` is tried. So a request
/// matches if any template does: `DELETE /accounts/current` is `DELETE /accounts/{id}`, since only
/// `GET` knows the literal `current`.
struct TemplateTrie: Sendable {
  /// Segments of the longest template, `/learning-instances/{id}/scoped-goals/{goal_id}/...`.
  static let maximumSegments = 6

  /// A literal segment, its first eight bytes and a place in `text`, and the node it leads to.
  private struct Edge {
    var word: UInt64
    var start: Int
    var count: Int
    var child: Int
  }

  /// A segment of a path and its first eight bytes.
  private struct Segment {
    var slice = ByteSlice.absent
    var word: UInt64 = 0
  }

  private struct Node {
    /// Its literals are the edges up to the next node's first.
    var firstEdge = 0
    /// Where `{x}` leads, or -1.
    var wildcard = -1
    /// Actions that end here by method, as places in `leaves`.
    var firstLeaf = 0
  }

  /// An action and the position of its method.
  private struct Leaf {
    var method: Int
    var action: KnewtonAction
  }

  // Flat arrays, so that descending touches no reference count.
  private var nodes: [Node] = []
  private var edges: [Edge] = []
  private var leaves: [Leaf] = []
  private var text: [UInt8] = []
  private let methods: KnownTexts

  /// All 33 templates.
  init() {
    let tree = TemplateTree()
    methods = KnownTexts(tree.methods)
    for node in tree.nodes {
      nodes.append(
        Node(firstEdge: edges.count, wildcard: node.wildcard ?? -1, firstLeaf: leaves.count))
      for (segment, child) in node.literals {
        let word = WordScan.prefix(segment.span, 0, min(segment.count, 8))
        edges.append(
          Edge(word: word, start: text.count, count: segment.count, child: child))
        text += segment
      }
      leaves += node.actions.map { Leaf(method: $0.method, action: $0.action) }
    }
    // A last node without content ends the ranges of the one before.
    nodes.append(Node(firstEdge: edges.count, firstLeaf: leaves.count))
  }

  /// The action of a request, or nil; fills `parameters`, which come in absent, with what stood for
  /// `{x}`.
  ///
  /// The path is relative to the base path; one trailing `/` is ignored, other empty segments match
  /// nothing.
  func match(
    _ bytes: Span<UInt8>, method: Range<Int>, path: Range<Int>,
    _ parameters: inout InlineArray<3, ByteSlice>
  ) -> KnewtonAction? {
    guard !path.isEmpty, bytes[path.lowerBound] == 0x2F,
      let method = methods.index(of: bytes, method)
    else { return nil }
    // Straight down, literals first, as nearly all requests go. Only where a literal was taken and `{x}`
    // was not may another way be right.
    var found = InlineArray<3, ByteSlice>(repeating: .absent)
    var filled = 0
    var hasOtherWay = false
    var node = 0
    var start = path.lowerBound + 1
    while node >= 0, start < path.upperBound {
      let segment = segment(bytes, start, path.upperBound)
      if segment.slice.count == 0 { return nil }
      let wildcard = nodes[node].wildcard
      if let child = literal(node, bytes, segment) {
        hasOtherWay = hasOtherWay || wildcard >= 0
        node = child
      } else {
        node = wildcard
        if wildcard >= 0 {
          found[filled] = segment.slice
          filled += 1
        }
      }
      start = segment.slice.end + 1
    }
    if node >= 0, let action = action(node, method) {
      parameters = found
      return action
    }
    return hasOtherWay ? search(bytes, method, path, &parameters) : nil
  }

  /// `match` by trying all ways.
  private func search(
    _ bytes: Span<UInt8>, _ method: Int, _ path: Range<Int>,
    _ parameters: inout InlineArray<3, ByteSlice>
  ) -> KnewtonAction? {
    var segments = InlineArray<6, Segment>(repeating: Segment())
    var count = 0
    var start = path.lowerBound + 1
    while start < path.upperBound {
      let segment = segment(bytes, start, path.upperBound)
      guard segment.slice.count > 0, count < TemplateTrie.maximumSegments else { return nil }
      segments[count] = segment
      count += 1
      start = segment.slice.end + 1
    }
    return descend(
      Step(node: 0, depth: 0, filled: 0), bytes, method, segments, count, &parameters)
  }

  @inline(__always)
  private func segment(_ bytes: Span<UInt8>, _ start: Int, _ pathEnd: Int) -> Segment {
    let end = WordScan.first(0x2F, in: bytes, start, pathEnd)
    return Segment(
      slice: ByteSlice(start, end), word: WordScan.prefix(bytes, start, min(end - start, 8)))
  }

  /// Where a literal segment leads, or nil.
  @inline(__always)
  private func literal(_ node: Int, _ bytes: Span<UInt8>, _ segment: Segment) -> Int? {
    for index in nodes[node].firstEdge..<nodes[node + 1].firstEdge
    where matches(edges[index], bytes, segment) {
      return edges[index].child
    }
    return nil
  }

  /// The action that ends at a node for a method, or nil.
  @inline(__always)
  private func action(_ node: Int, _ method: Int) -> KnewtonAction? {
    for index in nodes[node].firstLeaf..<nodes[node + 1].firstLeaf
    where leaves[index].method == method {
      return leaves[index].action
    }
    return nil
  }

  /// How far a search has come.
  private struct Step {
    var node: Int
    var depth: Int
    /// Parameters filled.
    var filled: Int
  }

  private func descend(
    _ step: Step, _ bytes: Span<UInt8>, _ method: Int,
    _ segments: borrowing InlineArray<6, Segment>, _ count: Int,
    _ parameters: inout InlineArray<3, ByteSlice>
  ) -> KnewtonAction? {
    let node = nodes[step.node]
    if step.depth == count { return action(step.node, method) }
    let segment = segments[step.depth]
    if let literal = literal(step.node, bytes, segment) {
      let child = Step(node: literal, depth: step.depth + 1, filled: step.filled)
      if let action = descend(child, bytes, method, segments, count, &parameters) { return action }
    }
    guard node.wildcard >= 0 else { return nil }
    parameters[step.filled] = segment.slice
    let child = Step(node: node.wildcard, depth: step.depth + 1, filled: step.filled + 1)
    if let action = descend(child, bytes, method, segments, count, &parameters) { return action }
    parameters[step.filled] = .absent
    return nil
  }

  @inline(__always)
  private func matches(_ edge: Edge, _ bytes: Span<UInt8>, _ segment: Segment) -> Bool {
    guard edge.word == segment.word, edge.count == segment.slice.count else { return false }
    return edge.count <= 8
      || ByteSearch.equal(
        text.span, edge.start + 8..<edge.start + edge.count, bytes,
        segment.slice.start + 8..<segment.slice.end)
  }
}
