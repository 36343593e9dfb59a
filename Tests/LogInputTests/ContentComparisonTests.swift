import Bytes
import LogInput
import Testing

/// The second read that confirms a duplicate (SPEC section 2).
struct ContentComparisonTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func same(_ left: [UInt8], _ right: [UInt8]) throws -> Bool {
    let leftSource = try scratch.write(left, to: "left")
    let rightSource = try scratch.write(right, to: "right")
    let result = try ContentComparison.same(leftSource, rightSource)
    #expect(try ContentComparison.same(rightSource, leftSource) == result)
    return result
  }

  @Test func compressionDoesNotMatter() throws {
    let content = Array("one\ntwo\n".utf8)
    let split = storedMember(Array("one\ntw".utf8)) + storedMember(Array("o\n".utf8)) + [0, 0]
    #expect(try same(content, content))
    #expect(try same(content, storedMember(content)))
    #expect(try same(storedMember(content), split))
    #expect(try same([], storedMember([])))
  }

  @Test func everyByteMatters() throws {
    let content = Array("one\ntwo\n".utf8)
    for index in content.indices {
      var other = content
      other[index] ^= 1
      #expect(try !same(content, other))
    }
    #expect(try !same(content, content + [0x0A]))
    #expect(try !same(content, [0xEF, 0xBB, 0xBF] + content), "a byte order mark is content")
    #expect(try !same(content, []))
  }

  @Test func acrossPieces() throws {
    let size = InputReader.defaultBlockSize
    for count in [size - 1, size, size + 1, 2 * size] {
      let content = [UInt8](repeating: 0x61, count: count)
      #expect(try same(content, content))
      #expect(try !same(content, content + [0x61]))
      #expect(try !same(content, content.dropLast() + [0x62]))
    }
  }

  @Test func damagedEqualsNothing() throws {
    let content = Array("one\ntwo\n".utf8)
    let garbage = storedMember(content) + [1]
    #expect(try !same(content, garbage))
    #expect(try !same(garbage, garbage))
  }

  @Test func missingIsThrown() throws {
    let there = try scratch.write([])
    let gone = InputSource(path: .init(scratch.path + "/gone"), kind: .file)
    #expect(throws: MissingInput(path: gone.path, cause: .notFound)) {
      try ContentComparison.same(there, gone)
    }
  }
}
