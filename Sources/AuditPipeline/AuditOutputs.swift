public import Findings
public import Reporting

/// The reports of one audit as files.
public enum AuditOutputs {
  /// Writes the files of `formats` and what goes with them, report.json behind the other reports (SPEC
  /// section 8) and a manifest last; they are rendered by at most `jobs` threads. Files of other formats
  /// that an earlier run left stay as they are.
  public static func write(
    _ report: AuditReport, _ formats: [ReportFormat] = ReportFormat.standard, to directory: String,
    jobs: Int, with companions: RunCompanions = RunCompanions()
  ) throws {
    let files = try files(report, formats, jobs: jobs)
    try ReportFiles.write(companions.around(files), to: directory)
  }

  /// Writes the gauges of a report to a file of any name, whose directory is there.
  public static func writeMetrics(_ report: AuditReport, toFile path: String) throws {
    let content = try ReportFormat.metrics.files(of: report).flatMap { $0.parts.flatMap { $0() } }
    try ReportFiles.write(content, toFile: path)
  }

  /// The files of `formats`, rendered by at most `jobs` threads.
  public static func files(
    _ report: AuditReport, _ formats: [ReportFormat] = ReportFormat.standard, jobs: Int
  ) throws -> [ReportFile] {
    let files = try ordered(formats).flatMap { try $0.files(of: report) }
    let parts = files.flatMap(\.parts)
    var contents = try Threads.map(parts, jobs: jobs) { render in render() }[...]
    return files.map { file in
      let content = Array(contents.prefix(file.parts.count).joined())
      contents = contents.dropFirst(file.parts.count)
      return ReportFile(name: file.name, content: content)
    }
  }

  /// The names of the files that `write` makes of these formats, in the order in which they are put in
  /// their places.
  public static func names(of formats: [ReportFormat] = ReportFormat.allCases) -> [String] {
    ordered(formats).flatMap(\.fileNames)
  }

  /// Files in `directory` that an earlier run wrote, and this one, of `formats` with `companions`, did not:
  /// they say nothing of what it found.
  public static func leftovers(
    in directory: String, _ formats: [ReportFormat], with companions: RunCompanions
  ) -> [String] {
    let written = Set(names(of: formats) + companions.names)
    let all = names() + [RunCompanions.evidenceName, RunCompanions.manifestName]
    return all.filter { name in
      guard !written.contains(name) else { return false }
      return (try? OutputFile.size(directory + "/" + name)) != nil
    }
  }

  /// Each format once, in the order of `ReportFormat`.
  private static func ordered(_ formats: [ReportFormat]) -> [ReportFormat] {
    ReportFormat.allCases.filter(formats.contains)
  }
}
