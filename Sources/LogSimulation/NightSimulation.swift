/// Writes a realistic night of access logs in which every rule is broken at a known place.
///
/// The night is 2026-11-20 in UTC. Below the directory are `logs/node1.access.log.gz` and so on,
/// `logs/inventory.jsonl`, `policy.yaml` with small quotas, and `expected.json`, which lists every
/// finding about the planted subjects (`ExpectedDocument`). The text of the logs depends on seed,
/// lines, nodes and format only.
public enum NightSimulation {
  /// Fewest lines of a night: the planted cases and enough traffic around them.
  public static func minimumLines(nodes: Int) -> Int {
    NightPlan.minimumLines(nodes: nodes)
  }

  /// Writes the night into `directory`, which is made if it is missing and must be empty.
  ///
  /// `progress` is told the lines written so far, on the calling thread, some times a second; when
  /// it returns false the night is abandoned with `.cancelled`. After any error the directory is
  /// as it was.
  public static func write(
    _ options: SimulationOptions, to directory: String,
    progress: (_ lines: Int) -> Bool = { _ in true }
  ) throws(SimulationError) -> SimulationSummary {
    try options.validate()
    let output = try OutputDirectory(directory)
    do {
      return try write(NightPlan(options), to: output, progress: progress)
    } catch {
      output.discard()
      throw error
    }
  }

  private static func write(
    _ plan: NightPlan, to output: OutputDirectory, progress: (_ lines: Int) -> Bool
  ) throws(SimulationError) -> SimulationSummary {
    let writer = try NightWriter(plan, in: output)
    try writer.run(progress: progress)
    var summary = writer.summary
    summary.notes = plan.planted.inventory.count
    summary.expectedFindings = plan.planted.findings.count
    try output.write(plan.planted.inventoryText, to: "logs/inventory.jsonl")
    try output.write(PolicyDocument(plan).text, to: "policy.yaml")
    let expected = ExpectedDocument(plan, summary: summary, witnesses: writer.witnesses)
    try output.write(expected.text, to: "expected.json")
    return summary
  }
}
