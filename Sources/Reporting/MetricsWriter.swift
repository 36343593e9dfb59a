/// Writes gauges so that two readers take them: Prometheus text format 0.0.4, which the textfile
/// collector of node_exporter reads, and OpenMetrics 1.0.
///
/// The older format takes `# UNIT` and `# EOF` for comments, the newer one demands the last; nothing
/// else differs for gauges without timestamps, which the collector would refuse.
struct MetricsWriter {
  private var text = ""
  private var name = ""

  /// A writer that has written nothing.
  init() {}

  /// The bytes written, with the end that OpenMetrics demands.
  consuming func finish() -> [UInt8] { Array((text + "# EOF\n").utf8) }

  /// Starts a family: its samples follow. With a unit the name is to end in it.
  mutating func family(_ name: String, unit: String? = nil, _ help: String) {
    self.name = "quota_audit_" + name + (unit.map { "_" + $0 } ?? "")
    text += "# HELP \(self.name) \(help)\n# TYPE \(self.name) gauge\n"
    if let unit { text += "# UNIT \(self.name) \(unit)\n" }
  }

  /// A sample of the family.
  mutating func sample(_ value: Int, _ labels: [(name: String, value: String)] = []) {
    let list = labels.map { "\($0.name)=\"\(MetricsWriter.escaped($0.value))\"" }
    text += name + (list.isEmpty ? "" : "{" + list.joined(separator: ",") + "}") + " \(value)\n"
  }

  /// A value on one line, with `\`, `"` and line feeds escaped.
  private static func escaped(_ value: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\", "\"": result.append(contentsOf: ["\\", scalar])
      case "\n": result.append(contentsOf: ["\\", "n"])
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
