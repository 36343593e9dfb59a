/// What the presets say beyond nginx's language, as variables of it: servers that are not nginx
/// write some values in ways of their own.
enum PresetVariables {
  /// The program of a line in nginx's language with these variables.
  static func program(_ line: String) -> LineProgram {
    do {
      // In quotes, so that a blank at the end stays.
      let declaration = try Declaration.read("nginx:'" + line + "'")
      return try ProgramBuilder.program(
        of: declaration.pieces.flatMap(expanded), escapes: declaration.escapes)
    } catch {
      preconditionFailure("a preset does not compile: \(error)")
    }
  }

  private static func expanded(_ piece: FormatPiece) -> [FormatPiece] {
    guard case .capture(let capture) = piece else { return [piece] }
    let name = String(capture.directive.drop { $0 == "$" || $0 == "{" }.prefix { $0 != "}" })
    return variables[name] ?? [piece]
  }

  private static let variables: [String: [FormatPiece]] = [
    // Nothing: what stands behind the blank before it has to stand right there.
    "then": [.space],
    // Digits that nobody wants, and nothing but digits.
    "count": [.part(nil, .digits(1, 18), directive: "$count")],
    "count_or_dash": [.optional([.part(nil, .digits(1, 18), directive: "$count_or_dash")])],
    "client_port": [capture("$client_port", .client, .addressThenPort)],
    "client_maybe_port": [capture("$client_maybe_port", .client, .addressWithPort)],
    // The last one is the peer of the proxy that logs; those before it the client can write itself.
    "forwarded_for": [
      .capture(
        FormatPiece.Capture(
          directive: "$forwarded_for", field: .client, reading: .addressWithPort, shape: .list))
    ],
    "milliseconds": [capture("$milliseconds", .duration, .milliseconds)],
    "no_status": [capture("$no_status", .status, .noStatus)],
    // Log lines of batch operations have a bare dash in place of the quoted request.
    "quoted_request": [
      .optional([
        .literal([0x22]), capture("$quoted_request", .request, .canonical), .literal([0x22]),
      ])
    ],
    // `20/Nov/2026:13:00:00.123`, without zone.
    "haproxy_time": [
      part(.day, .digits(2, 2)), slash, part(.month, .month), slash, part(.year, .digits(4, 4)),
      colon, part(.hour, .digits(2, 2)), colon, part(.minute, .digits(2, 2)), colon,
      part(.second, .digits(2, 2)), .literal([0x2E]), part(.millisecond, .digits(3, 3)),
    ],
  ]

  private static let slash = FormatPiece.literal([0x2F])
  private static let colon = FormatPiece.literal([0x3A])

  private static func part(_ part: TimePart, _ shape: FormatPiece.PartShape) -> FormatPiece {
    .part(part, shape, directive: "$haproxy_time")
  }

  private static func capture(
    _ directive: String, _ field: Field, _ reading: Reading
  ) -> FormatPiece {
    .capture(FormatPiece.Capture(directive: directive, field: field, reading: reading))
  }
}
