import Foundation
import GRDBSQLite

/// Sees every change that SQLite makes to files of a folder, before it is made.
///
/// A kill -9 leaves what the calls before it have written, so that a copy of the folder before each call
/// is what a killed process leaves. It stands between SQLite and the operating system as the default VFS
/// of this process. Nothing is flushed: that takes most of a test's time and is for the loss of power.
final class WatchedFiles: @unchecked Sendable {
  // Unchecked, because only the lock makes these safe to share.
  private static let lock = NSRecursiveLock()
  private nonisolated(unsafe) static var watchers: [String: (_ isTorn: Bool) -> Void] = [:]
  private nonisolated(unsafe) static var files: [UnsafeMutablePointer<sqlite3_file>: Opened] =
    unsafe [:]

  // SAFETY: the methods are those of the operating system's VFS, which stay.
  @unsafe private struct Opened {
    var folder: String
    var methods: UnsafePointer<sqlite3_io_methods>
  }

  /// Calls `body` before every write, truncation, flush and removal in a folder, and in the middle of
  /// every write, while `work` is done.
  static func watch(
    _ folder: String, _ body: @escaping (_ isTorn: Bool) -> Void, while work: () throws -> Void
  ) rethrows {
    precondition(isInstalled, "SQLite has no VFS to stand before")
    // SAFETY: the lock guards the dictionary.
    lock.withLock { unsafe watchers[folder] = body }
    defer { lock.withLock { unsafe watchers[folder] = nil } }
    try work()
  }

  /// Whether it stands there; asking puts it there.
  static let isInstalled: Bool = {
    // SAFETY: the default VFS is never removed, and the copy of it stays for the life of the process.
    guard let base = unsafe sqlite3_vfs_find(nil), let name = unsafe strdup("watched") else {
      return false
    }
    let copy = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
    unsafe copy.initialize(to: base.pointee)
    unsafe copy.pointee.zName = UnsafePointer(name)
    unsafe copy.pointee.xOpen = { _, path, file, flags, out in
      unsafe WatchedFiles.open(path, file, flags, out)
    }
    unsafe copy.pointee.xDelete = { _, path, flag in
      guard let path = unsafe path, let base = unsafe sqlite3_vfs_find("unix") else {
        return SQLITE_IOERR
      }
      WatchedFiles.tell(WatchedFiles.folder(unsafe String(cString: path)), isTorn: false)
      return unsafe base.pointee.xDelete(base, path, flag)
    }
    return unsafe sqlite3_vfs_register(copy, 1) == SQLITE_OK
  }()

  private static func folder(_ path: String) -> String {
    String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
  }

  private static func tell(_ folder: String?, isTorn: Bool) {
    guard let folder else { return }
    lock.withLock { unsafe watchers[folder] }?(isTorn)
  }

  private static func opened(_ file: UnsafeMutablePointer<sqlite3_file>?) -> Opened? {
    // SAFETY: the pointer is only a key.
    unsafe lock.withLock { unsafe file.flatMap { unsafe files[$0] } }
  }

  private static func open(
    _ path: UnsafePointer<CChar>?, _ file: UnsafeMutablePointer<sqlite3_file>?, _ flags: CInt,
    _ out: UnsafeMutablePointer<CInt>?
  ) -> CInt {
    // SAFETY: SQLite gives a path that lives as long as the file, and room for the file; the methods are
    // copied to memory that stays, as the file may be closed at any time.
    guard let base = unsafe sqlite3_vfs_find("unix") else { return SQLITE_CANTOPEN }
    let code = unsafe base.pointee.xOpen(base, path, file, flags, out)
    guard code == SQLITE_OK, let path = unsafe path, let file = unsafe file,
      let methods = unsafe file.pointee.pMethods
    else {
      return code
    }
    let folder = folder(unsafe String(cString: path))
    let copy = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
    unsafe copy.initialize(to: methods.pointee)
    unsafe copy.pointee.xWrite = { file, bytes, count, offset in
      // SAFETY: the call is passed on, first for half of its bytes, then for all.
      guard let opened = unsafe WatchedFiles.opened(file),
        let write = unsafe opened.methods.pointee.xWrite
      else { return SQLITE_IOERR }
      WatchedFiles.tell(unsafe opened.folder, isTorn: false)
      _ = unsafe write(file, bytes, count / 2, offset)
      WatchedFiles.tell(unsafe opened.folder, isTorn: true)
      return unsafe write(file, bytes, count, offset)
    }
    unsafe copy.pointee.xTruncate = { file, size in
      // SAFETY: the call is passed on.
      guard let opened = unsafe WatchedFiles.opened(file) else { return SQLITE_IOERR }
      WatchedFiles.tell(unsafe opened.folder, isTorn: false)
      return unsafe opened.methods.pointee.xTruncate(file, size)
    }
    unsafe copy.pointee.xSync = { file, _ in
      // SAFETY: the call is not passed on.
      guard let opened = unsafe WatchedFiles.opened(file) else { return SQLITE_IOERR }
      WatchedFiles.tell(unsafe opened.folder, isTorn: false)
      return SQLITE_OK
    }
    lock.withLock {
      unsafe files[file] = unsafe Opened(folder: folder, methods: methods)
    }
    unsafe file.pointee.pMethods = UnsafePointer(copy)
    return code
  }
}
