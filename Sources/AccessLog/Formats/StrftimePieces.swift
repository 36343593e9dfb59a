internal import Bytes

/// Takes a `strftime` format apart (POSIX, and the letters that glibc adds).
struct StrftimePieces {
  /// What stands before and behind the format, so that each part can be named: `%{` and `}t`.
  private let prefix: String
  private let suffix: String
  private(set) var pieces: [FormatPiece] = []
  /// Letters that nothing is known of, as directives.
  private(set) var unknown: [String] = []

  /// The pieces of `text`; `prefix` and `suffix` are what stands around it, braces included.
  init(_ text: FormatText, prefix: String, suffix: String) throws(FormatError) {
    self.prefix = prefix
    self.suffix = suffix
    var index = 0
    while index < text.count {
      guard text[index] == 0x25 else {
        pieces.append(.literal([text[index]]))
        index += 1
        continue
      }
      let start = index
      index += 1
      var isPadded = true
      if index < text.count, text[index] == 0x2D || text[index] == 0x5F {
        isPadded = false
        index += 1
      }
      if index + 1 < text.count, text[index] == 0x45 || text[index] == 0x4F { index += 1 }
      guard index < text.count, Ascii.isLetter(text[index]) || text[index] == 0x25 else {
        throw text.malformed(
          start, index - start + 1, expected: "a letter of strftime, such as %Y or %H")
      }
      index += 1
      add(text[index - 1], text.string(start..<index), isPadded)
    }
  }

  /// The pieces of an access-log time.
  static func accessTime(_ directive: String) -> [FormatPiece] {
    [
      .part(.day, .digits(2, 2), directive: directive), .literal([0x2F]),
      .part(.month, .month, directive: directive), .literal([0x2F]),
      .part(.year, .digits(4, 4), directive: directive), .literal([0x3A]),
      .part(.hour, .digits(2, 2), directive: directive), .literal([0x3A]),
      .part(.minute, .digits(2, 2), directive: directive), .literal([0x3A]),
      .part(.second, .digits(2, 2), directive: directive), .literal([0x20]),
      .part(.offset, .offset, directive: directive),
    ]
  }

  private mutating func add(_ letter: UInt8, _ written: String, _ isPadded: Bool) {
    let character = Character(UnicodeScalar(letter))
    if let expanded = StrftimePieces.short[character] {
      for inner in expanded {
        if inner.isLetter { part(inner, written, isPadded) } else { literal(inner) }
      }
    } else {
      part(character, written, isPadded)
    }
  }

  /// Letters that stand for several, the parts in them without their `%`.
  private static let short: [Character: String] = [
    "c": "a b e H:M:S Y", "D": "m/d/y", "F": "Y-m-d", "r": "I:M:S p", "R": "H:M", "T": "H:M:S",
    "x": "m/d/y", "X": "H:M:S",
  ]

  private mutating func literal(_ character: Character) {
    pieces.append(.literal(Array(character.utf8)))
  }

  private mutating func part(_ letter: Character, _ written: String, _ isPadded: Bool) {
    let directive = prefix + written + suffix
    switch letter {
    case "%": pieces.append(.literal([0x25]))
    case "n", "t": pieces.append(.space)
    default:
      guard let (part, usual) = StrftimePieces.parts[letter] else {
        unknown.append(directive)
        pieces.append(.capture(FormatPiece.Capture(directive: directive, field: nil)))
        return
      }
      var shape = usual
      if !isPadded, case .digits(2, let high) = usual { shape = .digits(1, high) }
      pieces.append(.part(part, shape, directive: directive))
    }
  }

  private static let parts: [Character: (TimePart?, FormatPiece.PartShape)] = [
    "a": (.weekday, .weekday), "A": (.weekday, .weekday),
    "b": (.month, .month), "B": (.month, .month), "h": (.month, .month),
    "C": (.century, .digits(2, 2)), "d": (.day, .digits(2, 2)), "e": (.day, .digits(1, 2)),
    "g": (.weekYearOfCentury, .digits(2, 2)), "G": (.weekYear, .digits(4, 4)),
    "H": (.hour, .digits(2, 2)), "k": (.hour, .digits(1, 2)),
    "I": (.hourOfHalf, .digits(2, 2)), "l": (.hourOfHalf, .digits(1, 2)),
    "j": (.dayOfYear, .digits(3, 3)), "m": (.month, .digits(2, 2)),
    "M": (.minute, .digits(2, 2)), "p": (.half, .half), "P": (.half, .half),
    "s": (.epoch, .digits(1, 18)), "S": (.second, .digits(2, 2)),
    "u": (.weekday, .digits(1, 1)), "w": (.weekday, .digits(1, 1)),
    "U": (.sundayWeek, .digits(2, 2)), "V": (.week, .digits(2, 2)),
    "W": (.mondayWeek, .digits(2, 2)), "y": (.yearOfCentury, .digits(2, 2)),
    "Y": (.year, .digits(4, 4)), "z": (.offset, .offset), "Z": (.offset, .zone),
  ]
}
