internal import Bytes

/// The access line of Apache and nginx (SPEC section 2, "Formats": `extended`).
///
/// ```
/// line   = client " " ident " " user " [" time "] " quoted " " status " " bytes
///          [" " quoted " " quoted] tail
/// quoted = `"` ... `"`                 ends at its first quote that no backslash precedes
/// tail   = *( 1*" " word )             words follow after any number of blanks
/// word   = key "=" run / key "=" quoted / run / quoted
/// ```
///
/// Client, ident, status and bytes are non-empty runs without blank; the user goes up to the first
/// blank that `[` follows and may be empty; the time up to the first `]`. The two quoted texts are
/// referer and agent only where both are there and a blank or the end follows; else they are words
/// of the tail. A quoted value or word must be followed by a blank or the end, else the word is the
/// run of bytes that are no blank; a run whose value starts with a quote is no pair. Each position
/// is looked at once, apart from that.
enum ExtendedLine {
  private static let blank: UInt8 = 0x20
  private static let quote: UInt8 = 0x22
  private static let equals: UInt8 = 0x3D
  private static let backslash: UInt8 = 0x5C

  /// Splits the line in `start..<end`; the position where it stops fitting, or nil when it fits.
  static func read(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, tailKeys: borrowing KeyTable,
    into fields: inout RawFields
  ) -> Int? {
    let clientEnd = WordScan.first(blank, in: bytes, start, end)
    guard clientEnd > start, clientEnd < end else { return clientEnd }
    var userStart = clientEnd &+ 3
    var userEnd = clientEnd &+ 4
    // ` - - [`, as nearly all lines have it.
    if clientEnd &+ 6 > end || WordScan.prefix(bytes, clientEnd, 6) != 0x5B20_2D20_2D20 {
      let identEnd = WordScan.first(blank, in: bytes, clientEnd &+ 1, end)
      guard identEnd > clientEnd &+ 1, identEnd < end else { return identEnd }
      userStart = identEnd &+ 1
      userEnd = WordScan.first(blank, in: bytes, userStart, end)
      while userEnd &+ 1 < end, bytes[userEnd &+ 1] != 0x5B {
        userEnd = WordScan.first(blank, in: bytes, userEnd &+ 1, end)
      }
      guard userEnd &+ 1 < end else { return end }
    }
    let timeStart = userEnd &+ 2
    let timeEnd = WordScan.first(0x5D, in: bytes, timeStart, end)
    guard timeEnd &+ 2 < end, bytes[timeEnd &+ 1] == blank, bytes[timeEnd &+ 2] == quote else {
      return min(timeEnd &+ 1, end)
    }
    var form = FieldValue.Form.plain
    let requestStart = timeEnd &+ 3
    let requestEnd = closingQuote(bytes, requestStart, end, &form)
    guard requestEnd &+ 1 < end, bytes[requestEnd &+ 1] == blank else {
      return min(requestEnd &+ 1, end)
    }
    fields.set(.request, bytes, requestStart, requestEnd, form)
    let statusStart = requestEnd &+ 2
    let statusEnd = WordScan.first(blank, in: bytes, statusStart, end)
    guard statusEnd > statusStart, statusEnd < end else { return statusEnd }
    let bytesEnd = WordScan.first(blank, in: bytes, statusEnd &+ 1, end)
    guard bytesEnd > statusEnd &+ 1 else { return bytesEnd }

    fields.set(.client, bytes, start, clientEnd)
    fields.set(.user, bytes, userStart, userEnd)
    fields.set(.time, bytes, timeStart, timeEnd)
    fields.set(.status, bytes, statusStart, statusEnd)
    fields.set(.bytes, bytes, statusEnd &+ 1, bytesEnd)
    let tail = readReferer(bytes, bytesEnd, end, into: &fields)
    if tail < end { readTail(bytes, tail, end, tailKeys: tailKeys, into: &fields) }
    return nil
  }

  /// Reads referer and agent behind `start` where both are there; the position behind what was
  /// read.
  @inline(__always)
  private static func readReferer(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, into fields: inout RawFields
  ) -> Int {
    guard start &+ 1 < end, bytes[start &+ 1] == quote else { return start }
    var refererForm = FieldValue.Form.plain
    let refererEnd = closingQuote(bytes, start &+ 2, end, &refererForm)
    guard refererEnd &+ 2 < end, bytes[refererEnd &+ 1] == blank, bytes[refererEnd &+ 2] == quote
    else { return start }
    var agentForm = FieldValue.Form.plain
    let agentEnd = closingQuote(bytes, refererEnd &+ 3, end, &agentForm)
    guard agentEnd < end, agentEnd &+ 1 == end || bytes[agentEnd &+ 1] == blank else {
      return start
    }
    fields.set(.referer, bytes, start &+ 2, refererEnd, refererForm)
    fields.set(.agent, bytes, refererEnd &+ 3, agentEnd, agentForm)
    return agentEnd &+ 1
  }

  /// Reads the words of `start..<end`; the last of equal keys wins, a key of the fixed part does
  /// not.
  @inline(__always)
  private static func readTail(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, tailKeys: borrowing KeyTable,
    into fields: inout RawFields
  ) {
    let taken = fields.present | Field.always
    var position = start
    while true {
      while position < end, bytes[position] == blank { position &+= 1 }
      if position >= end { return }
      let keyStart = position
      let keyEnd = WordScan.first(blank, or: equals, or: quote, in: bytes, keyStart, end)
      var form = FieldValue.Form.plain
      var valueStart = keyEnd &+ 1
      var valueEnd = end
      if keyEnd < end, keyEnd > keyStart, bytes[keyEnd] == equals {
        if valueStart < end, bytes[valueStart] == quote {
          valueStart &+= 1
          valueEnd = closingQuote(bytes, valueStart, end, &form)
          guard valueEnd < end, valueEnd &+ 1 == end || bytes[valueEnd &+ 1] == blank else {
            position = skipRun(bytes, keyStart, end, into: &fields)
            continue
          }
          position = valueEnd &+ 1
        } else {
          valueEnd = WordScan.first(blank, in: bytes, valueStart, end)
          position = valueEnd
        }
        if let value = tailKeys.value(parent: 0, bytes, keyStart, keyEnd &- keyStart),
          taken & (1 &<< UInt64(truncatingIfNeeded: value)) == 0
        {
          fields.set(value, bytes, valueStart, valueEnd, form)
        }
        continue
      }
      if keyEnd == keyStart, bytes[keyStart] == quote {
        valueEnd = closingQuote(bytes, keyStart &+ 1, end, &form)
        if valueEnd < end, valueEnd &+ 1 == end || bytes[valueEnd &+ 1] == blank {
          fields.bad &+= 1
          position = valueEnd &+ 1
          continue
        }
      }
      position = skipRun(bytes, keyStart, end, into: &fields)
    }
  }

  /// Counts the run from `start` as a word that is no pair; the position behind it.
  private static func skipRun(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, into fields: inout RawFields
  ) -> Int {
    fields.bad &+= 1
    return WordScan.first(blank, in: bytes, start, end)
  }

  /// Position of the first unescaped quote in `start..<end`, or `end`; tells whether there are
  /// backslashes before it.
  @inline(__always)
  private static func closingQuote(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ form: inout FieldValue.Form
  ) -> Int {
    var position = start
    while position < end {
      position = WordScan.first(quote, or: backslash, in: bytes, position, end)
      if position == end || bytes[position] == quote { return position }
      form = .logEscapes
      position &+= 2
    }
    return end
  }
}
