internal import Bytes
internal import Findings
internal import Usage

extension UsageFacts {
  /// The facts of several scans as those of one, and for each scan the new numbers of its inputs, by the old
  /// ones. Inputs are numbered in the order of their paths, as one scan of all would have.
  ///
  /// Scans among `originals`, of one input each, count for nothing but a row that names the input with the
  /// same content.
  static func merged(
    _ scans: [UsageFacts], originals: [Int: ByteString] = [:]
  ) -> (facts: UsageFacts, numbers: [[Int]]) {
    // One policy may have several names; which file came first must not tell.
    var result = UsageFacts(
      tool: scans[0].tool, policy: scans.compactMap(\.policy).min { $0.name < $1.name }, inputs: [],
      missing: [], formatNotes: [],
      sums: UsageSums(inputCount: 0))
    let places = scans.indices.flatMap { scan in
      scans[scan].inputs.indices.map { (scan: scan, index: $0) }
    }.sorted { left, right in
      let paths = (scans[left.scan].inputs[left.index], scans[right.scan].inputs[right.index])
      return paths.0.row.path != paths.1.row.path
        ? paths.0.row.path < paths.1.row.path : left < right
    }
    // Inputs that could not be opened have numbers too, but no entries: they share the last one.
    var numbers = scans.map { [Int](repeating: places.count, count: $0.sums.inputs.count) }
    for (number, place) in places.enumerated() {
      var input = scans[place.scan].inputs[place.index]
      numbers[place.scan][input.number] = number
      input.number = number
      input.contentSHA256 = nil
      if let original = originals[place.scan] {
        input.row.duplicateOf = original
        input.reasons = []
      }
      result.inputs.append(input)
    }
    result.sums = UsageSums(inputCount: places.count + 1)
    for scan in scans.indices where originals[scan] == nil {
      result.sums.merge(scans[scan].sums, numbered: numbers[scan])
    }
    result.missing = scans.flatMap(\.missing).sorted { ($0.path, $0.reason) < ($1.path, $1.reason) }
    var notes: [String: FormatNotes] = [:]
    for note in scans.flatMap(\.formatNotes) { notes[note.format] = note }
    result.formatNotes = notes.values.sorted { $0.format < $1.format }
    let sets = Set(scans.flatMap { $0.optionSets ?? [[]] })
    result.optionSets =
      sets == [[]] ? nil : sets.sorted { $0.joined(separator: " ") < $1.joined(separator: " ") }
    return (result, numbers)
  }
}
