internal import Bytes

/// The log formats and the languages in which others can be declared, as `quota-audit formats` prints
/// them.
public enum FormatListing {
  /// One format.
  public struct Row: Sendable {
    /// What `--format` takes.
    public var name: String
    /// Whose logs have it.
    public var summary: String
    /// Lines of it, the first of which is shown; empty where there are none.
    public var example: String

    /// A format with an example of a line.
    public init(name: String, summary: String, example: String) {
      self.name = name
      self.summary = summary
      self.example = example
    }
  }

  /// All formats in lines of at most `width` columns (at least 40) but for the examples of
  /// declarations, which are never broken so that they can be copied.
  public static func text(_ rows: [Row], color: Bool, width: Int) -> String {
    let page = FormatPage(color: color, width: max(40, width))
    var text = page.heading("Formats, in the order in which auto prefers them")
    let column = (rows.map(\.name.count).max() ?? 0) + 2
    for row in rows {
      text += TerminalText.paragraph(
        row.summary, lead: "  " + TerminalText.padded(row.name, to: column), width: page.width)
      guard let example = row.example.split(separator: "\n").first else { continue }
      let room = page.width - column - 2
      text += String(repeating: " ", count: column + 2)
      text += TerminalStyle.dim(shortened(String(example), room), color: color) + "\n"
    }
    text += "\n" + page.heading("Declarations, as the server's configuration has them")
    for (language, example) in languages { text += "  \(language)\n    \(example)\n" }
    return text
  }

  private static let languages = [
    (
      "nginx:<log_format>, its text or the whole directive",
      "--format 'nginx:$remote_addr [$time_local] \"$request\" $status \"$http_authorization\"'"
    ),
    (
      "apache:<LogFormat>, likewise",
      "--format 'apache:%h %l %u %t \\\"%r\\\" %>s %b \\\"%{Authorization}i\\\"'"
    ),
    (
      "or the configuration file itself, with the name of the format where it declares several",
      "--format-from /etc/nginx/nginx.conf:main"
    ),
  ]

  /// The start of a line that fits `room` columns.
  private static func shortened(_ line: String, _ room: Int) -> String {
    let visible = VisibleText.line(line, limit: .max)
    return visible.count <= room ? visible : visible.prefix(max(1, room - 3)) + "..."
  }
}
