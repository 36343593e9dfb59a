internal import Dispatch
internal import LogInput

/// A piece of an input that is inflated by whoever comes first.
final class PieceTask: Sendable {
  private enum Stage: Sendable {
    case waiting, taken, done
  }

  private struct State: Sendable {
    var piece: MemberPiece
    var stage = Stage.waiting
  }

  private let state: Locked<State>
  private let done = DispatchSemaphore(value: 0)

  /// Nobody has begun with `piece`.
  init(_ piece: MemberPiece) { state = Locked(State(piece: piece)) }

  /// Whether nobody has begun with it.
  var isWaiting: Bool { state.withLock { $0.stage == .waiting } }

  /// Whether it is inflated.
  var isDone: Bool { state.withLock { $0.stage == .done } }

  /// Inflates the piece; false, and nothing is done, where another has begun with it.
  @discardableResult
  func run() -> Bool {
    guard take() else { return false }
    var piece = state.withLock { $0.piece }
    piece.inflate()
    state.withLock { [piece] in $0 = State(piece: piece, stage: .done) }
    done.signal()
    return true
  }

  /// Sees to it that nobody begins with the piece.
  func cancel() { _ = take() }

  /// The piece, inflated, which is waited for: somebody must have begun with it.
  func result() -> MemberPiece {
    done.wait()
    return state.withLock { $0.piece }
  }

  private func take() -> Bool {
    state.withLock { state in
      guard state.stage == .waiting else { return false }
      state.stage = .taken
      return true
    }
  }
}
