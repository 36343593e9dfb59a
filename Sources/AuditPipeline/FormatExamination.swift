public import AccessLog
public import Bytes
internal import Findings
internal import LogInput
public import Reporting

/// Tells what logs are taken for and what they can show, without auditing them.
public struct FormatExamination: Sendable {
  /// One report for each input that could be opened, by path.
  public private(set) var reports: [FormatReport] = []
  /// Why others could not be opened or were cut short, one sentence each.
  public private(set) var reasons: [String] = []

  /// Looks at the first lines of `inputs`; `format` is the user's choice, nil to decide for each.
  public init(_ inputs: [ByteString], format: LogFormat?) {
    let (sources, missing) = InputDiscovery.expand(inputs)
    var failures = missing
    let options = LineParser.Options(resources: AuditRun.resources)
    let detector =
      format.map { FormatDetector(formats: [$0], options: options) }
      ?? FormatDetector(options: options)
    for source in sources {
      do throws(MissingInput) {
        let reader = try InputReader(opening: source, blockSize: 64 * 1024)
        var held = HeldBlocks()
        let decision = FormatChoice.decision(for: reader, detector, &held)
        var sampling = LineSampling(decision, options, isGiven: format != nil)
        let isEmpty = held.count == 0
        while let block = held.next() { sampling.add(block) }
        let report = sampling.report(source.path)
        if isEmpty, let damage = reader.summary.damage {
          reasons.append(
            "\"\(source.path.text)\" is damaged (\(damage.kind.name)) before its first line ends")
        }
        reports.append(report)
      } catch {
        failures.append(error)
      }
    }
    reasons = failures.sorted { $0.path < $1.path }.map(\.sentence) + reasons
  }
}
