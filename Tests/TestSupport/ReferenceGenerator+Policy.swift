internal import Bytes

extension ReferenceGenerator {
  /// A policy of tiny quotas; a third of all cases have few overrides or none.
  mutating func drawPolicy() -> ReferencePolicy {
    var policy = ReferencePolicy()
    if random.chance(10) { return policy }
    policy.warnAt = random.pick([1, 50, 80, 80, 100])
    policy.timestampIsCompletion = random.chance(20)
    drawLearn(&policy)
    drawKnewton(&policy)
    return policy
  }

  private mutating func drawLearn(_ policy: inout ReferencePolicy) {
    policy.callsPerDay = random.maybe(50) { $0.integer(1...8) }
    policy.sites = random.maybe(60) { $0.integer(1...4) }
    policy.lens = random.pick(["header", "header", "header", "utc", "anchored", "rolling"])
    policy.partition = random.pick(
      ["group", "group", "group", "group", "group+site", "application", "application+site"])
    if random.chance(20) {
      policy.excludePaths = [random.pick(["/learn/api/v1", "/learn/api/v1/"])]
    }
    if random.chance(20) { policy.rejectedStatuses = random.pick([[429], [404, 200], []]) }
    if random.chance(5) { policy.pathPrefix = random.pick(["/learn/api/public", "/learn/", "/"]) }
    policy.learnRetryEpisode = random.integer(1...4)
    var free = ReferenceNames.apps
    for name in ReferenceNames.groups + [hostile].compactMap({ $0 })
    where name.isUTF8 && random.chance(40) {
      var group = ReferencePolicyGroup(name)
      group.production = random.maybe(50) { $0.chance(50) }
      group.callsPerDay = random.maybe(60) { $0.integer(1...6) }
      group.sites = random.maybe(40) { $0.integer(1...5) }
      if random.chance(50), let app = free.popLast() { group.applications = [app] }
      policy.groups.append(group)
    }
  }

  private mutating func drawKnewton(_ policy: inout ReferencePolicy) {
    if random.chance(30) { policy.hosts = ["api.knewton.example"] }
    if random.chance(15) { policy.basePaths = ["/v0", "/api/v1"] }
    if random.chance(15) { policy.tokenPaths = ["/oauth/token", "/token"] }
    policy.requestsPerSecond = random.maybe(80) { $0.integer(1...4) }
    for row in ReferenceEndpoints.rows where row.action != "goal-assign-batch" {
      if random.chance(70) { policy.endpoints[row.action] = random.integer(1...5) }
    }
    // Assigns never have more than unassigns: the SPEC knows no other case of the undecided quota.
    if random.chance(70) {
      let assigns = random.integer(1...3)
      policy.batchAssigns = assigns
      policy.batchUnassigns = assigns + random.integer(0...3)
    }
    // Every name is longer than three characters, so that row would drown all others.
    for row in ReferenceEntities.rows
    where random.chance(row.id == "character-field" ? 5 : 60) {
      policy.entities[row.id] = random.integer(1...3)
    }
    policy.knewtonRetryEpisode = random.integer(1...4)
  }
}
