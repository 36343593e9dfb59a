internal import Bytes
internal import Findings
internal import LogInput

/// Looks for what several scans hold twice: the requests of one input must count once (SPEC section 2,
/// "Duplicates").
///
/// A scan of one input can be left out as a whole; scans in which others were counted with it are refused, as
/// usage cannot be taken apart.
struct UsageAgreement {
  /// Contents below this many bytes may well be equal by chance (SPEC section 2).
  private static let smallestContent: Int64 = 4096

  private struct ContentKey: Hashable {
    var bytes: Int64
    var crc: UInt32
  }

  /// An input that was met, and the one that counts for it: often itself.
  private struct Place {
    var scan: Int
    var input: InputFacts
    var original: ByteString
  }

  private let scans: [UsageInput]
  private var byPath: [ByteString: Place] = [:]
  private var byContent: [ContentKey: [Place]] = [:]
  private var originals: [Int: ByteString] = [:]

  /// Checks that the scans agree in their policy, and that no input counts twice; the scans that are left
  /// out for that, by number, each with the path of the input that counts in its place: the first by path,
  /// as in one audit of all.
  static func check(_ scans: [UsageInput]) throws(UsageRefusal) -> [Int: ByteString] {
    var agreement = UsageAgreement(scans)
    for scan in scans { try agreement.checkPolicy(of: scan) }
    let inputs = scans.indices.flatMap { scan in
      scans[scan].header.facts.inputs.map {
        Place(scan: scan, input: $0, original: $0.row.duplicateOf ?? $0.row.path)
      }
    }.sorted { left, right in
      let paths = (left.input.row.path, right.input.row.path)
      return paths.0 != paths.1 ? paths.0 < paths.1 : left.scan < right.scan
    }
    for input in inputs { try agreement.add(input) }
    return agreement.originals
  }

  private init(_ scans: [UsageInput]) {
    self.scans = scans
  }

  private func checkPolicy(of scan: UsageInput) throws(UsageRefusal) {
    let (policy, other) = (scan.header.facts.policy, scans[0].header.facts.policy)
    guard policy?.sha256 == other?.sha256 else {
      throw UsageRefusal(
        file: scan.file,
        cause: .policiesDiffer(
          policy: policy?.name, otherPolicy: other?.name, other: scans[0].file))
    }
  }

  private mutating func add(_ place: Place) throws(UsageRefusal) {
    var place = place
    let path = InputDiscovery.comparable(place.input.row.path)
    if let same = byPath[path], same.scan != place.scan {
      // What was read at another time may have been another file.
      guard same.input.row.sha256 == place.input.row.sha256 else { throw refusal(place, same) }
      return try leaveOut(place, for: same)
    }
    if let key = UsageAgreement.key(of: place.input.row) {
      for same in byContent[key, default: []] where same.scan != place.scan {
        switch UsageAgreement.areEqual(same.input, place.input) {
        case false: continue
        case nil: throw refusal(place, same)
        default:
          try leaveOut(place, for: same)
          place.original = same.original
          byPath[path] = place
          return
        }
      }
      byContent[key, default: []].append(place)
    }
    byPath[path] = place
  }

  private mutating func leaveOut(_ place: Place, for same: Place) throws(UsageRefusal) {
    guard scans[place.scan].header.facts.inputs.count == 1 else { throw refusal(place, same) }
    originals[place.scan] = same.original
  }

  private func refusal(_ place: Place, _ same: Place) -> UsageRefusal {
    UsageRefusal(
      file: scans[place.scan].file,
      cause: .sameInput(
        path: place.input.row.path.text,
        otherPath: isSamePath(place, same)
          ? place.input.row.path.text : same.input.row.path.text,
        other: scans[same.scan].file))
  }

  /// Whether two paths are one, however they are spelled.
  private func isSamePath(_ left: Place, _ right: Place) -> Bool {
    let paths = (left.input.row.path, right.input.row.path)
    return InputDiscovery.comparable(paths.0) == InputDiscovery.comparable(paths.1)
  }

  /// What contents that are equal have in common; nil of what may be there more than once.
  private static func key(of row: InputReport) -> ContentKey? {
    guard row.damage == nil, row.duplicateOf == nil, row.contentBytes >= smallestContent else {
      return nil
    }
    return ContentKey(bytes: row.contentBytes, crc: row.contentCRC32)
  }

  /// Whether inputs of the same length and CRC-32 hold the same, by SHA-256; nil where that was not asked
  /// for when they were scanned. Whoever writes into logs can make equal CRCs.
  private static func areEqual(_ left: InputFacts, _ right: InputFacts) -> Bool? {
    if left.row.sha256 == right.row.sha256 { return true }
    guard let one = digest(left), let other = digest(right) else { return nil }
    return one == other
  }

  /// SHA-256 of the content; that of plain text is the input's.
  private static func digest(_ input: InputFacts) -> String? {
    input.row.members == 0 ? input.row.sha256 : input.contentSHA256
  }
}
