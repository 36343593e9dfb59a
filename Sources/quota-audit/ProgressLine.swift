internal import AuditPipeline
internal import Dispatch
internal import Synchronization

/// One line on standard error that says how far a run is, several times a second.
final class ProgressLine {
  private let timer: (any DispatchSourceTimer)?

  /// Shows `progress` until `finish`, or nothing.
  init(_ progress: AuditProgress, isShown: Bool) {
    guard isShown else {
      timer = nil
      return
    }
    let start = ContinuousClock.now
    let timer = DispatchSource.makeTimerSource(queue: DispatchQueue.global(qos: .utility))
    timer.schedule(deadline: .now() + .milliseconds(300), repeating: .milliseconds(200))
    timer.setEventHandler {
      let elapsed = ContinuousClock.now - start
      Terminal.writeError("\r" + ProgressLine.text(progress, elapsed) + "\u{1B}[K")
    }
    timer.resume()
    self.timer = timer
  }

  /// Removes the line.
  func finish() {
    guard let timer else { return }
    timer.cancel()
    ProgressLine.clear()
  }

  /// Empties the line that may be on standard error.
  static func clear() {
    if Terminal.isTerminal(2) { Terminal.writeError("\r\u{1B}[K") }
  }

  /// Bytes, rate and time left, e.g. `45 %  97.2 of 216.0 MB  85.1 MB/s  1,204,992 lines  2 s left`.
  static func text(_ progress: AuditProgress, _ elapsed: Duration) -> String {
    let read = Double(progress.bytesRead.load(ordering: .relaxed))
    let total = Double(progress.bytesTotal.load(ordering: .relaxed))
    let lines = progress.lines.load(ordering: .relaxed)
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    let rate = seconds > 0 ? read / seconds : 0
    var text = total > 0 ? "\(Int(min(100, read / total * 100))) %  " : ""
    text += "\(megabytes(read)) of \(megabytes(total)) MB  \(megabytes(rate)) MB/s  \(lines) lines"
    if rate > 0, total > read { text += "  \(Int(((total - read) / rate).rounded(.up))) s left" }
    return text
  }

  private static func megabytes(_ bytes: Double) -> String {
    let tenths = Int((bytes / 1e5).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
