public import Bytes
internal import Usage

extension TokenMask {
  /// A mask for what a request prints.
  public init(for request: IncreaseRequest) {
    var names: Set<ByteString> = []
    var collector = request
    collector.mapNames { name in
      names.insert(name)
      return name
    }
    self.init(names: names)
  }

  /// A mask for the names of groups.
  public init(for groups: GroupDirectory) { self.init(names: Set(groups.names)) }
}

extension IncreaseRequest {
  /// The request with every token that one of its names holds replaced by its shown form; `mask` is one
  /// for this request that has seen all tokens.
  public func masked(by mask: TokenMask) -> IncreaseRequest {
    var mask = mask
    mask.finish()
    guard !mask.isEmpty else { return self }
    var result = self
    result.mapNames { mask.masked($0) }
    return result
  }

  /// Replaces every name that came from logs, file names or the policy.
  fileprivate mutating func mapNames(_ transform: (ByteString) -> ByteString) {
    func text(_ value: String) -> String { transform(ByteString(value)).text }
    if let name = policy?.name { policy?.name = text(name) }
    status.reasons = status.reasons.map(text)
    group.mapNames(transform)
    contact = contact.map(text)
    switch naming {
    case .plain: break
    case .purpose(let name): naming = .purpose(transform(name))
    case .thirdPart(let name): naming = .thirdPart(transform(name))
    }
    apis = apis?.map(transform)
    for index in busySites.indices { busySites[index].site = transform(busySites[index].site) }
    for index in busyApplications.indices {
      busyApplications[index].app = transform(busyApplications[index].app)
    }
    if var rows = endpoints {
      for index in rows.indices { rows[index].endpoint = transform(rows[index].endpoint) }
      endpoints = rows
    }
    for index in savings.indices {
      savings[index].endpoints = savings[index].endpoints.map(transform)
    }
  }
}

/// The developer groups that inputs have calls of, for a reader who named another one.
public struct GroupDirectory: Sendable, Equatable {
  /// By name.
  public private(set) var names: [ByteString]

  /// Groups of these names.
  public init(_ names: [ByteString]) {
    self.names = names.sorted()
  }

  /// The names with every token that one of them holds replaced by its shown form.
  public func masked(by mask: TokenMask) -> GroupDirectory {
    var mask = mask
    mask.finish()
    var result = self
    result.names = names.map { mask.masked($0) }
    return result
  }
}
