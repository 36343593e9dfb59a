internal import LimitCatalog

/// The tree of segments while it grows; `TemplateTrie` is its flat form.
struct TemplateTree {
  /// One segment deep.
  struct Node {
    /// Literal segments and where they lead, in the order of the templates.
    var literals: [(segment: [UInt8], child: Int)] = []
    /// Where `{x}` leads.
    var wildcard: Int?
    /// Actions that end here, with their methods' positions.
    var actions: [(method: Int, action: KnewtonAction)] = []
  }

  /// Nodes, the root first.
  private(set) var nodes = [Node()]
  /// The distinct methods.
  private(set) var methods: [[UInt8]] = []

  /// All 33 templates.
  init() {
    for action in KnewtonAction.allCases {
      let method = Array(action.rate.method.utf8)
      let position = methods.firstIndex(of: method) ?? methods.count
      if position == methods.count { methods.append(method) }
      let segments = action.rate.template.utf8.split(separator: 0x2F).map(Array.init)
      precondition(
        segments.count <= TemplateTrie.maximumSegments
          && segments.count(where: { $0.first == 0x7B }) <= 3,
        "a template is longer than a match has room for")
      let node = segments.reduce(0) { child(of: $0, segment: $1) }
      nodes[node].actions.append((position, action))
    }
  }

  private mutating func child(of node: Int, segment: [UInt8]) -> Int {
    let isParameter = segment.first == 0x7B
    let known =
      isParameter
      ? nodes[node].wildcard : nodes[node].literals.first { $0.segment == segment }?.child
    if let known { return known }
    if isParameter {
      nodes[node].wildcard = nodes.count
    } else {
      nodes[node].literals.append((segment, nodes.count))
    }
    nodes.append(Node())
    return nodes.count - 1
  }
}
