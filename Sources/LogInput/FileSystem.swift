#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

internal import Bytes

/// What the operating system knows of a path.
struct FileStatus {
  /// What a path leads to.
  enum Kind {
    case regular
    case directory
    case link
    /// FIFO, device or socket.
    case special
  }

  /// What the path leads to.
  var kind: Kind
  /// Size in bytes; means nothing for the other kinds.
  var size: Int64
}

/// Calls about paths; paths are bytes, as the operating system has them.
enum FileSystem {
  /// What is at `path`; of a link its target, unless `followingLink` is false.
  static func status(
    _ path: ByteString, followingLink: Bool = true
  ) throws(SystemError) -> FileStatus {
    let terminated = try terminated(path)
    var raw = stat()
    // SAFETY: the path ends with NUL, and the call writes into a local of the type it expects.
    let result = unsafe followingLink ? stat(terminated, &raw) : lstat(terminated, &raw)
    guard result == 0 else { throw .last }
    let kind: FileStatus.Kind =
      switch raw.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .directory
      case S_IFLNK: .link
      default: .special
      }
    return FileStatus(kind: kind, size: Int64(raw.st_size))
  }

  /// Names in a directory, in no order, without those that start with a dot.
  static func visibleNames(in path: ByteString) throws(SystemError) -> [[UInt8]] {
    let terminated = try terminated(path)
    // SAFETY: the path ends with NUL; the directory is closed on every way out.
    guard let directory = unsafe opendir(terminated) else { throw .last }
    defer { unsafe closedir(directory) }
    // Not `pointee.d_name`: that copies the whole declared array, which an entry may be shorter than.
    let nameOffset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
    var names: [[UInt8]] = []
    while true {
      errno = 0
      // SAFETY: an entry is valid until the next readdir, and its name ends with NUL; it is copied.
      guard let entry = unsafe readdir(directory) else { break }
      let name = unsafe (UnsafeRawPointer(entry) + nameOffset).assumingMemoryBound(to: CChar.self)
      let bytes = unsafe UnsafeRawBufferPointer(start: name, count: strlen(name))
      let copy = unsafe [UInt8](bytes)
      if copy.first != 0x2E { names.append(copy) }
    }
    guard errno == 0 else { throw .last }
    return names
  }

  /// Whether standard input can be read again and nothing of it was read yet.
  static var isStandardInputAtStart: Bool { lseek(STDIN_FILENO, 0, SEEK_CUR) == 0 }

  /// The path as a C string; one that holds a NUL names nothing.
  static func terminated(_ path: ByteString) throws(SystemError) -> [CChar] {
    guard !path.bytes.contains(0) else { throw .notFound }
    return path.bytes.map { CChar(bitPattern: $0) } + [0]
  }
}
