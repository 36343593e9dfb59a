internal import Bytes

/// How members that were inflated ahead take their place among the others.
extension GzipDecoder {
  /// At the end of a member, goes on with a piece that was inflated ahead. False where there is none, or
  /// it is not sound: what comes next is then decoded as if nothing had been ahead, so that all verdicts
  /// are those of reading one member after the other.
  mutating func beginPiece(_ input: inout RawInput) -> Bool {
    ahead?.begin(from: boundary, &input)
    if ahead?.finish() == true {
      stage = .piece
      return true
    }
    guard input.offset != boundary else { return false }
    // What was read ahead is read again, once: no piece begins before it is.
    ahead?.stop(before: input.offset)
    if input.rewind(to: boundary) { return false }
    members += 1
    fail(.truncated)
    return true
  }

  /// Gives content of the current piece; when that was all, its members are done.
  mutating func givePiece(_ output: inout OutputSpan<UInt8>) {
    guard let piece = ahead?.give(&output) else { return }
    members += piece.members
    finished.append(piece.checksum)
    boundary = piece.end
    stage = .gap
  }
}
