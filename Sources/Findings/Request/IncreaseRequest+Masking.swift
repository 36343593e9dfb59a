public import Bytes

extension IncreaseRequest: NameHolder {
  /// Replaces every name that came from logs, file names or the policy.
  public mutating func mapNames(_ transform: (ByteString) -> ByteString) {
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
}

extension GroupDirectory: NameHolder {
  /// Replaces the names; their order stays.
  public mutating func mapNames(_ transform: (ByteString) -> ByteString) {
    names = names.map(transform)
  }
}
