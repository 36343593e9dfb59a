internal import Bytes

/// Collects the files below directories, by names as bytes.
struct DirectoryWalk {
  /// Inputs found, in no order.
  var inputs: [InputSource] = []
  /// Inputs that could not be looked at, in no order.
  var missing: [MissingInput] = []

  /// Adds every file below a directory; the directory itself if there is none.
  mutating func addFiles(below root: ByteString) {
    let before = inputs.count + missing.count
    // Not recursive: a deep tree must not exhaust the stack.
    var pending = [root]
    while let directory = pending.popLast() {
      do throws(SystemError) {
        for name in try FileSystem.visibleNames(in: directory) {
          add(Self.join(directory, name), &pending)
        }
      } catch {
        missing.append(MissingInput(path: directory, error))
      }
    }
    if inputs.count + missing.count == before {
      missing.append(MissingInput(path: root, cause: .noFiles))
    }
  }

  private mutating func add(_ path: ByteString, _ pending: inout [ByteString]) {
    do throws(SystemError) {
      var status = try FileSystem.status(path, followingLink: false)
      if status.kind == .link {
        status = try FileSystem.status(path)
        if status.kind == .directory { return }
      }
      switch status.kind {
      case .regular: inputs.append(InputSource(path: path, kind: .file, size: status.size))
      case .directory: pending.append(path)
      case .special, .link: break
      }
    } catch {
      // A link that leads nowhere is no file; nor is one that was removed meanwhile.
      if !error.isDeadEnd { missing.append(MissingInput(path: path, error)) }
    }
  }

  private static func join(_ directory: ByteString, _ name: [UInt8]) -> ByteString {
    let slash: UInt8 = 0x2F
    let separator = directory.bytes.last == slash ? [] : [slash]
    return ByteString(directory.bytes + separator + name)
  }
}
