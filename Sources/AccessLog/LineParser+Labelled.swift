internal import Bytes

extension LineParser {
  /// Reads a line of labels and values.
  mutating func readLabelled(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, into record: inout Record
  ) -> Outcome {
    if let stop = LabelledLine.read(bytes, start, end, into: &fields) {
      return .malformed(.badLine, stop)
    }
    return assemble(bytes, end, base: 0, missing: nil, into: &record)
  }

  /// Reads a JSON object behind what a container runtime wrote before it, which is all that stands
  /// before the first brace; nothing of it is used.
  mutating func readPrefixedObject(
    _ prefix: LineProgram, _ bytes: Span<UInt8>, _ start: Int, _ end: Int, into record: inout Record
  ) -> Outcome {
    let brace = WordScan.first(0x7B, in: bytes, start, end)
    guard brace < end else { return .malformed(.badLine, end) }
    if let stop = prefix.run(bytes, start, brace, into: &fields) {
      return .malformed(.badLine, stop)
    }
    fields.reset()
    return readJSON(bytes, brace, end, into: &record)
  }
}
