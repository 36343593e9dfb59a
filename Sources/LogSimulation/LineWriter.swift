/// Appends log lines in one of the two formats to a buffer of bytes.
///
/// Texts are written as they are: what holds `"` or `\` comes escaped, which both formats do alike.
struct LineWriter {
  /// The lines so far.
  private(set) var bytes: [UInt8] = []
  /// Lines so far.
  private(set) var lines = 0
  private let format: SimulationOptions.Format
  /// What stands before each field's value, by `Field.rawValue`.
  private let openings: [[UInt8]]
  /// Whether a quote stands behind each field's value, by `Field.rawValue`.
  private let isClosed: [Bool]

  /// The parts of a record that every format has, apart from those composed anew for each.
  struct Head {
    /// Milliseconds since the start of the night.
    var arrival: Int
    /// Request method.
    var method: [UInt8]
    /// 100 to 599.
    var status: Int
    /// Response size in bytes.
    var size: Int
    /// User agent.
    var agent: [UInt8]
  }

  /// A writer of lines of `format`.
  init(format: SimulationOptions.Format) {
    self.format = format
    openings = Field.allCases.map { field in
      switch format {
      case .extended: Array(" \(field.name)=\(field.isQuoted ? "\"" : "")".utf8)
      case .json: Array(",\"\(field.name)\":\(field.isNumber ? "" : "\"")".utf8)
      }
    }
    isClosed = Field.allCases.map { format == .extended ? $0.isQuoted : !$0.isNumber }
  }

  /// Forgets all lines, keeps the memory.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    lines = 0
  }

  /// Begins a record; a missing referer is `-`.
  mutating func begin(_ head: Head, client: [UInt8], target: [UInt8], referer: [UInt8]) {
    open(client: client, arrival: head.arrival)
    switch format {
    case .extended:
      bytes += head.method
      bytes.append(0x20)
      bytes += target
      append(" HTTP/1.1\" ")
      bytes.appendDecimal(head.status)
      bytes.append(0x20)
      bytes.appendDecimal(head.size)
      append(" \"")
      bytes += referer
      append("\" \"")
    case .json:
      append(",\"method\":\"")
      bytes += head.method
      append("\",\"target\":\"")
      bytes += target
      append("\",\"status\":")
      bytes.appendDecimal(head.status)
      append(",\"bytes\":")
      bytes.appendDecimal(head.size)
      append(",\"referer\":\"")
      bytes += referer
      append("\",\"agent\":\"")
    }
    bytes += head.agent
    bytes.append(0x22)
  }

  /// Begins the record of a request that was none, answered with 400.
  mutating func beginUnreadable(arrival: Int, client: [UInt8]) {
    open(client: client, arrival: arrival)
    switch format {
    case .extended: append("\\x16\\x03\\x01\\x02\" 400 157 \"-\" \"-\"")
    case .json: append(",\"request\":\"\\u0016\\u0003\\u0001\\u0002\",\"status\":400,\"bytes\":157")
    }
  }

  /// Ends the record.
  mutating func end() {
    if format == .json { bytes.append(0x7D) }
    endLine()
  }

  /// Ends a line that is no record.
  mutating func endLine() {
    bytes.append(0x0A)
    lines += 1
  }

  /// A field with a text; one `extended` does not quote has no blank.
  mutating func text(_ field: Field, _ value: [UInt8]) {
    open(field)
    bytes += value
    close(field)
  }

  /// A field with a part of a table of texts of equal width.
  mutating func text(_ field: Field, _ value: ArraySlice<UInt8>) {
    open(field)
    bytes += value
    close(field)
  }

  /// A field with a number from 0.
  mutating func number(_ field: Field, _ value: Int) {
    open(field)
    bytes.appendDecimal(value)
    close(field)
  }

  /// The duration, given in milliseconds, as seconds with a fraction.
  mutating func duration(milliseconds: Int) {
    open(.duration)
    bytes.appendDecimal(milliseconds / 1000)
    bytes.append(0x2E)
    appendMilliseconds(milliseconds % 1000)
    close(.duration)
  }

  /// A field that is there but unusable: a number that is none.
  mutating func unusable(_ field: Field, _ value: [UInt8]) {
    open(field)
    if format == .json { bytes.append(0x22) }
    bytes += value
    if format == .json { bytes.append(0x22) }
  }

  /// One entity observation.
  mutating func entity(resource: [UInt8], subject: [UInt8], value: Int) {
    switch format {
    case .extended:
      open(.entities)
      bytes += resource
      bytes.append(0x3A)
      bytes += subject
      bytes.append(0x3A)
      bytes.appendDecimal(value)
    case .json:
      append(",\"entities\":[{\"resource\":\"")
      bytes += resource
      append("\",\"subject\":\"")
      bytes += subject
      append("\",\"value\":")
      bytes.appendDecimal(value)
      append("}]")
    }
  }

  /// Bytes of a line that is no record, as they are.
  mutating func append(_ text: String) {
    bytes += text.utf8
  }

  private mutating func open(client: [UInt8], arrival: Int) {
    switch format {
    case .extended:
      bytes += client
      append(" - - [20/Nov/2026:")
      appendTime(arrival)
      append(" +0000] \"")
    case .json:
      append("{\"time\":\"2026-11-20T")
      appendTime(arrival)
      append("Z\",\"client\":\"")
      bytes += client
      bytes.append(0x22)
    }
  }

  private mutating func open(_ field: Field) {
    bytes += openings[field.rawValue]
  }

  private mutating func close(_ field: Field) {
    if isClosed[field.rawValue] { bytes.append(0x22) }
  }

  /// `HH:MM:SS.mmm` of milliseconds since midnight.
  private mutating func appendTime(_ arrival: Int) {
    let seconds = arrival / 1000
    bytes.appendTwoDigits(seconds / 3600)
    bytes.append(0x3A)
    bytes.appendTwoDigits(seconds / 60 % 60)
    bytes.append(0x3A)
    bytes.appendTwoDigits(seconds % 60)
    bytes.append(0x2E)
    appendMilliseconds(arrival % 1000)
  }

  private mutating func appendMilliseconds(_ value: Int) {
    bytes.append(UInt8(truncatingIfNeeded: 0x30 + value / 100))
    bytes.appendTwoDigits(value % 100)
  }
}
