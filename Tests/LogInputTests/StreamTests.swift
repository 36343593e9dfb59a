import Bytes
import LogInput
import Testing

/// FIFOs, devices and standard input; serialized because there is but one standard input.
@Suite(.serialized)
struct StreamTests {
  private static let content = Array("one\ntwo\nthree".utf8)
  private static let lines = splitLines(content)

  @Test(arguments: [1, 3, 4096]) func shortReads(_ piece: Int) throws {
    let damaged = [UInt8](storedMember(Self.content).dropLast()) + [0xAA, 0xBB]
    let files = [Self.content, storedMember(Self.content) + [0, 0, 0], damaged + Self.content]
    for (index, file) in files.enumerated() {
      let scratch = try Scratch()
      let path = scratch.path + "/fifo"
      try serveFIFO(path, file, piece: piece)
      let (inputs, missing) = InputDiscovery.expand([ByteString(path)])
      #expect(missing.isEmpty)
      #expect(inputs == [InputSource(path: ByteString(path), kind: .stream)])
      let result = try read(try #require(inputs.first))
      #expect(result.lines == (index == 2 ? [[UInt8]](Self.lines.dropLast()) : Self.lines))
      #expect(result.summary == (try read(file).summary))
    }
  }

  @Test func emptyDevice() throws {
    let (inputs, _) = InputDiscovery.expand(["/dev/null"])
    #expect(inputs.map(\.kind) == [.stream])
    let result = try read(try #require(inputs.first))
    #expect(result.lines.isEmpty && result.summary.bytes == 0)
  }

  @Test func standardInput() throws {
    let source = try #require(InputDiscovery.expand(["-"]).inputs.first)
    #expect(source == InputSource(path: .dash, kind: .standardInput))
    for file in [Self.content, storedMember(Self.content), []] {
      try withStandardInput(file) {
        let result = try read(source)
        #expect(result.lines == (file.isEmpty ? [] : Self.lines))
        #expect(result.summary.bytes == Int64(file.count))
      }
    }
  }

  @Test func failedReadIsTruncation() throws {
    let source = InputSource(path: .dash, kind: .standardInput)
    let member = storedMember(Self.content)
    let cases: [(file: [UInt8], damage: Damage, kept: Int)] = [
      (Self.content, Damage(kind: .truncated, member: 0, offset: 13, droppedBytes: 5), 2),
      (
        [UInt8](member.dropLast(9)),
        Damage(kind: .truncated, member: 1, offset: 0, droppedBytes: 4), 2
      ),
      // Behind a whole member, or in its padding, further members may have been.
      (member, Damage(kind: .truncated, member: 1, offset: 36, droppedBytes: 5), 2),
      (member + [0], Damage(kind: .truncated, member: 1, offset: 36, droppedBytes: 5), 2),
      (member + [0x1F], Damage(kind: .truncated, member: 1, offset: 36, droppedBytes: 5), 2),
    ]
    #expect(member.count == 36)
    for (file, damage, kept) in cases {
      try withStandardInput(file, failing: true) {
        let result = try read(source)
        #expect(result.summary.damage == damage)
        #expect(result.lines == [[UInt8]](Self.lines.prefix(kept)))
        #expect(result.summary.readError == "Resource temporarily unavailable")
        #expect(result.summary.bytes == Int64(file.count))
      }
    }
  }

  @Test func failedFirstReadIsMissing() throws {
    try withStandardInput([], failing: true) {
      let source = InputSource(path: .dash, kind: .standardInput)
      #expect(throws: MissingInput.self) { try InputReader(opening: source) }
    }
    let scratch = try Scratch()
    let folder = InputSource(path: ByteString(scratch.path), kind: .file)
    #expect {
      try InputReader(opening: folder)
    } throws: { error in
      guard let missing = error as? MissingInput else { return false }
      return missing.path == folder.path && missing.sentence.hasSuffix("read: Is a directory")
    }
  }
}
