import AccessLog
import Bytes
import Glibc

/// Ends the process, so that the fuzzer keeps the input; a failed `precondition` of an optimised build
/// would not say its sentence.
func require(_ condition: Bool, _ sentence: @autoclosure () -> String) {
  if condition { return }
  let line = "\ninvariant: " + sentence() + "\n"
  // SAFETY: the call reads no more than the bytes of the line.
  _ = unsafe write(STDERR_FILENO, line, line.utf8.count)
  abort()
}

/// What holds for every format and all bytes.
enum Invariants {
  /// What a block came to, without its places in the buffer.
  struct Reading: Equatable {
    var records: [[String]] = []
    var observations: [[String]] = []
    var counts = LineCounts()
  }

  private static let slices: [(String, any KeyPath<Record, ByteSlice> & Sendable)] = [
    ("client", \.client), ("host", \.host), ("method", \.method), ("target", \.target),
    ("referer", \.referer), ("group", \.group), ("app", \.app), ("site", \.site),
    ("token", \.token), ("uri", \.uri), ("origin", \.origin), ("exceeded", \.exceeded),
    ("account", \.account), ("error", \.error),
  ]

  private static let numbers: [(String, any KeyPath<Record, Int64> & Sendable)] = [
    ("limit", \.limit), ("remaining", \.remaining), ("reset", \.reset),
    ("retry_after", \.retryAfter), ("delay", \.delay), ("items", \.items),
  ]

  /// Every entity resource is known, so that observations are read.
  private static let options = LineParser.Options(
    resources: ["taxonomy-depth", "modules-per-graph"])

  /// A parser of `format` that has read nothing; made once and copied, because its tables cost more
  /// than the lines.
  static func parser(_ format: LogFormat) -> LineParser {
    LineParser(format: format, options: options)
  }

  /// Parses `lines` whole and in two parts cut behind the LF that is next to `cut`, and checks all
  /// that must hold; the second part also by a parser that has only the context of the first.
  static func check(_ fresh: LineParser, _ lines: [UInt8], cut: Int) {
    var whole = fresh
    let expected = read(&whole, lines, firstLine: 1, nil)

    guard !lines.isEmpty,
      let lineFeed = lines[(cut % lines.count)...].firstIndex(of: 0x0A) ?? lines.lastIndex(of: 0x0A)
    else { return }
    let first = [UInt8](lines[...lineFeed])
    let second = [UInt8](lines[(lineFeed + 1)...])
    var parser = fresh
    let start = read(&parser, first, firstLine: 1, LineContext())
    let next = start.counts.lines + 1
    let rest = read(&parser, second, firstLine: next, nil)

    var context = LineContext()
    context.advance(over: first)
    var other = fresh
    let again = read(&other, second, firstLine: next, context)
    require(rest == again, "a block depends on more than its context: \(rest) and \(again)")

    var counts = start.counts
    counts.merge(rest.counts)
    let sum = Reading(
      records: start.records + rest.records,
      observations: start.observations + rest.observations, counts: counts)
    require(sum == expected, "a cut changes the reading from \(expected) to \(sum)")
  }

  private static func read(
    _ parser: inout LineParser, _ lines: [UInt8], firstLine: Int, _ context: LineContext?
  ) -> Reading {
    var batch = RecordBatch()
    batch.bytes = lines
    parser.parse(&batch, firstLine: firstLine, context: context)
    let counts = batch.counts
    let malformed = counts.malformed.reduce(0, +)
    require(batch.bytes.starts(with: lines), "the block's own bytes have changed")
    require(
      counts.lines == counts.records + counts.blank + malformed + counts.notes,
      "lines do not add up: \(counts)")
    require(
      counts.lines == lines.split(separator: 0x0A, omittingEmptySubsequences: false)
        .count - (lines.last == 0x0A || lines.isEmpty ? 1 : 0), "lines were lost: \(counts)")
    require(counts.records == batch.records.count, "records were lost: \(counts)")
    require(counts.badFields >= 0, "negative bad fields")
    require(
      counts.firstMalformed.count == min(malformed, LineCounts.sampleLimit),
      "malformed lines are not listed: \(counts)")
    for line in counts.firstMalformed {
      require(line.column >= 1 && line.column <= lines.count + 1, "\(line) is in no line")
    }
    let numbers = batch.records.map(\.line) + [firstLine + counts.lines]
    require(
      zip([firstLine - 1] + numbers, numbers).allSatisfy { $0 < $1 }, "lines out of order")
    return Reading(
      records: batch.records.map { describe($0, batch.bytes) },
      observations: batch.observations.map {
        ["\($0.resource)", "\($0.value)", text($0.subject, batch.bytes)]
      }, counts: counts)
  }

  private static func describe(_ record: Record, _ bytes: [UInt8]) -> [String] {
    require((0...999).contains(record.status), "status \(record.status)")
    var result = [
      "\(record.line) \(record.time) \(record.status) \(record.action) \(record.analytics)"
    ]
    for (name, path) in slices where record[keyPath: path].isPresent {
      result.append(name + "=" + text(record[keyPath: path], bytes))
    }
    for (name, path) in numbers where record[keyPath: path] != -1 {
      require(record[keyPath: path] >= 0, "\(name) is \(record[keyPath: path])")
      result.append(name + "=\(record[keyPath: path])")
    }
    return result
  }

  /// The bytes of a slice as Latin-1, so that different bytes are different texts.
  private static func text(_ slice: ByteSlice, _ bytes: [UInt8]) -> String {
    require(slice.end <= bytes.count, "\(slice) is outside of \(bytes.count) bytes")
    return String(String.UnicodeScalarView(bytes[slice.range].map { Unicode.Scalar($0) }))
  }
}
