public import Bytes

/// An input that ends in the middle of an hour: a log cut early, or a node that fell silent.
public struct EarlyEnd: Sendable, Equatable {
  /// Path of the input.
  public var path: ByteString
  /// Its last record.
  public var last: Instant

  /// An input whose last record is at `last`.
  public init(path: ByteString, last: Instant) {
    self.path = path
    self.last = last
  }
}

extension Coverage {
  /// Silence before the end of an hour that says nothing yet: five minutes, in seconds.
  private static let shortSilence: Int64 = 300
  private static let hour: Int64 = 3600

  /// Lists the counted inputs whose last record lies more than five minutes before the end of its UTC
  /// hour although the audited period goes on beyond that hour.
  public mutating func findEarlyEnds(of inputs: [InputReport], in period: Period?) {
    endsEarly = []
    guard let period else { return }
    for input in inputs where input.duplicateOf == nil {
      guard let last = input.period?.last else { continue }
      let end = Instant(
        seconds: (last.seconds.flooredQuotient(Coverage.hour) + 1) * Coverage.hour)
      let silence = end.milliseconds - last.milliseconds
      if silence > Coverage.shortSilence * 1000, period.last >= end {
        endsEarly.append(EarlyEnd(path: input.path, last: last))
      }
    }
  }
}
