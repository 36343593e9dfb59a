import Foundation
import Testing

@testable import AuditPipeline

/// Key files that are used, and those that are refused with the command that mends them.
@Suite struct KeyFileTests {
  private let folder: Scratch
  private let path: String

  init() throws {
    folder = try Scratch()
    path = folder.path + "/key"
  }

  private func write(_ bytes: [UInt8], mode: Int = 0o600) throws {
    try folder.write(bytes, to: "key")
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  private func refusal(_ path: String? = nil) throws -> String {
    let path = path ?? self.path
    let refusal = try #require(
      #expect(throws: KeyFileRefusal.self) { _ = try KeyFile.read(path) })
    return refusal.sentence.replacing(folder.path + "/", with: "")
  }

  private static let secret = Array("sixteen bytes!!!".utf8)

  @Test(arguments: [0o600, 0o400])
  func used(_ mode: Int) throws {
    try write(Self.secret, mode: mode)
    #expect(try KeyFile.read(path) == Self.secret)
  }

  @Test(arguments: [[0x0A], [0x0D, 0x0A], []] as [[UInt8]])
  func aLineEndIsNoPartOfTheKey(_ end: [UInt8]) throws {
    try write(Self.secret + end)
    #expect(try KeyFile.read(path) == Self.secret)
    try write(Self.secret + [0x0A] + end)
    #expect(try KeyFile.read(path).starts(with: Self.secret))
  }

  @Test(arguments: [0o640, 0o604, 0o644, 0o660, 0o666, 0o700, 0o4600])
  func openToOthers(_ mode: Int) throws {
    try write(Self.secret, mode: mode)
    #expect(
      try refusal()
        == "the key file \"key\" has mode 0\(String(mode, radix: 8)), so others may use "
        + "it; use: chmod 600 \(folder.path)/key".replacing(folder.path + "/", with: ""))
  }

  @Test func tooShort() throws {
    try write(Array(Self.secret.dropLast()) + [0x0A])
    #expect(
      try refusal() == "the key file \"key\" holds 15 bytes, and a key has at least 16; "
        + "use: (umask 077; openssl rand -hex 32 > key)")
    try write([])
    #expect(try refusal().contains("holds 0 bytes"))
  }

  @Test func tooLong() throws {
    try write([UInt8](repeating: 1, count: KeyFile.longest))
    #expect(try KeyFile.read(path).count == KeyFile.longest)
    try write([UInt8](repeating: 1, count: KeyFile.longest + 1))
    #expect(try refusal() == "the key file \"key\" holds more than 65536 bytes, which is no key")
  }

  @Test func noRegularFile() throws {
    #expect(try refusal() == "the key file \"key\" cannot be read: No such file or directory")
    #expect(try refusal(folder.path).hasSuffix("is no regular file; name one that holds a key"))
    #expect(try refusal("/dev/null").contains("is no regular file"))
    // A FIFO must not hold the program up until somebody writes.
    let fifo = try serveFIFO([], "fifo", in: folder)
    #expect(try refusal(fifo).contains("is no regular file"))
  }

  @Test func namesAreQuotedForTheShell() throws {
    let hostile = folder.path + "/a b'c"
    try folder.write(Self.secret, to: "a b'c")
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: hostile)
    let refusal = try #require(
      #expect(throws: KeyFileRefusal.self) { _ = try KeyFile.read(hostile) })
    #expect(refusal.sentence.hasSuffix("chmod 600 '\(folder.path)/a b'\\''c'"))
  }
}
