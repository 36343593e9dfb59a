/// An engine for raw deflate streams (RFC 1951): the one thing of gzip that is not our own code.
protocol Inflater {
  /// An engine at the start of a stream.
  init()

  /// Forgets everything, ready for the next stream.
  mutating func reset()

  /// Inflates from `range` of `input` to the end of `output`, as far as both reach.
  ///
  /// What any engine gives before it calls a stream broken or asks for more is what zlib gives, or
  /// less of it.
  mutating func inflate(
    _ input: Span<UInt8>, _ range: Range<Int>, into output: inout OutputSpan<UInt8>
  ) -> InflateStep
}

/// How far one call of an engine came.
struct InflateStep {
  /// Why a call returned.
  enum Verdict {
    /// The stream goes on, and takes more than what is left of the input.
    case needsInput
    /// The output is full; more may wait.
    case needsRoom
    /// The stream is complete; what follows it was not consumed.
    case ended
    /// The stream is broken, or none that this engine vouches for; what inflated before the break is
    /// in the output.
    case badData
  }

  /// Bytes of the input used.
  var consumed: Int
  /// Why the call returned.
  var verdict: Verdict
}
