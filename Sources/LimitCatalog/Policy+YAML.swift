internal import Bytes

extension Policy {
  /// Reads a policy file; an empty one is the standard policy, JSON is YAML (SPEC 4.5).
  ///
  /// `fieldNames` are the canonical names that section `fields` may map to. Throws the first fault
  /// in the order in which the sections stand in SPEC 4.5; `waivers`, which it does not know, come last.
  public init(yaml bytes: [UInt8], fieldNames: [String]) throws(PolicyError) {
    self.init()
    guard let node = try PolicyDocument.root(bytes) else { return }
    let values = try PolicyNode(node: node, path: []).values([
      "warn_at", "timestamp", "max_malformed", "learn", "groups", "knewton", "fields",
      "waivers",
    ])
    if let value = values["warn_at"] { warnAtPercent = try value.integer(1...100) }
    if let value = values["timestamp"] { timestamp = try value.word(TimestampMeaning.self) }
    if let value = values["max_malformed"] { maxMalformed = try value.percentage() }
    if let value = values["learn"] { learn = try LearnPolicy(value) }
    if let value = values["groups"] { setGroups(try GroupPolicy.all(value)) }
    if let value = values["knewton"] { knewton = try KnewtonPolicy(value) }
    if let value = values["fields"] { fields = try FieldMapping.all(value, fieldNames) }
    if let value = values["waivers"] { waivers = try Waiver.all(value) }
  }
}

extension LearnPolicy {
  /// Reads section `learn`.
  init(_ section: PolicyNode) throws(PolicyError) {
    self.init()
    let values = try section.values([
      "calls_per_day", "sites", "lens", "partition", "path_prefix", "exclude_paths",
      "rejected_statuses", "retry_episode",
    ])
    callsPerDay = try values["calls_per_day"]?.integer()
    sites = try values["sites"]?.integer()
    if let value = values["lens"] { lens = try value.word(Lens.self) }
    if let value = values["partition"] { partition = try value.word(Partition.self) }
    if let value = values["path_prefix"] {
      let text = try value.text(.path)
      guard text.utf8.first == 0x2F else { throw value.mismatch(.path) }
      pathPrefix = ByteString(text)
    }
    if let value = values["exclude_paths"] { excludePaths = try value.paths() }
    if let value = values["rejected_statuses"] {
      var statuses: Set<Int> = []
      for item in try value.items() { statuses.insert(try item.integer(100...999)) }
      rejectedStatuses = statuses.sorted()
    }
    if let value = values["retry_episode"] { retryEpisode = try value.integer() }
  }
}

extension KnewtonPolicy {
  /// Reads section `knewton`.
  init(_ section: PolicyNode) throws(PolicyError) {
    self.init()
    let values = try section.values([
      "hosts", "base_paths", "token_paths", "requests_per_second", "endpoints", "entities",
      "retry_episode",
    ])
    if let value = values["hosts"] {
      for item in try value.items() {
        let host = HostName.normalized(try item.text(.host))
        guard !host.bytes.isEmpty else { throw item.mismatch(.host) }
        hosts.append(host)
      }
    }
    if let value = values["base_paths"] { basePaths = try value.paths() }
    if let value = values["token_paths"] { tokenPaths = try value.paths() }
    if let value = values["requests_per_second"] { requestsPerSecond = try value.integer() }
    if let value = values["endpoints"] { endpoints = try KnewtonPolicy.endpoints(value) }
    if let value = values["entities"] { entities = try KnewtonPolicy.entities(value) }
    if let value = values["retry_episode"] { retryEpisode = try value.integer() }
  }

  private static func endpoints(
    _ section: PolicyNode
  ) throws(PolicyError) -> [KnewtonEndpoint: Int] {
    let values = try section.values(KnewtonRate.all.map(\.id))
    var result: [KnewtonEndpoint: Int] = [:]
    for action in KnewtonAction.allCases {
      guard let value = values[action.id] else { continue }
      guard action == .goalAssignBatch else {
        result[KnewtonEndpoint(action)] = try value.integer()
        continue
      }
      guard value.isMapping else { throw value.mismatch(.bothDirections) }
      let directions = try value.values(["assign", "unassign"])
      result[.batchAssign] = try directions["assign"]?.integer()
      result[.batchUnassign] = try directions["unassign"]?.integer()
    }
    return result
  }

  private static func entities(_ section: PolicyNode) throws(PolicyError) -> [EntityKind: Int] {
    let values = try section.values(EntityLimit.all.map(\.id))
    var result: [EntityKind: Int] = [:]
    for kind in EntityKind.allCases { result[kind] = try values[kind.id]?.integer() }
    return result
  }
}

extension FieldMapping {
  /// Reads section `fields`.
  static func all(
    _ section: PolicyNode, _ fieldNames: [String]
  ) throws(PolicyError) -> [FieldMapping] {
    var result: [FieldMapping] = []
    for (_, path, value) in try section.entries() {
      let field = try value.text()
      guard fieldNames.contains(field) else {
        throw value.error(.unknownName(field, path: value.path, known: fieldNames))
      }
      result.append(FieldMapping(path: path, field: field))
    }
    return result
  }
}
