public import Bytes
internal import LimitCatalog

/// Remembers what stands for a Learn endpoint by what its path is made of, so that its name is put
/// together once and not for each request.
///
/// A tree: its root's children are methods, theirs the starts of paths, byte for byte, then one segment
/// a level: words as they are, all identifiers alike, all values alike, `name:rest` by its name. Two
/// requests that end at one node have one name; every step compares all bytes. Paths with `%HH` are
/// never remembered. Memory: at most 4096 nodes; time: at most 64 comparisons a step.
public struct LearnEndpointMemo: Sendable {
  private struct Node {
    /// What leads here: its kind, some eight bytes of it, and all of them, a place in `text`.
    var step = PathStep.Kind.method
    var word: UInt64 = 0
    var place = ByteSlice.absent
    /// What is remembered, or -1.
    var value = -1
    /// Nodes one step on: the first in a chain, their number, and those of bytes that do not matter.
    var child = 0
    var children = 0
    var identifier = 0
    var anyValue = 0
    /// The next in the chain of a node's children; 0 ends it.
    var sibling = 0
  }

  /// Nodes, bytes of their names, and children of one node at most: a log may make up words, whose
  /// endpoints are then named one by one.
  static let mostNodes = 4096
  private static let mostText = 1 << 18
  private static let mostChildren = 64
  /// Bytes of a path's start, at most; no more than 32.
  private static let longestStart = 24

  private var nodes = [Node()]
  private var text: [UInt8] = []

  /// Remembers nothing yet.
  public init() {}

  /// What is remembered for the request, or nil.
  public func value(method: ByteSlice, path: ByteSlice, _ bytes: Span<UInt8>) -> Int? {
    guard let start = start(of: path, bytes) else { return nil }
    var node = child(of: 0, PathStep(.method, method.range), bytes)
    if node == 0 { return nil }
    node = child(of: node, PathStep(.start, path.start..<start), bytes)
    var steps = PathSteps(bytes, start..<LearnEndpointMemo.end(of: path, bytes))
    while node != 0, let step = steps.next(bytes) { node = child(of: node, step, bytes) }
    let value = steps.isBeyond ? -1 : nodes[node].value
    return value < 0 ? nil : value
  }

  /// Remembers `value`, 0 or more, for the request, unless there is no room or its path is none to
  /// remember.
  public mutating func remember(
    _ value: Int, method: ByteSlice, path: ByteSlice, _ bytes: Span<UInt8>
  ) {
    guard method.isPresent, let start = start(of: path, bytes),
      let first = newChild(of: 0, PathStep(.method, method.range), bytes),
      let second = newChild(of: first, PathStep(.start, path.start..<start), bytes)
    else { return }
    var node = second
    var steps = PathSteps(bytes, start..<LearnEndpointMemo.end(of: path, bytes))
    while let step = steps.next(bytes) {
      guard let next = newChild(of: node, step, bytes) else { return }
      node = next
    }
    if !steps.isBeyond { nodes[node].value = value }
  }

  /// Where the segments begin that are judged one by one: behind the last slash of the first few bytes;
  /// nil for a path that has none there, or `%HH`.
  @inline(__always)
  private func start(of path: ByteSlice, _ bytes: Span<UInt8>) -> Int? {
    guard WordScan.first(0x25, in: bytes, path.start, path.end) == path.end else { return nil }
    let limit = path.start + LearnEndpointMemo.longestStart
    let end = min(LearnEndpointMemo.end(of: path, bytes), limit)
    return WordScan.last(0x2F, in: bytes, path.start, end).map { $0 + 1 }
  }

  /// Where the path ends, without one trailing slash.
  @inline(__always)
  private static func end(of path: ByteSlice, _ bytes: Span<UInt8>) -> Int {
    path.count > 1 && bytes[path.end - 1] == 0x2F ? path.end - 1 : path.end
  }

  /// The node that a step leads to, or 0.
  @inline(__always)
  private func child(of parent: Int, _ step: PathStep, _ bytes: Span<UInt8>) -> Int {
    switch step.kind {
    case .identifier: return nodes[parent].identifier
    case .value: return nodes[parent].anyValue
    default: break
    }
    let word = LearnEndpointMemo.word(step, bytes)
    var node = nodes[parent].child
    while node != 0, !leads(to: node, step, word, bytes) { node = nodes[node].sibling }
    return node
  }

  @inline(__always)
  private func leads(
    to node: Int, _ step: PathStep, _ word: UInt64, _ bytes: Span<UInt8>
  ) -> Bool {
    guard nodes[node].word == word, nodes[node].place.count == step.bytes.count,
      nodes[node].step == step.kind
    else { return false }
    return step.bytes.count <= 8
      || ByteSearch.equal(text.span, nodes[node].place.range, bytes, step.bytes)
  }

  /// Eight bytes that tell most steps from others: the first, of starts of paths the last.
  @inline(__always)
  private static func word(_ step: PathStep, _ bytes: Span<UInt8>) -> UInt64 {
    let count = step.bytes.count
    let isLate = step.kind == .start && count > 8
    return WordScan.prefix(
      bytes, isLate ? step.bytes.upperBound - 8 : step.bytes.lowerBound, min(count, 8))
  }

  /// The node that a step leads to, a new one if there is none; nil if there is no room.
  private mutating func newChild(
    of parent: Int, _ step: PathStep, _ bytes: Span<UInt8>
  ) -> Int? {
    let known = child(of: parent, step, bytes)
    if known != 0 { return known }
    guard nodes.count < LearnEndpointMemo.mostNodes,
      text.count + step.bytes.count <= LearnEndpointMemo.mostText
    else { return nil }
    let number = nodes.count
    switch step.kind {
    case .identifier: nodes[parent].identifier = number
    case .value: nodes[parent].anyValue = number
    default:
      guard nodes[parent].children < LearnEndpointMemo.mostChildren else { return nil }
      nodes[parent].children += 1
    }
    var node = Node(step: step.kind, word: LearnEndpointMemo.word(step, bytes))
    node.place = ByteSlice(text.count, text.count + step.bytes.count)
    text.append(bytes, step.bytes)
    if step.kind != .identifier, step.kind != .value {
      node.sibling = nodes[parent].child
      nodes[parent].child = number
    }
    nodes.append(node)
    return number
  }
}
