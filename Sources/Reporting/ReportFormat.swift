public import Findings

/// A format that a report can be written in, by the name that `--output` takes.
///
/// In the order in which files take their places: report.json is last, so that whoever waits for it
/// finds the others.
public enum ReportFormat: String, CaseIterable, Sendable {
  case html, md, csv, junit, sarif, metrics, json

  /// What is written where nothing is asked for.
  public static let standard: [ReportFormat] = [.html, .md, .json]

  /// Names of the files of this format.
  public var fileNames: [String] {
    switch self {
    case .html: ["report.html"]
    case .md: ["report.md"]
    case .csv: CSVReport.tables.map(\.name)
    case .junit: ["report.junit.xml"]
    case .sarif: ["report.sarif"]
    case .metrics: ["quota-audit.prom"]
    case .json: ["report.json"]
    }
  }

  /// The files of this format, to be rendered part by part; throws only where a template is broken.
  public func files(of report: AuditReport) throws -> [RenderedFile] {
    switch self {
    case .html:
      let page = try HTMLReport(report)
      let parts = (0..<page.partCount).map { index in
        { @Sendable () -> [UInt8] in page.part(index) }
      }
      return [RenderedFile(name: fileNames[0], parts: parts)]
    case .md: return [file { MarkdownReport.render(report) }]
    case .csv:
      return CSVReport.tables.map { table in
        RenderedFile(name: table.name, parts: [{ table.render(report) }])
      }
    case .junit: return [file { JUnitReport.render(report) }]
    case .sarif: return [file { SARIFReport.render(report) }]
    case .metrics: return [file { MetricsReport.render(report) }]
    case .json: return [file { JSONReport.render(report) }]
    }
  }

  private func file(_ render: @escaping @Sendable () -> [UInt8]) -> RenderedFile {
    RenderedFile(name: fileNames[0], parts: [render])
  }
}

/// A file of a report before it is rendered.
public struct RenderedFile: Sendable {
  /// File name without directory.
  public let name: String
  /// What the file holds, one part behind the other; each can be rendered on a thread of its own.
  public let parts: [@Sendable () -> [UInt8]]
}
