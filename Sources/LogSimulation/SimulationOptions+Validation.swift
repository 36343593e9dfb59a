extension SimulationOptions {
  /// Throws the first option that is out of range.
  func validate() throws(SimulationError) {
    // Positions are multiplied by counts of lines, and 10^9 x 10^9 still fits into 63 bits.
    try check("nodes", nodes, 1...64)
    try check("level", Int(level), 0...9)
    try check("jobs", jobs, 1...256)
    let minimum = NightSimulation.minimumLines(nodes: nodes)
    guard lines >= minimum else { throw .tooFewLines(requested: lines, minimum: minimum) }
    try check("lines", lines, minimum...1_000_000_000)
  }

  private func check(
    _ option: String, _ value: Int, _ allowed: ClosedRange<Int>
  ) throws(SimulationError) {
    guard allowed.contains(value) else {
      throw .outOfRange(option: option, value: value, allowed: allowed)
    }
  }
}
