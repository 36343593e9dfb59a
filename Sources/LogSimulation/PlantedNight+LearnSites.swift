/// Sites and applications of developer groups.
extension PlantedNight {
  /// Rules `learn.sites`, `learn.sites-near`, `learn.install-refused`, `learn.application-groups`.
  mutating func plantLearnSites() {
    plantTooManySites()
    plantNearlyTooManySites()
    plantRefusedInstallation()
    plantSharedApplication()
  }

  /// A third and a fourth site where two are allowed.
  private mutating func plantTooManySites() {
    let group = "planted-sites"
    setPolicy(of: group, sites: 2)
    for (index, requests) in [3, 2, 4, 1].enumerated() {
      let site = "planted-site-\(index + 1).example"
      let base = Self.learnLine(group, site: site)
      let start = PlantedLine.at(1, 10 + 10 * index, 3, 333)
      let counted = plant(requests, from: start, every: 61_500) { _ in base }
      if index >= 2 {
        expectRequests(
          "learn.sites", [("group", group), ("site", site)], counted: counted, measured: index + 1,
          limit: 2)
      }
    }
  }

  /// Four sites of five: 80 percent.
  private mutating func plantNearlyTooManySites() {
    let group = "planted-sites-near"
    setPolicy(of: group, sites: 5)
    let start = PlantedLine.at(2, 0, 0, 500)
    plant(8, from: start, every: 33_000) { index in
      Self.learnLine(group, site: "planted-near-\(index % 4 + 1).example")
    }
    expect("learn.sites-near", [("group", group)], severity: "warning", measured: 4, limit: 5)
  }

  /// Three calls refused because the application is installed too often.
  private mutating func plantRefusedInstallation() {
    let group = "planted-install"
    let base = Self.learnLine(group).answered(403).with(
      .error,
      "Application developer has exceeded maximum number of client installations."
        + " Please contact the developer.")
    let counted = plant(3, from: PlantedLine.at(3, 30, 7, 77), every: 240_000) { _ in base }
    expectRequests(
      "learn.install-refused", [("group", group), ("site", group + ".example")], counted: counted)
  }

  /// One application that calls for two groups.
  private mutating func plantSharedApplication() {
    let app = "planted-shared-app"
    let counted = plant(4, from: PlantedLine.at(4, 0, 9, 901), every: 200_000) { index in
      Self.learnLine(index % 2 == 0 ? "planted-app-a" : "planted-app-b", app: app)
    }
    expect(
      "learn.application-groups", [("app", app)], severity: "notice", measured: 2, limit: 1,
      first: instant(of: counted.lowerBound), last: instant(of: counted.upperBound - 1))
  }
}
