internal import Bytes

/// Draws small random audits that cross limits: few subjects, tiny quotas, times crowded around the
/// edges of seconds, minutes and days (STYLE 25).
///
/// The caller prints the seed; the same seed gives the same cases.
public struct ReferenceGenerator: Sendable {
  /// What most records of a case are about, so that some limit is crossed.
  enum Focus: CaseIterable {
    case groups, headers, pairs, triples, entities, everything
  }

  var random: SplitMix64
  /// Folder of the files as reports print it, with its `/`; may be empty.
  var directory: String
  /// Focus of the current case.
  var focus = Focus.everything
  /// Instants around which the current case's times crowd, milliseconds.
  var anchors: [Int64] = []
  /// Reset instants of the current case, whole seconds.
  var resets: [Int64] = []
  /// Hosts of the current case's policy.
  var hosts: [ByteString] = []
  /// Limits of the current case's policy by entity row.
  var entityLimits: [String: Int] = [:]
  /// Whether the current record may only have names that are UTF-8.
  var onlyUTF8 = true
  /// A name unlike any other, or nil; drawn once per case so that it recurs.
  var hostile: ByteString?
  /// The endpoint that most Knewton requests of the case go to.
  var busyAction = "account-get"
  /// The limit header that most Learn responses of the case have.
  var busyLimit: Int64 = 5

  /// A generator whose cases lie in files below `directory`.
  public init(seed: UInt64, directory: String = "") {
    random = SplitMix64(seed: seed)
    self.directory = directory.isEmpty || directory.hasSuffix("/") ? directory : directory + "/"
  }

  /// The next case: 5 to 60 records in one to three files.
  public mutating func next() -> ReferenceCase {
    startCase()
    let policy = drawPolicy()
    hosts = policy.hosts
    entityLimits = policy.entities
    let names = ["node1.log", "node2.log", "a.log"].prefix(random.integer(1...3))
    var files = names.map { name in
      ReferenceFile(
        path: ByteString(directory + name), bytes: [],
        format: random.pick(ReferenceLineFormat.allCases))
    }
    var lines = [Int](repeating: 0, count: files.count)
    var records: [ReferenceRecord] = []
    for _ in 1...random.integer(5...60) {
      let file = random.integer(0...(files.count - 1))
      onlyUTF8 = files[file].format == .json
      lines[file] += 1
      var record = drawRecord(after: records.last)
      record.input = files[file].path
      record.line = lines[file]
      files[file].bytes += LineRenderer.line(record, files[file].format) + [0x0A]
      records.append(record)
    }
    files.removeAll(where: \.bytes.isEmpty)
    onlyUTF8 = true
    var inventory: [ReferenceObservation] = []
    for _ in 0..<random.integer(0...3) { inventory.append(drawObservation()) }
    if !inventory.isEmpty {
      files.append(
        ReferenceFile(
          path: ByteString(directory + "inventory.jsonl"),
          bytes: inventory.flatMap { LineRenderer.inventoryLine($0) + [0x0A] }, format: .json))
    }
    return ReferenceCase(policy: policy, records: records, inventory: inventory, files: files)
  }

  private mutating func startCase() {
    focus = random.pick(Focus.allCases)
    // Days after the epoch: a boundary of day, minute and second; mostly 2026-11-20, now and then
    // days around the epoch, a leap day, and the first and last years that can be written.
    let days = random.chance(85) ? 20_777 : random.pick([-1, 0, 1, 11_016, -719_000, 2_932_800])
    let midnight = Int64(days) * 86_400_000
    anchors = (1...random.integer(1...3)).map { _ in
      let days = Int64(random.integer(-1...2)) * 86_400_000
      let within = random.pick([0, 0, 60_000, 3_600_000, random.integer(0...86_399_999)])
      return midnight + days + Int64(within)
    }
    resets = (0...random.integer(0...2)).map { days in
      let noise = random.pick([0, 1, 3599, 3600, 3601, 82_799 - 86_400, 82_800 - 86_400])
      return (midnight + anchors[0]) / 2000 + Int64(days * 86_400 + noise + 40_000)
    }
    hostile = random.maybe(50) { $0.pick(ReferenceNames.hostile) }
    busyAction = random.pick(
      ["account-get", "goal-assign-batch", "goal-assign-batch", "registration-create"])
    busyLimit = random.pick([3, 5, 7, 10_000])
  }

  /// A time near an anchor, or exactly that of another record.
  mutating func drawTime(after previous: ReferenceRecord?) -> Int64 {
    if let previous, random.chance(25) { return previous.time }
    let near: [Int64] = [
      0, 1, -1, 500, 999, 1000, 1001, -999, -1000, 59_000, 59_999, 60_000, 60_001, -60_000,
      86_399_000, 86_399_999, 86_400_000, 86_401_000,
    ]
    let offset: Int64
    switch random.integer(0...9) {
    case 0...5 where focus == .pairs: offset = Int64(random.integer(0...1500))
    case 0...5 where focus == .triples: offset = Int64(random.integer(0...90)) * 1000
    case 0...4: offset = random.pick(near)
    case 5...6: offset = Int64(random.integer(0...2500))
    case 7...8: offset = Int64(random.integer(0...150)) * 1000
    default: offset = Int64(random.integer(0...259_200_000))
    }
    return random.pick(anchors) + offset
  }

  /// One of `plain`, mostly the first, or now and then the case's hostile name.
  mutating func drawName(_ plain: [ByteString]) -> ByteString {
    if let hostile, random.chance(12), !onlyUTF8 || hostile.isUTF8 { return hostile }
    return random.chance(60) ? plain[0] : random.pick(plain)
  }

  /// An observation of any row, near its limit.
  mutating func drawObservation() -> ReferenceObservation {
    let row = random.pick(ReferenceEntities.rows)
    let limit = entityLimits[row.id] ?? row.limit
    let value = random.pick([0, max(0, limit - 1), limit, limit + 1, 999_999_999_999_999_999])
    return ReferenceObservation(
      resource: row.id, subject: drawName(["r1", "li1", "a:b", "e 2"]), value: Int64(value))
  }
}

extension ByteString {
  /// Whether printing the name loses nothing.
  var isUTF8: Bool { ByteString(text) == self }
}
