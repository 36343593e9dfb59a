internal import Bytes

/// The dotted paths under which JSON lines give fields, and which of them wins.
///
/// In this order: the policy's `fields`, the canonical names, the aliases of `JSONNames.aliases` as
/// they are listed. The first of them whose value is there (not null, `-` or empty) gives the
/// field, so that the order of the keys in a line does not matter.
struct JSONNames: Sendable {
  /// A path, or the beginning of one.
  struct Node {
    /// The field the path gives; nil for mere beginnings.
    var field: Field?
    /// Lower ranks win.
    var rank = 0
    /// How the value is written.
    var reading = Reading.canonical
    /// Whether an object or list counts as bad; with an alias it is somebody else's key.
    var isStrict = false
    /// Whether longer paths begin with this one.
    var isInterior = false
    /// The path before the last dot.
    var parent = 0
  }

  /// The node of the object itself; node 0 stands for all unknown names.
  static let root = 1
  /// The canonical names and the aliases.
  static let builtIn = JSONNames(first: [])

  /// All nodes.
  private(set) var nodes = [Node(), Node(isInterior: true)]
  private var keys = KeyTable()
  private var definitions = 0

  /// The names of a policy, then the built-in ones.
  init(policy: [LineParser.FieldMapping]) {
    self = policy.isEmpty ? JSONNames.builtIn : JSONNames(first: policy)
  }

  private init(first policy: [LineParser.FieldMapping]) {
    for mapping in policy {
      let field = Field.canonical.first { ByteString($0.name) == mapping.field }
      guard let field else { preconditionFailure("a policy maps a path to no canonical field") }
      define(mapping.path.bytes, field, .canonical, isStrict: true)
    }
    for field in Field.allCases where field.rawValue <= Field.log.rawValue {
      // `request` is an object in some logs and `resource` and so on are names of no record field.
      let isStrict = field.rawValue <= Field.entities.rawValue && field != .request
      define(Array(field.name.utf8), field, .canonical, isStrict: isStrict)
    }
    for alias in JSONNames.aliases {
      define(Array(alias.path.utf8), alias.field, alias.reading, isStrict: false)
    }
  }

  /// The node of `key` in the object at `parent`, or 0.
  @inline(__always)
  func child(of parent: Int, _ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> Int {
    keys.value(parent: parent, bytes, start, count) ?? 0
  }

  /// Whether known paths go on behind this one.
  @inline(__always)
  func isInterior(_ node: Int) -> Bool { nodes[node].isInterior }

  /// Whether one path begins with the other and a dot.
  func lies(_ node: Int, below other: Int) -> Bool {
    var ancestor = nodes[node].parent
    while ancestor > JSONNames.root {
      if ancestor == other { return true }
      ancestor = nodes[ancestor].parent
    }
    return false
  }

  /// Gives a path its meaning; one it has already stays, since it was defined by a higher rank.
  private mutating func define(
    _ path: [UInt8], _ field: Field, _ reading: Reading, isStrict: Bool
  ) {
    var ancestors = [(node: JSONNames.root, start: 0)]
    let dots = path.indices.filter { path[$0] == 0x2E }
    for end in dots + [path.count] {
      let parent = ancestors[ancestors.count - 1]
      let known = child(of: parent.node, path.span, parent.start, end - parent.start)
      let node = known != 0 ? known : nodes.count
      if known == 0 {
        nodes.append(Node(parent: parent.node))
        for (ancestor, start) in ancestors {
          keys.insert(parent: ancestor, key: Array(path[start..<end]), value: node)
          nodes[ancestor].isInterior = true
        }
      }
      ancestors.append((node, end + 1))
    }
    let node = ancestors[ancestors.count - 1].node
    guard nodes[node].field == nil else { return }
    nodes[node].field = field
    nodes[node].rank = definitions
    definitions += 1
    nodes[node].reading = reading
    nodes[node].isStrict = isStrict
  }
}
