public import Bytes
internal import LogInput

/// Finds files of a manifest where they lie now.
public enum MovedFile {
  /// Where a file of this name, size (nil for any) and SHA-256 lies: there, or, `isMoved`, in the current
  /// directory under the longest end of its path that is there; of several files the one with the SHA-256.
  /// The name itself where there is none. Opens only regular files.
  public static func place(
    of name: ByteString, bytes: Int64?, sha256: String, isMoved: Bool
  ) -> ByteString {
    let names = [name] + (isMoved ? ends(of: name) : [])
    let files = names.compactMap { name -> (name: ByteString, bytes: Int64)? in
      guard case .file(let size) = InputDiscovery.look(at: name) else { return nil }
      return (name, size)
    }
    let candidates = files.filter { bytes == nil || $0.bytes == bytes }.map(\.name)
    // A file is read here only to choose between several: what is chosen is read again, and held against
    // its SHA-256 then.
    if candidates.count > 1 {
      let found = candidates.first { InputSource(path: $0, kind: .file).sha256() == sha256 }
      if let found { return found }
    }
    return candidates.first ?? files.first?.name ?? name
  }

  /// The path without its first parts, the longest first; none goes up.
  private static func ends(of path: ByteString) -> [ByteString] {
    let slash: UInt8 = 0x2F
    var parts = path.bytes.split(separator: slash).map(Array.init)[...]
    let up = Array("..".utf8)
    if let last = parts.lastIndex(of: up) { parts = parts[(last + 1)...] }
    parts.removeAll { $0 == [0x2E] }
    var ends: [ByteString] = []
    while !parts.isEmpty {
      ends.append(ByteString(Array(parts.joined(separator: [slash]))))
      parts.removeFirst()
    }
    return ends.filter { $0 != path }
  }
}
