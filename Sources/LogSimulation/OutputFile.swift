/// A new file that is written from its start.
final class OutputFile {
  /// Where the file is.
  let path: String
  /// Nil once closed.
  private var descriptor: Int32?

  /// Creates the file; fails if something is there already.
  init(path: String) throws(SimulationError) {
    self.path = path
    let created = SystemCalls.createFile(path)
    guard created.code == 0 else { throw .writeFailed(path: path, code: created.code) }
    descriptor = created.descriptor
  }

  deinit {
    if let descriptor { _ = SystemCalls.closeFile(descriptor) }
  }

  /// Appends all of `bytes`; the file is open.
  func write(_ bytes: [UInt8]) throws(SimulationError) {
    guard let descriptor else { preconditionFailure("a closed file is not written") }
    let code = SystemCalls.writeAll(bytes, to: descriptor)
    guard code == 0 else { throw .writeFailed(path: path, code: code) }
  }

  /// Closes the file, which must not be written from now on.
  func close() throws(SimulationError) {
    guard let open = descriptor else { return }
    descriptor = nil
    let code = SystemCalls.closeFile(open)
    guard code == 0 else { throw .writeFailed(path: path, code: code) }
  }
}
