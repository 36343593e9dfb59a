/// Usage as a usage file in memory, to be kept beside what is judged of it. Days are left out: whoever
/// keeps the file counts them elsewhere, and older programs read it.
public final class UsageCopy {
  private let combined: RunCombiner
  private var writer: UsageFileWriter
  private var file: [UInt8] = []

  fileprivate init(_ runs: [any RunSource], header: [UInt8]) throws {
    combined = try RunCombiner(runs)
    writer = UsageFileWriter(header: header, compressing: true)
  }

  /// The file, once everything was read that is written to it; nothing is left here.
  public func takeFile() -> [UInt8] {
    writer.finish()
    file += writer.takeOutput()
    defer { file = [] }
    return file
  }

  private func add(_ entry: RunEntry) {
    guard entry.key.first != UsageSection.day.rawValue else { return }
    writer.add(entry)
    if !writer.output.isEmpty { file += writer.takeOutput() }
  }
}

extension UsageCopy: RunSource {
  var inputs: InputNumbers { InputNumbers() }

  /// The next entry, which is written on the way.
  func next(_ entry: inout RunEntry) throws -> Bool {
    guard try combined.next(&entry) else { return false }
    add(entry)
    return true
  }
}

extension CollectedUsage {
  /// All entries, in their order, and a usage file with this header of all that was read of them.
  public func copyingReader(header: [UInt8]) throws -> (UsageReader, UsageCopy) {
    let copy = try UsageCopy(takeRuns(), header: header)
    return (try UsageReader([copy]), copy)
  }
}

extension UsageInMemory {
  /// The usage as a usage file with this header; copies can be read meanwhile.
  public func file(header: [UInt8]) throws -> [UInt8] {
    let sections = UsageSection.allCases.filter { $0 != .day }
    let copy = try UsageCopy(tallies.map { TallyRun($0, sections) }, header: header)
    var entry = RunEntry()
    while try copy.next(&entry) {}
    return copy.takeFile()
  }
}
