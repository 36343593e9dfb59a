internal import Findings

extension MetricsWriter {
  /// Waived findings and waivers by state, also where the policy has none, so that an alert's series never
  /// goes missing.
  mutating func waivers(_ waivers: WaiverReport?) {
    family("findings_waived", "Findings that a waiver of the policy keeps from counting.")
    sample(waivers?.waived.count ?? 0)
    family("waivers", "Waivers of the policy: held, expired with findings, about no finding.")
    sample(waivers?.holdingRows.count ?? 0, [("state", "held")])
    sample(waivers?.expiredRows.count ?? 0, [("state", "expired")])
    sample(waivers?.idleRows.count ?? 0, [("state", "idle")])
  }

  /// What a run with a history knows of earlier ones.
  mutating func history(_ history: HistoryReport) {
    family("history_run", "Number of this run in the history.")
    sample(history.run)
    family("history_days", "UTC days that got requests in this run and need a look.")
    sample(history.provisionalDays, [("state", "provisional")])
    sample(history.reopenedDays.count, [("state", "reopened")])
    family("history_inputs", "Inputs of which all or the beginning had been counted before.")
    sample(history.skipped.count, [("condition", "skipped")])
    sample(history.continued.count, [("condition", "continued")])
    // Without a run to compare with, nothing is new and nothing gone.
    guard history.baseline != nil else { return }
    family("history_findings", "Findings by what became of them since the run compared with.")
    for state in FindingState.allCases {
      sample(history.count(state), [("state", state.rawValue)])
    }
    for absence in GoneFinding.Absence.allCases {
      sample(history.count(absence), [("state", absence.rawValue)])
    }
  }
}
