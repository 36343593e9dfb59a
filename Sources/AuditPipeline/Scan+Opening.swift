internal import AccessLog
internal import Findings
internal import LogInput

/// The beginning of a content that an earlier run has counted.
struct ContinuedContent: Sendable {
  /// What has it as all of its content.
  var known: KnownInput
  /// What was passed over.
  var passed: PassedContent
}

/// An input of which nothing is counted yet.
struct OpenedInput {
  let reader: InputReader
  /// What the reader has passed over.
  var continued: ContinuedContent?
  /// What that said about lines behind it; nil where nothing was passed over or nothing can be said.
  var context: LineContext?
}

extension Scan {
  /// Opens an input, behind the longest beginning of it that is known; `format` is nil where nobody can
  /// tell before it is read, as of streams, whose beginnings are not known either.
  func open(_ input: Int, _ format: LogFormat?) throws(MissingInput) -> OpenedInput {
    for known in plan.night?.beginnings[input] ?? [] {
      let reader = try reader(input)
      var context: LineContext? = format?.hasContext == true ? LineContext() : nil
      let prefix = ContentPrefix(bytes: known.input.contentBytes, crc32: known.input.crc32)
      let passed =
        context == nil
        ? reader.pass(over: prefix) : reader.pass(over: prefix) { context?.advance(over: $0) }
      if let passed {
        return OpenedInput(
          reader: reader, continued: ContinuedContent(known: known, passed: passed),
          context: context)
      }
    }
    return OpenedInput(reader: try reader(input))
  }

  private func reader(_ input: Int) throws(MissingInput) -> InputReader {
    try InputReader(
      opening: plan.sources[input], blockSize: plan.blockSize,
      help: plan.jobs > 1 ? PieceHelp(self) : nil, hashingContent: plan.hashesContent)
  }
}
