internal import Bytes

/// The formats that a server's configuration file declares.
struct ConfigurationFile {
  /// A declaration and the name that the file gives it, empty where it gives none.
  struct Entry {
    /// The name of an nginx format, or the nickname of an Apache one.
    var name: String
    /// The directive, with the prefix of its language.
    var declaration: String
  }

  /// The language of the file; nil where neither keyword stands in it.
  private(set) var language: Declaration.Language?
  /// In the order of the file; of one name the last, as the servers take it.
  private(set) var entries: [Entry] = []

  /// Reads the content of a file: that of nginx where a `log_format` directive stands in it, else that of
  /// Apache.
  init(_ content: [UInt8]) throws(FormatError) {
    let content = content.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(content.dropFirst(3)) : content
    if ConfigurationFile.holds("LogFormat", content) {
      language = .apache
      try readApache(content)
    } else {
      try readNginx(content)
    }
  }

  /// The format called `name`, or the only one where no name is given.
  func entry(_ name: String?, file: String) throws(FormatError) -> Entry {
    if let name {
      if let entry = entries.last(where: { $0.name == name }) { return entry }
      if name == "combined", language != .apache { return ConfigurationFile.combined }
    } else if entries.count == 1 {
      return entries[0]
    }
    if entries.isEmpty {
      let directive = language.map { $0 == .nginx ? "log_format" : "LogFormat" }
      throw .noFormats(file: file, language: directive ?? "log_format or LogFormat")
    }
    throw .chooseFormat(file: file, wanted: name, known: entries.map(\.name))
  }

  /// What nginx declares itself (nginx.org/en/docs/http/ngx_http_log_module.html).
  private static let combined = Entry(
    name: "combined",
    declaration: """
      nginx:log_format combined '$remote_addr - $remote_user [$time_local] "$request" $status \
      $body_bytes_sent "$http_referer" "$http_user_agent"';
      """)

  /// Whether a line begins with `keyword`, in any case, and white space.
  private static func holds(_ keyword: String, _ content: [UInt8]) -> Bool {
    content.split(separator: 0x0A).contains { line in
      let words = line.drop { $0 == 0x20 || $0 == 0x09 }
      let behind = words.dropFirst(keyword.utf8.count).first
      return (behind == 0x20 || behind == 0x09)
        && words.prefix(keyword.utf8.count).elementsEqual(keyword.utf8) { left, right in
          Ascii.lowercased(left) == Ascii.lowercased(right)
        }
    }
  }

  private mutating func add(_ name: String, _ declaration: String) {
    entries.removeAll { $0.name == name && !name.isEmpty }
    entries.append(Entry(name: name, declaration: declaration))
  }

  /// Statements of nginx end at `;`, those of a block at `}`; a block may stand anywhere.
  private mutating func readNginx(_ content: [UInt8]) throws(FormatError) {
    var tokens = NginxTokens(content)
    var words: [FormatText] = []
    var statementStart = 0
    while let token = try tokens.next() {
      switch token {
      case .word(let text, _, let start, _):
        if words.isEmpty { statementStart = start }
        words.append(text)
      case .mark(let mark, let place):
        let keyword = words.first.map { $0.string(0..<$0.count) }
        if mark == 0x3B, keyword == "log_format", words.count > 1 {
          language = .nginx
          add(
            words[1].string(0..<words[1].count),
            "nginx:" + String(decoding: content[statementStart...place], as: UTF8.self))
        }
        words.removeAll()
      }
    }
  }

  /// Directives of Apache are lines, which a backslash at the end continues.
  private mutating func readApache(_ content: [UInt8]) throws(FormatError) {
    var line: [UInt8] = []
    for part in content.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let bare = part.last == 0x0D ? part.dropLast() : part
      if bare.last == 0x5C {
        line += bare.dropLast()
        continue
      }
      line += bare
      try readApacheLine(line)
      line.removeAll()
    }
    try readApacheLine(line)
  }

  private mutating func readApacheLine(_ line: [UInt8]) throws(FormatError) {
    var text = ApacheText(line, from: 0)
    guard text.bareWord().lowercased() == "logformat" else { return }
    _ = try text.quotedOrWord()
    let name = try text.nickname()
    let directive = line.drop { $0 == 0x20 || $0 == 0x09 }
    add(name, "apache:" + String(decoding: directive, as: UTF8.self))
  }
}

extension LogFormat {
  /// The format that the configuration `file` declares, of which `configuration` is the content:
  /// the one called `named`, or its only one.
  public static func declared(
    in configuration: [UInt8], file: String, named: String?
  ) throws(FormatError) -> LogFormat {
    let entry = try ConfigurationFile(configuration).entry(named, file: file)
    return try LogFormat(declaration: entry.declaration)
  }
}
