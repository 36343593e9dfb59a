import AccessLog
import Bytes
import Testing

/// A slow, obvious reading of access lines, on arrays of bytes and without any cleverness.
private enum Reference {
  typealias Bytes = ArraySlice<UInt8>

  /// Fixed part by name, tail by key, and the number of words that are no pair; nil for a bad line.
  static func read(_ line: [UInt8]) -> (fields: [String: [UInt8]], stray: Int)? {
    var rest = line[...]
    var fields: [String: [UInt8]] = [:]
    for name in ["client", "ident"] {
      guard let blank = rest.firstIndex(of: 0x20), blank > rest.startIndex else { return nil }
      fields[name] = Array(rest[..<blank])
      rest = rest[(blank + 1)...]
    }
    let userEnds = rest.indices.dropLast().first { rest[$0] == 0x20 && rest[$0 + 1] == 0x5B }
    guard let userEnd = userEnds else { return nil }
    fields["user"] = Array(rest[..<userEnd])
    rest = rest[(userEnd + 2)...]
    guard let timeEnd = rest.firstIndex(of: 0x5D) else { return nil }
    fields["time"] = Array(rest[..<timeEnd])
    rest = rest[(timeEnd + 1)...]
    guard rest.first == 0x20 else { return nil }
    guard let (request, afterRequest) = quoted(rest.dropFirst()), afterRequest.first == 0x20 else {
      return nil
    }
    fields["request"] = request
    rest = afterRequest.dropFirst()
    guard let statusEnd = rest.firstIndex(of: 0x20), statusEnd > rest.startIndex else { return nil }
    fields["status"] = Array(rest[..<statusEnd])
    rest = rest[(statusEnd + 1)...]
    let bytesEnd = rest.firstIndex(of: 0x20) ?? rest.endIndex
    guard bytesEnd > rest.startIndex else { return nil }
    let count = rest[..<bytesEnd]
    let isCount = count.elementsEqual([0x2D]) || (count.count <= 18 && count.allSatisfy(isDigit))
    rest = rest[bytesEnd...]
    if rest.first == 0x20, let (referer, afterReferer) = quoted(rest.dropFirst()),
      afterReferer.first == 0x20, let (_, afterAgent) = quoted(afterReferer.dropFirst()),
      afterAgent.isEmpty || afterAgent.first == 0x20
    {
      fields["referer"] = referer == [0x2D] || referer.isEmpty ? nil : referer
      rest = afterAgent
    }
    let stray = tail(rest, into: &fields)
    return (fields, stray + (isCount ? 0 : 1))
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// A quoted text and what follows it.
  static func quoted(_ bytes: Bytes) -> (text: [UInt8], rest: Bytes)? {
    guard bytes.first == 0x22 else { return nil }
    var text: [UInt8] = []
    var rest = bytes.dropFirst()
    while let byte = rest.first {
      rest = rest.dropFirst()
      if byte == 0x22 { return (text, rest) }
      guard byte == 0x5C, let next = rest.first else {
        text.append(byte)
        continue
      }
      let digits = String(decoding: rest.dropFirst().prefix(2), as: UTF8.self)
      if next == 0x22 || next == 0x5C {
        text.append(next)
        rest = rest.dropFirst()
      } else if next == 0x78, digits.utf8.count == 2, digits.allSatisfy(\.isHexDigit),
        let value = UInt8(digits, radix: 16)
      {
        text.append(value)
        rest = rest.dropFirst(3)
      } else {
        text.append(byte)
      }
    }
    return nil
  }

  static func tail(_ bytes: Bytes, into fields: inout [String: [UInt8]]) -> Int {
    var stray = 0
    var rest = bytes.drop { $0 == 0x20 }
    let fixed = Set(fields.keys)
    while !rest.isEmpty {
      let run = rest.prefix { $0 != 0x20 }
      let key = rest.prefix { $0 != 0x20 && $0 != 0x3D && $0 != 0x22 }
      var after = rest[run.endIndex...]
      var value: [UInt8]?
      let hasKey = !key.isEmpty && rest[key.endIndex...].first == 0x3D
      if hasKey, let (text, behind) = quoted(rest[(key.endIndex + 1)...]) {
        if behind.isEmpty || behind.first == 0x20 { (value, after) = (text, behind) }
      } else if hasKey, rest[(key.endIndex + 1)...].first != 0x22 {
        value = Array(run[(key.endIndex + 1)...])
      } else if key.isEmpty, let (_, behind) = quoted(rest), behind.isEmpty || behind.first == 0x20
      {
        after = behind
      }
      let name = String(decoding: key, as: UTF8.self)
      if let value, name != "referer" || !fixed.contains("referer") { fields[name] = value }
      if value == nil { stray += 1 }
      rest = after.drop { $0 == 0x20 }
    }
    return stray
  }
}

@Suite struct ReferenceTests {
  @Test func agreesOnGeneratedLines() {
    var generator = Generator(seed: 41)
    var bad = 0
    for _ in 0..<20_000 {
      let text = ReferenceTests.line(&generator)
      let parsed = parse(Array(text.utf8), .extended)
      guard let expected = Reference.read(Array(text.utf8)) else {
        #expect(parsed.reasons == [.badLine], "\(text)")
        bad += 1
        continue
      }
      guard parsed.records.count == 1 else {
        #expect(parsed.reasons != [.badLine], "\(text)")
        continue
      }
      func bytes(_ name: String) -> [UInt8] {
        let value = expected.fields[name] ?? []
        return value == [0x2D] ? [] : value
      }
      let record = parsed.records[0]
      #expect(parsed.bytes(record.client) == bytes("client"), "\(text)")
      #expect(parsed.bytes(record.referer) == bytes("referer"), "\(text)")
      #expect(parsed.bytes(record.site) == bytes("site"), "\(text)")
      #expect(parsed.bytes(record.group) == bytes("group"), "\(text)")
      #expect(parsed.bytes(record.error) == bytes("error"), "\(text)")
      #expect(parsed.bad == expected.stray, "\(text)")
    }
    // Both kinds of line are among them.
    #expect(bad > 1000 && bad < 19_000)
  }

  /// A line from parts of which each is now and then replaced by something odd.
  private static func line(_ generator: inout Generator) -> String {
    func pick(_ usual: String, _ odd: [String]) -> String {
      Int.random(in: 0..<12, using: &generator) == 0
        ? odd.randomElement(using: &generator) ?? usual : usual
    }
    let odd = [
      "", " ", "\"", "\\", "\\\"", "-", "[", "]", "=", "\"\"", "x y", "\\x4", "\\x41", "\\\\",
    ]
    var text = pick("10.0.0.1", odd) + pick(" ", odd) + pick("-", odd) + pick(" ", odd)
    text += pick("frank", odd) + pick(" [", odd) + "20/Nov/2026:13:00:00 +0000" + pick("] ", odd)
    text +=
      pick("\"GET /", odd) + pick("a", odd) + pick(" HTTP/1.1\" ", odd) + "200" + pick(" ", odd)
    text += pick("-", ["-", "", " "])
    if Bool.random(using: &generator) {
      text += pick(" ", odd) + pick("\"r", odd) + pick("\" \"", odd) + pick("agent\"", odd)
    }
    for _ in 0..<Int.random(in: 0...4, using: &generator) {
      let key = ["site", "group", "error", "referer", "zzz"].randomElement(using: &generator) ?? ""
      text += pick(" ", odd) + pick(key, odd) + pick("=", odd)
      text += Bool.random(using: &generator) ? pick("v", odd) : pick("\"v w", odd) + pick("\"", odd)
    }
    return text
  }
}
