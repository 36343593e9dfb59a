internal import Bytes

/// Which fields the names of a `#Fields` line give (W3C draft "Extended Log File Format" and the
/// names that IIS, CloudFront, Oracle and Blue Coat add).
enum W3CFields {
  /// Compiles the text behind `#Fields:`: names with white space between; without steps where it
  /// holds none.
  static func program(of text: [UInt8], timeTaken: Reading) -> LineProgram {
    let names = text.split { LineProgram.isSpace($0) }.map { String(decoding: $0, as: UTF8.self) }
    let hasWholeTarget = names.contains { wholeTargets.contains($0.lowercased()) }
    let pieces = names.map { name in
      var capture = capture(name, timeTaken: timeTaken)
      if hasWholeTarget, capture.field == .query { capture.field = nil }
      return FormatPiece.capture(capture)
    }
    do {
      return try ProgramBuilder.program(of: pieces, escapes: .plain)
    } catch {
      preconditionFailure("words of a line are always told apart")
    }
  }

  /// Path and query in one word.
  private static let wholeTargets: Set<String> = ["cs-uri", "target"]

  /// The word that `name` stands for.
  private static func capture(_ name: String, timeTaken: Reading) -> FormatPiece.Capture {
    var capture = FormatPiece.Capture(directive: name, shape: .word)
    let key = name.lowercased()
    if let known = table[key] {
      capture.field = known.field
      capture.reading = known.reading
      capture.rank = known.rank
      if key == "time-taken" { capture.reading = timeTaken }
    } else if let header = header(key) {
      capture.field = HeaderFields.field(header)
      // A virtual host is what the client asked for; other names of it are the server's.
      if capture.field == .host { capture.rank = 1 }
    } else {
      capture.field = canonical(key) ?? HeaderFields.field(key)
    }
    return capture
  }

  /// The header in `cs(...)`, `sc(...)` or `rs(...)`, nil for another name.
  private static func header(_ key: String) -> String? {
    let prefixes = ["cs(", "sc(", "rs("]
    guard key.hasSuffix(")"), prefixes.contains(where: key.hasPrefix) else { return nil }
    return String(key.dropFirst(3).dropLast())
  }

  /// A canonical name, `x-` before it or not, `-` or `_` inside; `time` is the W3C's time of day.
  private static func canonical(_ key: String) -> Field? {
    let name = HeaderFields.snake(key.hasPrefix("x-") ? String(key.dropFirst(2)) : key)
    return Field.canonical.first { $0.name == name && $0 != .time }
  }

  private struct Known {
    var field: Field
    var reading = Reading.canonical
    var rank: UInt8 = 0
  }

  private static let table: [String: Known] = [
    "date": Known(field: .date), "date-local": Known(field: .date),
    "time": Known(field: .timeOfDay), "time-local": Known(field: .timeOfDay),
    "x-timestamp": Known(field: .time), "timestamp": Known(field: .time),
    "c-ip": Known(field: .client),
    "cs-host": Known(field: .host), "x-host-header": Known(field: .host, rank: 2),
    "cs-method": Known(field: .method),
    "cs-uri": Known(field: .target, rank: 1), "cs-uri-stem": Known(field: .target),
    "cs-uri-path": Known(field: .target), "cs-uri-query": Known(field: .query),
    "sc-status": Known(field: .status),
    "sc-bytes": Known(field: .bytes, rank: 1), "bytes": Known(field: .bytes),
    "cs-username": Known(field: .user, rank: 1), "c-auth-id": Known(field: .user),
    "time-taken": Known(field: .duration),
    "timetakenms": Known(field: .duration, reading: .milliseconds),
  ]
}
