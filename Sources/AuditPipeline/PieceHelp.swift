internal import LogInput

/// Has pieces of one input inflated by workers that would otherwise wait; used by the worker that reads
/// the input.
final class PieceHelp: PieceInflating {
  private let scan: Scan
  /// Begun and not finished, in the order of the input.
  private var begun: [PieceTask] = []

  /// Help for an input that a worker of `scan` reads.
  init(_ scan: Scan) { self.scan = scan }

  var room: Int { scan.roomForPieces }

  func begin(_ piece: MemberPiece) {
    let task = PieceTask(piece)
    begun.append(task)
    scan.offer(task)
  }

  func finish() -> MemberPiece {
    let first = begun.removeFirst()
    if !first.run() {
      // While another is at it, there are those behind it.
      while !first.isDone, begun.contains(where: { $0.run() }) {}
    }
    return first.result()
  }

  func cancel() {
    for task in begun { task.cancel() }
    begun = []
  }
}
