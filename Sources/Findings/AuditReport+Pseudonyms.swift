public import Bytes
internal import LimitCatalog

extension AuditReport {
  /// The report with tokens and, under `strict`, client addresses and user ids as pseudonyms, wherever
  /// they stand; as it is without any.
  ///
  /// Rows are put in the order of what is shown, and a finding's id is made of it: else both would tell
  /// of the names behind.
  public func pseudonymised(by pseudonyms: Pseudonyms?) -> AuditReport {
    guard let pseudonyms else { return self }
    var result = self
    result.privacy = pseudonyms.privacy
    for index in result.triples.indices {
      result.triples[index].token = pseudonyms.token(triples[index].token)
    }
    if let scope, scope.kind == .token { result.scope?.name = pseudonyms.token(scope.name) }
    if pseudonyms.isStrict {
      for index in result.pairs.indices {
        result.pairs[index].client = pseudonyms.client(pairs[index].client)
      }
    }
    // What the parts of subjects name outright comes first; names inside names then leave it alone.
    for index in result.findings.indices {
      result.findings[index].subject = pseudonyms.subject(of: findings[index])
    }
    result.mapNames(pseudonyms.masked)
    for index in result.findings.indices {
      result.findings[index].takePseudonyms(of: findings[index], pseudonyms)
      let (shown, known) = (result.findings[index].id, findings[index].id)
      if shown != known, history?.overNights.contains(known) == true {
        result.history?.overNights.remove(known)
        result.history?.overNights.insert(shown)
      }
    }
    result.sortRows()
    return result
  }

  private mutating func sortRows() {
    pairs.sort { ($0.client, $0.uri) < ($1.client, $1.uri) }
    triples.sort { ($0.token, $0.uri, $0.endpoint) < ($1.token, $1.uri, $1.endpoint) }
    endpoints.sort { ($0.service, $0.endpoint) < ($1.service, $1.endpoint) }
    groups.sort { ($0.group, $0.quota == nil ? 1 : 0) < ($1.group, $1.quota == nil ? 1 : 0) }
    findings.sort(by: Finding.precedes)
  }
}

extension Finding {
  /// Takes over what follows from the subject: the id where it changed, and what the message quotes.
  fileprivate mutating func takePseudonyms(of original: Finding, _ pseudonyms: Pseudonyms) {
    message = pseudonyms.masked(ByteString(message)).text
    guard subject != original.subject else { return }
    idAsLogged = original.id
    id = Finding.id(rule, subject.map(\.value))
  }
}

extension Pseudonyms {
  /// The name with what tells of people in it replaced: shown tokens always, addresses and users' ids
  /// under `strict`.
  public func masked(_ name: ByteString) -> ByteString {
    let pieces = isStrict ? PersonalText.pieces(name.bytes) : PersonalText.tokens(name.bytes)
    guard !pieces.isEmpty else { return name }
    var result: [UInt8] = []
    var position = 0
    for piece in pieces {
      result += name.bytes[position..<piece.range.lowerBound]
      // A name is the same one however it is escaped.
      let text = ByteString(EscapedText(Array(name.bytes[piece.range])).plain())
      switch piece.kind {
      case .token: result += token(text).bytes
      case .address: result += client(text).bytes
      case .user: result += user(text).bytes
      }
      position = piece.range.upperBound
    }
    return ByteString(result + name.bytes[position...])
  }

  /// The subject with the parts that are tokens, clients or users as pseudonyms.
  fileprivate func subject(of finding: Finding) -> [SubjectPart] {
    finding.subject.map { part in
      switch part.key {
      case "token": SubjectPart(part.key, token(part.value))
      case "client" where isStrict: SubjectPart(part.key, client(part.value))
      case "entity" where isStrict && namesUsers(finding.rule):
        SubjectPart(part.key, user(part.value))
      default: part
      }
    }
  }

  /// Entities that are no people and belong to none: courses' content and what is assigned to classes.
  private static let things: Set<EntityKind> = [
    .modulesPerGraph, .conceptsPerGraph, .graphsPerLearningInstance, .taxonsPerTaxonomy,
    .taxonsPerModule, .taxonomyDepth, .registrationsPerLearningInstance,
    .targetModulesPerGoalAnalytics, .targetModulesPerGoal, .recommendableModulesPerGoal,
    .includesPerGoal, .excludesPerGoal, .goalsPerLearningInstance,
  ]

  /// Whether the rule's entities are accounts or registrations, or may be.
  private func namesUsers(_ rule: String) -> Bool {
    let id = String(rule.dropFirst(Rule.entityPrefix.count))
    return EntityKind(id: id).map { !Pseudonyms.things.contains($0) } ?? true
  }
}
