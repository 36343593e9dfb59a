import AccessLog

/// Compiles bytes as a declaration or as a server's configuration; what compiles reads the rest of
/// the bytes as lines.
///
/// The first byte chooses: `nginx:`, `apache:`, nginx.conf, httpd.conf. The second says where the lines
/// are cut in two. Then the text up to a NUL, then lines.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFormats(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  guard size >= 2 else { return 0 }
  // SAFETY: libFuzzer gives `size` bytes.
  let input = unsafe [UInt8](UnsafeBufferPointer(start: data, count: size))
  let end = input[2...].firstIndex(of: 0) ?? size
  guard let format = compile(input[0], [UInt8](input[2..<end])) else { return 0 }
  require(!format.name.isEmpty, "a format without a name")
  let lines = [UInt8](input[min(end + 1, size)...])
  Invariants.check(Invariants.parser(format), lines, cut: Int(input[1]) * size / 256)
  return 0
}

/// The format of a text, nil where it is refused, which takes a sentence.
private func compile(_ choice: UInt8, _ bytes: [UInt8]) -> LogFormat? {
  let text = String(decoding: bytes, as: UTF8.self)
  do throws(FormatError) {
    switch choice % 4 {
    case 0: return try LogFormat(declaration: "nginx:" + text)
    case 1: return try LogFormat(declaration: "apache:" + text)
    case 2: return try LogFormat.declared(in: bytes, file: "nginx.conf", named: nil)
    default: return try LogFormat.declared(in: bytes, file: "httpd.conf", named: nil)
    }
  } catch {
    require(!error.sentence.isEmpty, "a refusal without a sentence")
    return nil
  }
}
