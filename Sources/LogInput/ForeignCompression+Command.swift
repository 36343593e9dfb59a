internal import Bytes

/// How to read what is not read here: another program before this one.
extension ForeignCompression {
  /// What an input of this kind is, e.g. `compressed with zstd`.
  var description: String {
    switch self {
    case .zstd: "compressed with zstd"
    case .bzip2: "compressed with bzip2"
    case .xz: "compressed with xz"
    case .zip: "a zip archive"
    case .lz4: "compressed with lz4"
    case .compress: "compressed with compress"
    }
  }

  /// The command line that feeds the content through standard input, quoted for a shell.
  ///
  /// Of standard input, which is `-` here and something else there, only what is to stand between.
  func command(_ path: ByteString, _ kind: InputSource.Kind, insideGzip: Bool) -> String {
    let file = ShellWord.quoted(path)
    var first = insideGzip ? "gzip -dc" : filter
    switch kind {
    case .file: first = (insideGzip ? first : extractor) + " " + file
    case .stream: first += " < " + file
    case .standardInput: break
    }
    return first + (insideGzip ? " | " + filter : "") + " | quota-audit audit -"
  }

  /// The program that takes a file's name.
  private var extractor: String { self == .zip ? "unzip -p" : filter }

  /// The program between two pipes. A zip archive's directory is at its end, and unzip does not read
  /// pipes; funzip does, but nothing behind the first file.
  private var filter: String {
    switch self {
    case .zstd: "zstd -dc"
    case .bzip2: "bzip2 -dc"
    case .xz: "xz -dc"
    case .zip: "bsdtar -xOf -"
    case .lz4: "lz4 -dc"
    case .compress: "gzip -dc"
    }
  }
}
