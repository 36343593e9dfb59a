import Bytes
import Dispatch
import LogInput
import Testing

/// Content that is compressed in a way that is not read is refused, none of it read as text.
@Suite(.serialized)
struct ForeignCompressionTests {
  /// `one\ntwo\n` as zstd, bzip2, xz, zip and lz4 write it.
  private static let written: [(ForeignCompression, [UInt8])] = [
    (.zstd, hex("28b52ffd24084100006f6e650a74776f0ae6a60e40")),
    (
      .bzip2,
      hex(
        "425a6839314159265359a7142b77000002c180001002018480200021800c0238f51b8bb9229c2848538a15bb80"
      )
    ),
    (
      .xz,
      hex(
        "fd377a585a000004e6d6b4460200210116000000742fe5a30100076f6e650a74776f0a0051ab9eaf5775704900"
          + "012008bb19d9bb1fb6f37d010000000004595a")
    ),
    (
      .zip,
      hex(
        "504b03040a0000000000a371755de60bba12080000000800000005000000612e6c6f676f6e650a74776f0a504b"
          + "01021e030a0000000000a371755de60bba120800000008000000050000000000000001000000a4810000000061"
          + "2e6c6f67504b05060000000001000100330000002b0000000000")
    ),
    (.lz4, hex("04224d186440a7080000806f6e650a74776f0a000000002701c483")),
  ]

  /// Other beginnings.
  private static let beginnings: [(ForeignCompression, [UInt8])] = [
    (.zstd, hex("502a4d180400000001020304") + written[0].1),
    (.zstd, hex("5f2a4d1800000000")),
    (.zstd, hex("28b52ffd")),
    (.bzip2, hex("425a683917724538509000000000")),
    (.bzip2, hex("425a6831314159265359")),
    (.zip, hex("504b0506") + [UInt8](repeating: 0, count: 18)),
    (.zip, hex("504b0708504b0304")),
    (.compress, hex("1f9d906f")),
    (.compress, hex("1f9d89")),
  ]

  private static let all = written + beginnings

  /// Contents that are text, or damage of gzip, however close they come.
  private static let texts: [[UInt8]] = [
    hex("28b52f"), hex("28b52ffe0a"), hex("602a4d18"), hex("4f2a4d18"), hex("502a4d19"),
    hex("fd377a585a"), hex("fd377a585a20"), hex("04224d"), hex("1f9d"), hex("1f9d10"),
    hex("1f9d91"), hex("1f"), hex("504b"), hex("504b0304").dropLast() + [0x05], Array("PK".utf8),
    Array("PK 3.4 GET / HTTP/1.1\n".utf8), Array("BZh91AY&S\n".utf8), Array("BZh01AY&SY".utf8),
    // What a client could send as the first words of a log.
    Array("BZh91AY&SY GET / HTTP/1.1\n".utf8), Array("BZh91AY&SY1234\n\u{1}".utf8),
  ]

  private static func hex(_ text: String) -> [UInt8] {
    let digits = Array(text)
    return stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(digits[$0...$0 + 1]), radix: 16)
    }
  }

  private func cause(_ source: InputSource) -> MissingInput.Cause? {
    do throws(MissingInput) {
      _ = try InputReader(opening: source)
      return nil
    } catch {
      #expect(error.path == source.path)
      return error.cause
    }
  }

  @Test func everyKindIsHere() {
    #expect(Set(Self.all.map(\.0)) == Set(ForeignCompression.allCases))
  }

  @Test(arguments: all) func isRefused(_ kind: ForeignCompression, _ file: [UInt8]) throws {
    let scratch = try Scratch()
    let source = try scratch.write(file, to: "named.log")
    #expect(cause(source) == .compressed(kind, insideGzip: false, .file))
    let gzipped = try scratch.write(storedMember([]) + storedMember(file), to: "named.gz")
    #expect(cause(gzipped) == .compressed(kind, insideGzip: true, .file))
    #expect(throws: MissingInput.self) { try ContentComparison.same(gzipped, gzipped) }
  }

  @Test(arguments: texts) func isText(_ content: [UInt8]) throws {
    for blockSize in [1, 2, 14, 15, 16, 4096] {
      for file in [content, storedMember(content)] {
        let result = try read(file, blockSize: blockSize)
        #expect(result.lines == splitLines(content))
        #expect(result.summary.contentBytes == Int64(content.count))
        #expect(result.summary.contentCRC32 == referenceCRC(content))
      }
    }
  }

  /// What was inflated to look at it is neither lost nor given twice, also where damage follows.
  @Test func damageBehindTheFirstBytes() throws {
    let content = Array("one\ntwo\nthree".utf8)
    for count in 0...content.count {
      // A stored block that announces the whole content and breaks off.
      let member = storedMember(content)
      let file = [UInt8](member.prefix(plainHeader.count + 5 + count))
      let kept = expectedLines([UInt8](content.prefix(count)), damaged: true)
      for blockSize in [1, 3, 15, 4096] {
        let result = try read(file, blockSize: blockSize)
        #expect(result.lines == kept.lines)
        #expect(result.summary.damage?.kind == .truncated)
        #expect(result.summary.damage?.droppedBytes == kept.droppedBytes)
      }
    }
  }

  /// The writer is not cut off: were it, the signal would end this process.
  @Test(arguments: [1, 4096]) func streamsAreDrained(_ piece: Int) throws {
    let long = Self.written[0].1 + [UInt8](repeating: 0x61, count: piece == 1 ? 500 : 600_000)
    for (file, insideGzip) in [(long, false), (storedMember(long), true)] {
      let scratch = try Scratch()
      let path = scratch.path + "/fifo"
      let written = try serveFIFO(path, file, piece: piece)
      let source = InputSource(path: ByteString(path), kind: .stream)
      #expect(cause(source) == .compressed(.zstd, insideGzip: insideGzip, .stream))
      written.wait()
    }
    try withStandardInput(Self.written[1].1) {
      let source = InputSource(path: .dash, kind: .standardInput)
      #expect(cause(source) == .compressed(.bzip2, insideGzip: false, .standardInput))
    }
  }
}

/// The sentence of the refusal ends in a command that works as it stands.
struct ForeignCompressionCommandTests {
  private static func sentence(
    _ kind: ForeignCompression, insideGzip: Bool = false, _ source: InputSource.Kind = .file,
    path: ByteString = "logs/x"
  ) -> String {
    MissingInput(path: path, cause: .compressed(kind, insideGzip: insideGzip, source)).sentence
  }

  @Test(arguments: [
    (ForeignCompression.zstd, "is compressed with zstd, which is not read; use: zstd -dc"),
    (.bzip2, "is compressed with bzip2, which is not read; use: bzip2 -dc"),
    (.xz, "is compressed with xz, which is not read; use: xz -dc"),
    (.zip, "is a zip archive, which is not read; use: unzip -p"),
    (.lz4, "is compressed with lz4, which is not read; use: lz4 -dc"),
    (.compress, "is compressed with compress, which is not read; use: gzip -dc"),
  ])
  func ofFiles(_ kind: ForeignCompression, _ text: String) {
    #expect(Self.sentence(kind) == "\"logs/x\" \(text) 'logs/x' | quota-audit audit -")
  }

  @Test func ofStreamsAndGzip() {
    #expect(
      Self.sentence(.xz, .standardInput, path: .dash)
        == "\"-\" is compressed with xz, which is not read; use: xz -dc | quota-audit audit -")
    #expect(Self.sentence(.xz, .stream).hasSuffix("use: xz -dc < 'logs/x' | quota-audit audit -"))
    #expect(
      Self.sentence(.zip, .stream).hasSuffix(
        "use: bsdtar -xOf - < 'logs/x' | quota-audit audit -"))
    #expect(
      Self.sentence(.zstd, insideGzip: true)
        == "\"logs/x\" is compressed with zstd inside gzip, which is not read; "
        + "use: gzip -dc 'logs/x' | zstd -dc | quota-audit audit -")
    #expect(
      Self.sentence(.zip, insideGzip: true, .standardInput, path: .dash)
        .hasSuffix("use: gzip -dc | bsdtar -xOf - | quota-audit audit -"))
  }

  @Test(
    arguments: [
      ("a b", "'a b'"), ("it's", "'it'\\''s'"), ("$(x);`y`\\", "'$(x);`y`\\'"),
      ("-x", "'./-x'"), ("é", "'é'"), ("'", "''\\'''"),
      ("a\nb'\\\u{1B}", "$'a\\x0ab\\'\\\\\\x1b'"), ("\u{202E}", "$'\\xe2\\x80\\xae'"),
      (ByteString([0x61, 0xFF, 0x62]), "$'a\\xffb'"), ("\u{A0}", "$'\\xc2\\xa0'"),
    ] as [(ByteString, String)])
  func paths(_ path: ByteString, _ word: String) {
    #expect(
      Self.sentence(.zstd, path: path).hasSuffix("use: zstd -dc \(word) | quota-audit audit -"))
  }
}
