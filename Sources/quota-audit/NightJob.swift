internal import AuditPipeline
internal import Bytes
internal import Findings
internal import Reporting

extension AuditJob {
  /// Audits what a history does not have, writes the reports, records the night and ends the program.
  func run(
    _ history: HistoryRequest, _ settings: ReportSettings, isQuiet: Bool
  ) throws -> Never {
    RunOptions.prepare(request, isQuiet: isQuiet)
    let (run, outcome) = try Failure.translating {
      let run = try HistoryRun(history) { sentence in
        Terminal.writeError(TerminalText.message("quota-audit: " + sentence) + "\n")
      }
      let progress = AuditProgress()
      let line = ProgressLine(progress, isShown: !isQuiet && Terminal.isTerminal(2))
      defer { line.finish() }
      return (run, try run.audit(request, progress: progress))
    }
    switch outcome {
    case .nothingNew(let skipped):
      if !isQuiet {
        for input in skipped {
          Terminal.write(
            Terminal.line(
              "\"\(input.path.text)\" was counted by run \(input.run) as \"\(input.sameAs.text)\""))
        }
        Terminal.write(
          Terminal.line(
            "Nothing new: the history has all of it. Reports of earlier runs are untouched."))
      }
      Program.exit(.clean)
    case .night(let night):
      for note in night.notes where !isQuiet {
        Terminal.writeError(TerminalText.message("quota-audit: " + note) + "\n")
      }
      try settings.finish(
        night.report, jobs: request.jobs, inflatedBy: AuditRun.inflateEngines
      ) {
        try run.record(night)
      }
    }
  }
}
