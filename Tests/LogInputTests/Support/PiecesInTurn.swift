@testable import LogInput

/// Inflates pieces when they are wanted; wants some at once, and at times none.
final class PiecesInTurn: PieceInflating {
  /// Pieces that turned out sound, and those that did not.
  private(set) var sound = 0
  private(set) var unsound = 0
  private var begun: [MemberPiece] = []
  private var asked = 0
  private let onBegin: () throws -> Void

  /// Calls `onBegin` whenever a piece begins.
  init(onBegin: @escaping () throws -> Void = {}) { self.onBegin = onBegin }

  var room: Int {
    asked += 1
    return asked % 16 == 0 ? 0 : 3
  }

  func begin(_ piece: MemberPiece) {
    try? onBegin()
    begun.append(piece)
  }

  func finish() -> MemberPiece {
    var piece = begun.removeFirst()
    piece.inflate()
    if piece.isSound { sound += 1 } else { unsound += 1 }
    return piece
  }

  func cancel() { begun = [] }
}
