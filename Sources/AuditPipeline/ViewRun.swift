internal import Findings

extension AuditReport {
  /// Adds what a partner may know of the run: which policy ruled, and whether all was read. Names of
  /// inputs, their sizes and lines, and what was wrong with them tell of others, and so may the name
  /// of the policy's file.
  mutating func addRunOfView(_ facts: UsageFacts, policy identity: PolicyIdentity?) {
    policy = identity.map { PolicyIdentity(name: "policy", sha256: $0.sha256) }
    totals.missingInputs = facts.missing.count
    status.complete = facts.reasons.isEmpty
    if !status.complete {
      status.reasons = [
        "Part of the logs could not be read or understood; whoever runs the audit knows which."
      ]
    }
  }
}
