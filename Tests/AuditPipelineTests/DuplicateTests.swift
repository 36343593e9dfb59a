import LimitCatalog
import AccessLog
import Bytes
import Findings
import Testing

/// Inputs with equal content are counted once (SPEC section 2, "Duplicates").
@Suite struct DuplicateTests {
  /// Lines of at least 4096 bytes.
  private let log = Array(lines(40).utf8)

  /// Lines of exactly so many bytes.
  private func log(bytes count: Int) throws -> [UInt8] {
    let padding = count - Array(lines(20).utf8).count - Array(line(20, tail: " x=").utf8).count
    try #require(padding > 0)
    let text = lines(20) + line(20, tail: " x=" + String(repeating: "y", count: padding))
    try #require(text.utf8.count == count)
    return Array(text.utf8)
  }

  /// What all inputs that count add up to.
  private func expect(_ report: AuditReport, records: Int, _ comment: Comment? = nil) {
    #expect(report.totals.records == records, comment)
    #expect(report.totals.lines == records, comment)
    #expect(report.groups.map(\.attempted).reduce(0, +) == records, comment)
  }

  /// The row of a duplicate is filled as its original's.
  private func expect(_ row: InputReport, repeats original: InputReport, of file: String) {
    #expect(row.duplicateOf?.text == file)
    #expect(original.duplicateOf == nil)
    #expect(row.lines == original.lines && row.records == original.records)
    #expect(row.period == original.period && row.format == original.format)
    #expect(row.contentBytes == original.contentBytes)
    #expect(row.contentCRC32 == original.contentCRC32)
    #expect(!row.sha256.isEmpty)
  }

  /// A path given twice has its own file's figures, also where its content repeats another file.
  @Test func aRepeatedPathKeepsItsOwnFigures() throws {
    let folder = try Scratch()
    let plain = try folder.write(log, to: "a.log")
    let packed = try folder.write(Gzip.member(log), to: "l.gz")
    let report = audit([plain, packed, packed])
    expect(report, records: 40)
    let rows = report.inputs.filter { $0.path.text == packed }
    try #require(rows.count == 2)
    #expect(rows[0].sha256 == rows[1].sha256 && rows[0].sha256 != report.inputs[0].sha256)
    #expect(rows.allSatisfy { $0.members == 1 && $0.bytes == rows[0].bytes })
    #expect(rows.allSatisfy { $0.duplicateOf?.text == plain })
  }

  @Test(arguments: 1...3) func equalContentUnderOtherNames(_ jobs: Int) throws {
    let folder = try Scratch()
    let inputs = try ["c.log", "a.log", "b.log"].map { try folder.write(log, to: $0) }
    let report = audit(inputs, jobs: jobs)
    expect(report, records: 40)
    #expect(report.status.complete)
    #expect(report.inputs.map(\.path.text) == inputs.sorted())
    for copy in ["b.log", "c.log"] {
      expect(try report.input(copy), repeats: report.inputs[0], of: folder.path + "/a.log")
    }
  }

  /// One of each storage, so that no two files are of one size.
  @Test(arguments: 1...3) func equalContentInOtherCompressions(_ jobs: Int) throws {
    let folder = try Scratch()
    try folder.write(Gzip.members(log, cutAt: [100, 100, 3_000]), to: "1-members.gz")
    try folder.write(log, to: "2-plain.log")
    try folder.write(Gzip.member(log), to: "3-member.log")
    try folder.write(Gzip.member(log) + [0, 0, 0], to: "4-padded.log")
    try folder.write(lines(7, from: 500), to: "5-other.log")
    let report = audit([folder.path], jobs: jobs)
    expect(report, records: 47)
    #expect(report.inputs.map { $0.duplicateOf == nil } == [true, false, false, false, true])
    for copy in report.inputs[1...3] {
      expect(copy, repeats: report.inputs[0], of: report.inputs[0].path.text)
    }
    #expect(report.inputs.map(\.members) == [4, 0, 1, 1, 0])
    #expect(Set(report.inputs.map(\.bytes)).count == 5)
    #expect(report.findings.isEmpty)
  }

  @Test func fourKilobytesAreTheLeast() throws {
    let folder = try Scratch()
    for (bytes, records) in [(4_095, 42), (4_096, 21), (4_097, 21)] {
      let log = try log(bytes: bytes)
      let plain = try folder.write(log, to: "plain-\(bytes)")
      let copy = try folder.write(log, to: "copy-\(bytes)")
      let packed = try folder.write(Gzip.member(log), to: "packed-\(bytes)")
      expect(audit([plain, copy]), records: records, "\(bytes)")
      expect(audit([plain, packed]), records: records, "\(bytes)")
    }
  }

  /// The same path twice is counted once, however small, damaged or spelled.
  @Test func theSamePathTwice() throws {
    let folder = try Scratch()
    let file = try folder.write(lines(3), to: "small.log")
    for again in [file, folder.path + "/./small.log", folder.path + "//small.log"] {
      let report = audit([file, again])
      expect(report, records: 3, "\(again)")
      #expect(report.inputs.count == 2)
      #expect(report.inputs.count { $0.duplicateOf != nil } == 1)
      #expect(report.inputs.allSatisfy { $0.records == 3 })
    }
    let twice = audit([folder.path, file])
    expect(twice, records: 3, "below a directory and by name")
    #expect(audit([file, file, file]).inputs.count == 3)
  }

  /// The original is the smallest path of all, also for a copy that was named twice.
  @Test func aCopyNamedTwice() throws {
    let folder = try Scratch()
    let first = try folder.write(log, to: "a.log")
    let copy = try folder.write(log, to: "b.log")
    let packed = try folder.write(Gzip.member(log), to: "c.log")
    for inputs in [[first, copy, copy], [first, packed, packed], [copy, first, packed, copy]] {
      let report = audit(inputs)
      expect(report, records: 40)
      for row in report.inputs.dropFirst() {
        expect(row, repeats: report.inputs[0], of: first)
      }
    }
  }

  /// Equal length and CRC-32 are not yet equal content.
  @Test func contentIsCompared() throws {
    // The CRC's own polynomial, x^32 + x^26 + ... + 1, divides itself: adding it at any byte leaves
    // the remainder. The first bit of a byte is its lowest.
    let polynomial: [UInt8] = [0x41, 0x06, 0x71, 0xDB, 0x01]
    var other = log
    let place = try #require(log.firstRange(of: Array("agent".utf8))).lowerBound
    for (offset, byte) in polynomial.enumerated() { other[place + offset] ^= byte }
    try #require(Gzip.checksum(other) == Gzip.checksum(log))
    let folder = try Scratch()
    let inputs = try [
      folder.write(log, to: "a"), folder.write(other, to: "b"),
      folder.write(Gzip.member(log), to: "c"), folder.write(Gzip.member(other), to: "d"),
    ]
    let report = audit(inputs)
    expect(report, records: 80)
    #expect(report.inputs.map { $0.duplicateOf?.text } == [nil, nil, inputs[0], inputs[1]])
  }

  /// Files of one size that are no duplicates are read again and counted.
  @Test(arguments: 1...3) func equalSizesAreNotEqualContents(_ jobs: Int) throws {
    let folder = try Scratch()
    for (index, name) in ["a", "b", "c", "d"].enumerated() {
      try folder.write(lines(40, from: [0, 100, 0, 200][index]), to: name)
    }
    try folder.write("", to: "e")
    try folder.write("", to: "f")
    let report = audit([folder.path], jobs: jobs)
    expect(report, records: 120)
    #expect(report.inputs.map { $0.duplicateOf == nil } == [true, true, false, true, true, true])
    #expect(report.inputs.map(\.records) == [40, 40, 40, 40, 0, 0])
  }

  /// A damaged input is neither original nor duplicate: what it holds counts.
  @Test func damagedInputsAreNoDuplicates() throws {
    let folder = try Scratch()
    var damaged = Gzip.member(log)
    damaged[damaged.count - 8] ^= 1
    try folder.write(damaged, to: "a-damaged")
    try folder.write(damaged, to: "b-damaged")
    try folder.write(log, to: "c-plain")
    try folder.write(Gzip.member(log), to: "d-copy")
    let report = audit([folder.path])
    expect(report, records: 120)
    #expect(report.inputs.map { $0.duplicateOf != nil } == [false, false, false, true])
    #expect(report.inputs[3].duplicateOf == report.inputs[2].path)
    #expect(!report.status.complete && report.status.reasons.count == 2)
  }

  /// A duplicate is in `inputs` and nowhere else: neither in totals nor in status.
  @Test func duplicatesGiveNoReasons() throws {
    let folder = try Scratch()
    let bad = Array((lines(30) + String(repeating: "bad line\n", count: 10)).utf8)
    try folder.write(bad, to: "a")
    try folder.write(Gzip.member(bad), to: "b")
    let report = audit([folder.path])
    #expect(report.status.reasons.count == 1)
    #expect(report.totals.malformed == 10 && report.totals.lines == 40)
    #expect(report.inputs.map(\.malformed) == [["bad-line": 10], ["bad-line": 10]])
    #expect(report.inputs.map(\.firstMalformed.count) == [10, 10])
  }
}
