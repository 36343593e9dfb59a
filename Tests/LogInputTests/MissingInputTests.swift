import Bytes
import LogInput
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The wording of reasons, sentence by sentence.
struct MissingInputTests {
  @Test(arguments: [
    (
      MissingInput.Cause.notFound,
      "\"logs/x.gz\" does not exist; name a file, a directory, or - for standard input"
    ),
    (
      .unreadable(code: EACCES),
      "\"logs/x.gz\" cannot be read: Permission denied; run as a user who may read it"
    ),
    (.unreadable(code: EISDIR), "\"logs/x.gz\" cannot be read: Is a directory"),
    (.noFiles, "\"logs/x.gz\" holds no files; names that start with a dot are skipped"),
  ])
  func sentence(_ cause: MissingInput.Cause, _ text: String) {
    #expect(MissingInput(path: "logs/x.gz", cause: cause).sentence == text)
  }

  @Test func pathsThatAreNotUTF8() {
    let missing = MissingInput(path: ByteString([0x61, 0xFF]), cause: .noFiles)
    #expect(missing.sentence.hasPrefix("\"a\u{FFFD}\" holds"))
  }

  @Test func damageNames() {
    #expect(
      Damage.Kind.allCases.map(\.name) == [
        "truncated", "bad-header", "bad-data", "bad-crc", "bad-length", "trailing-garbage",
      ])
  }
}
