import Bytes
import Foundation
import LogInput
import Testing

/// From arguments to inputs (SPEC section 2, "Files").
struct DiscoveryTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Paths of the inputs below the test's folder, which stands for `T`.
  private func paths(_ arguments: String...) -> [String] {
    expand(arguments).inputs.map { name($0.path) }
  }

  private func expand(_ arguments: [String]) -> (inputs: [InputSource], missing: [MissingInput]) {
    InputDiscovery.expand(
      arguments.map { ByteString($0.replacingOccurrences(of: "T", with: scratch.path)) })
  }

  private func name(_ path: ByteString) -> String {
    path.text.replacingOccurrences(of: scratch.path, with: "T")
  }

  @Test func directories() throws {
    for file in ["b.log", "a/z.log", "a/b/c.log.gz", "a.log", "no extension", "ü.log"] {
      try scratch.write([0x61], to: file)
    }
    for hidden in [".hidden", ".git/config", "a/.swp"] { try scratch.write([0x61], to: hidden) }
    try scratch.folder("empty")
    let found = ["T/a.log", "T/a/b/c.log.gz", "T/a/z.log", "T/b.log", "T/no extension", "T/ü.log"]
    #expect(paths("T") == found)
    #expect(paths("T/") == found)
    #expect(paths("T//a//") == ["T//a//b/c.log.gz", "T//a//z.log"])
    #expect(paths("T/./a/..") == found.map { "T/./a/.." + $0.dropFirst() }, "printed as given")
    #expect(paths("T/.git") == ["T/.git/config"], "named directly")
    #expect(expand(["T"]).inputs.allSatisfy { $0.kind == .file && $0.size == 1 })
  }

  @Test func sortedByBytes() throws {
    for file in ["B", "a", "a-b", "a/x", "a.b", "é", "z"].filter({ $0 != "a" }) {
      try scratch.write([], to: file)
    }
    #expect(paths("T") == ["T/B", "T/a-b", "T/a.b", "T/a/x", "T/z", "T/é"])
    #expect(paths("T/z", "T/B") == ["T/B", "T/z"])
  }

  @Test func links() throws {
    try scratch.write([1, 2, 3], to: "real/file.log")
    try scratch.folder("named")
    try scratch.link("named/to-file", to: "../real/file.log")
    try scratch.link("named/to-link", to: "to-file")
    try scratch.link("named/to-folder", to: "../real")
    try scratch.link("named/dangling", to: "nowhere")
    try scratch.link("named/circle", to: "circle")
    try scratch.link("argument", to: "real")
    let (inputs, missing) = expand(["T/named"])
    #expect(inputs.map { name($0.path) } == ["T/named/to-file", "T/named/to-link"])
    #expect(inputs.allSatisfy { $0.size == 3 && $0.repeats == nil })
    #expect(missing.isEmpty)
    #expect(paths("T/argument") == ["T/argument/file.log"], "a link named directly is followed")
    #expect(paths("T/named/to-folder") == ["T/named/to-folder/file.log"])
    #expect(expand(["T/named/dangling"]).missing.map(\.cause) == [.notFound])
  }

  @Test func namesAreBytes() throws {
    let bytes = Array((scratch.path + "/bad-").utf8) + [0xFF, 0xC3]
    // Some file systems refuse names that are not UTF-8.
    guard touch(bytes) else { return }
    let (inputs, missing) = expand(["T"])
    #expect(missing.isEmpty)
    #expect(inputs.map(\.path.bytes) == [bytes])
    #expect(try read(try #require(inputs.first)).summary.bytes == 0)
  }

  @Test func specialFilesBelowAreSkipped() throws {
    try serveFIFO(scratch.path + "/fifo", [], piece: 1)
    #expect(expand(["T"]).missing.map(\.cause) == [.noFiles])
    try scratch.write([], to: "file")
    #expect(paths("T") == ["T/file"])
    // Lets the writer, who waits for a reader, go.
    #expect(try read(try #require(expand(["T/fifo"]).inputs.first)).lines.isEmpty)
  }

  @Test func missing() throws {
    try scratch.folder("empty/deep/.hidden")
    try scratch.write([], to: "empty/deep/.hidden/file")
    try scratch.write([], to: "file")
    let (inputs, missing) = expand(["T/none", "T/file", "T/empty", "T/file/x", ""])
    #expect(inputs.map { name($0.path) } == ["T/file"])
    #expect(missing.map { name($0.path) } == ["", "T/empty", "T/file/x", "T/none"])
    #expect(missing.map(\.cause).filter { $0 == .notFound }.count == 2)
    #expect(missing[1].cause == .noFiles)
    #expect(missing[2].sentence.hasSuffix("cannot be read: Not a directory"))
    // A NUL would end the path early and name another file.
    let nul = ByteString(Array((scratch.path + "/file").utf8) + [0, 0x78])
    #expect(InputDiscovery.expand([nul]).missing.map(\.cause) == [.notFound])
    #expect(throws: MissingInput(path: nul, cause: .notFound)) {
      try InputReader(opening: InputSource(path: nul, kind: .file))
    }
  }

  @Test(.enabled(if: permissionsBind)) func unreadable() throws {
    try scratch.write([], to: "closed/file")
    try scratch.write([], to: "open/file")
    let closed = scratch.path + "/closed"
    let files = FileManager.default
    try files.setAttributes([.posixPermissions: 0], ofItemAtPath: closed)
    defer { try? files.setAttributes([.posixPermissions: 0o700], ofItemAtPath: closed) }
    let (inputs, missing) = expand(["T"])
    #expect(inputs.map { name($0.path) } == ["T/open/file"])
    #expect(missing.map { name($0.path) } == ["T/closed"])
    #expect(missing.first?.sentence.hasSuffix("run as a user who may read it") == true)
  }

  @Test func samePathTwice() throws {
    for file in ["logs/a.log", "logs/b.log"] { try scratch.write([], to: file) }
    let inputs = expand(["T/logs", "T/logs/b.log", "T//logs/./b.log", "T/logs"]).inputs
    #expect(
      inputs.map { name($0.path) } == [
        "T//logs/./b.log", "T/logs/a.log", "T/logs/a.log", "T/logs/b.log", "T/logs/b.log",
        "T/logs/b.log",
      ])
    #expect(inputs.map(\.repeats) == [nil, nil, 1, 0, 0, 0])
  }

  @Test func streamTwiceIsReadOnce() {
    let inputs = InputDiscovery.expand(["-", "/dev/null", "-", "/dev//null"]).inputs
    #expect(inputs.map(\.path) == ["-", "/dev//null"])
    #expect(inputs.map(\.repeats) == [nil, nil])
  }

  @Test func noArguments() {
    let (inputs, missing) = InputDiscovery.expand([])
    #expect(inputs.isEmpty && missing.isEmpty)
  }
}
