internal import Bytes
internal import Findings
internal import LogInput
internal import Usage

extension UsageFacts {
  /// The facts of several scans as those of one, and for each scan the new numbers of its inputs,
  /// by the
  /// old ones. Inputs are numbered in the order of their paths, as one scan of all would have.
  static func merged(_ scans: [UsageFacts]) -> (facts: UsageFacts, numbers: [[Int]]) {
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
      result.inputs.append(input)
    }
    result.sums = UsageSums(inputCount: places.count + 1)
    for (scan, numbers) in zip(scans, numbers) {
      result.sums.merge(scan.sums.renumbered(numbers, count: places.count + 1))
    }
    result.missing = scans.flatMap(\.missing).sorted { ($0.path, $0.reason) < ($1.path, $1.reason) }
    var notes: [String: FormatNotes] = [:]
    for note in scans.flatMap(\.formatNotes) { notes[note.format] = note }
    result.formatNotes = notes.values.sorted { $0.format < $1.format }
    return (result, numbers)
  }
}

/// Refuses scans whose sum would be no usage: of the same requests twice, or counted for others.
struct UsageAgreement {
  /// Contents below this many bytes may well be equal by chance (SPEC section 2).
  private static let smallestContent: Int64 = 4096

  private struct Content: Hashable {
    var bytes: Int64
    var crc: UInt32
  }

  private struct Place {
    var path: ByteString
    var file: String
  }

  private var paths: [ByteString: Place] = [:]
  private var contents: [Content: Place] = [:]

  /// Checks that the scans agree in their policy and that no two cover the same input.
  static func check(_ scans: [UsageInput]) throws(UsageRefusal) {
    var agreement = UsageAgreement()
    for scan in scans {
      try agreement.checkPolicy(of: scan, first: scans[0])
      try agreement.checkInputs(of: scan)
      agreement.add(scan)
    }
  }

  private func checkPolicy(of scan: UsageInput, first: UsageInput) throws(UsageRefusal) {
    let (policy, other) = (scan.header.facts.policy, first.header.facts.policy)
    guard policy?.sha256 == other?.sha256 else {
      throw UsageRefusal(
        file: scan.file,
        cause: .policiesDiffer(policy: policy?.name, otherPolicy: other?.name, other: first.file))
    }
  }

  private func checkInputs(of scan: UsageInput) throws(UsageRefusal) {
    for row in scan.header.facts.inputs.map(\.row) {
      let same =
        paths[InputDiscovery.comparable(row.path)]
        ?? UsageAgreement.content(row).flatMap { contents[$0] }
      guard let same else { continue }
      throw UsageRefusal(
        file: scan.file,
        cause: .sameInput(path: row.path.text, otherPath: same.path.text, other: same.file))
    }
  }

  private mutating func add(_ scan: UsageInput) {
    for row in scan.header.facts.inputs.map(\.row) {
      let place = Place(path: row.path, file: scan.file)
      paths[InputDiscovery.comparable(row.path)] = place
      if let content = UsageAgreement.content(row) { contents[content] = place }
    }
  }

  /// What tells a content from others; nil of what may be there more than once.
  private static func content(_ row: InputReport) -> Content? {
    guard row.damage == nil, row.contentBytes >= smallestContent else { return nil }
    return Content(bytes: row.contentBytes, crc: row.contentCRC32)
  }
}
