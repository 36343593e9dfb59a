public import Bytes

/// From arguments to inputs (SPEC section 2, "Files").
public enum InputDiscovery {
  /// The inputs that the arguments name and those that are missing, each sorted by path.
  ///
  /// A directory gives every regular file below it and every link to one, without names that start
  /// with a dot; links to directories below it are not followed. A file named twice is there twice
  /// and the second `repeats` the first; a stream named twice can be read but once, and is there
  /// once. Opens no file. Files that `places` names lie there.
  public static func expand(
    _ arguments: [ByteString], places: [ByteString: ByteString] = [:]
  ) -> (inputs: [InputSource], missing: [MissingInput]) {
    var walk = DirectoryWalk()
    for argument in arguments { add(argument, at: places[argument], to: &walk) }
    walk.inputs.sort { $0.path < $1.path }
    walk.missing.sort { $0.path < $1.path }
    return (markingRepeats(walk.inputs), walk.missing)
  }

  /// What is at a path, links followed.
  public enum Place: Sendable, Equatable {
    /// Nothing, or nothing that may be looked at.
    case nothing
    /// A regular file of so many bytes.
    case file(bytes: Int64)
    /// A directory, FIFO or device.
    case other
  }

  /// Looks at a path, without opening what is there.
  public static func look(at path: ByteString) -> Place {
    guard let status = try? FileSystem.status(path) else { return .nothing }
    return status.kind == .regular ? .file(bytes: status.size) : .other
  }

  private static func add(
    _ argument: ByteString, at place: ByteString?, to walk: inout DirectoryWalk
  ) {
    if argument == .dash {
      walk.inputs.append(InputSource(path: argument, kind: .standardInput))
      return
    }
    do throws(SystemError) {
      let status = try FileSystem.status(place ?? argument)
      switch status.kind {
      case .regular:
        walk.inputs.append(
          InputSource(path: argument, kind: .file, size: status.size, place: place))
      case .directory: walk.addFiles(below: argument)
      case .special, .link: walk.inputs.append(InputSource(path: argument, kind: .stream))
      }
    } catch {
      walk.missing.append(MissingInput(path: argument, error))
    }
  }

  private static func markingRepeats(_ inputs: [InputSource]) -> [InputSource] {
    var firstByPath: [ByteString: Int] = [:]
    var marked: [InputSource] = []
    for var input in inputs {
      let key = input.kind == .standardInput ? input.path : comparable(input.path)
      let first = firstByPath[key]
      if first != nil, input.kind != .file { continue }
      if first == nil { firstByPath[key] = marked.count }
      input.repeats = first
      marked.append(input)
    }
    return marked
  }

  /// The path without `.` segments and doubled slashes, only to see which ones are the same.
  public static func comparable(_ path: ByteString) -> ByteString {
    let slash: UInt8 = 0x2F
    let segments = path.bytes.split(separator: slash).filter { $0 != [0x2E] }
    let root: [UInt8] = path.bytes.first == slash ? [slash] : [0x2E, slash]
    return ByteString(root + segments.joined(separator: [slash]))
  }
}
