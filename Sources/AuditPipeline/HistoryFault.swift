internal import Bytes
internal import RunHistory

/// Why nothing can be done with a history, in a sentence for the user; it was left as it was.
public struct HistoryFault: Error, Sendable, Equatable {
  /// Which file, what is wrong, how to mend it.
  public let sentence: String
  /// Whether it could not be written or waited for (exit 74), rather than being refused (64).
  public let isWriteFailure: Bool

  /// A history that is refused.
  init(_ refusal: HistoryRefusal) {
    sentence = refusal.sentence
    isWriteFailure = refusal.isWriteFailure
  }

  /// A request that the history cannot answer.
  init(_ sentence: String) {
    self.sentence = sentence
    isWriteFailure = false
  }

  /// A group that the history does not know, with the nearest name that it does.
  init(unknown group: ByteString, known: [ByteString], _ path: String) {
    let nearest = NearestName.of(group.text, in: known.map(\.text).sorted())
    self.init(
      "the history \"\(path)\" knows no group \"\(group.text)\""
        + (nearest.map { "; did you mean \"\($0)\"?" }
          ?? "; names are compared byte by byte, as quota-audit history shows them"))
  }

  /// Does something with a history; what it throws of a refusal becomes a fault.
  static func translating<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let refusal as HistoryRefusal {
      throw HistoryFault(refusal)
    }
  }
}
