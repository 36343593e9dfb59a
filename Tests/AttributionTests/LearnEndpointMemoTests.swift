import Attribution
import Bytes
import Testing

@Suite struct LearnEndpointMemoTests {
  /// A request's bytes, and where method and path are.
  private struct Text {
    var bytes: [UInt8]
    var method: ByteSlice
    var path: ByteSlice

    init(_ method: String, _ path: String) {
      bytes = Array("\(method) \(path)".utf8)
      self.method = ByteSlice(0, method.utf8.count)
      self.path = ByteSlice(method.utf8.count + 1, bytes.count)
    }
  }

  /// Paths with all kinds of segments, of any length.
  private static func randomPath(_ generator: inout SplitMix) -> String {
    let segments = [
      "learn", "api", "public", "v1", "v2", "courses", "users", "_1_1", "_23_1", "_1_", "17",
      "uuid:1",
      "courseId:BIO 1", "courseid", "", "x.y", "a%41", "%5f1_1", "deadbeefdeadbeef",
      "deadbeefdeadbee",
      "gradebookcolumnsofcourse", "gradebookcolumnsofcourses", "abc123", "oauth2", "é", "-", ":x",
      "5e884898-da28-4047-a5c9-0123456789ab", String(repeating: "ab", count: 40),
      String(repeating: "9", count: 70),
    ]
    let count = Int.random(in: 0...7, using: &generator)
    return (0...count).map { _ in "/" + (segments.randomElement(using: &generator) ?? "") }.joined()
  }

  @Test func tellsWhatHasOneNameFromAllOthers() {
    var generator = SplitMix(state: 11)
    var memo = LearnEndpointMemo()
    var names: [String] = []
    var known = 0
    for _ in 0..<20_000 {
      let method = ["GET", "POST", "DELETEDELETE", "-"].randomElement(using: &generator) ?? ""
      let path = Self.randomPath(&generator)
      let text = Text(method, path)
      let name = LearnEndpointTests.name(method, path)
      let value = memo.value(method: text.method, path: text.path, text.bytes.span)
      if let value {
        known += 1
        #expect(names[value] == name, "\(method) \(path)")
      } else {
        memo.remember(names.count, method: text.method, path: text.path, text.bytes.span)
        names.append(name)
      }
    }
    #expect(known > 2000)
  }

  @Test func remembersTheCommonPaths() {
    var memo = LearnEndpointMemo()
    for (first, second) in [
      ("/learn/api/public/v1/users/_1_1", "/learn/api/public/v1/users/_77_1"),
      ("/learn/api/public/v1/courses/uuid:1/users", "/learn/api/public/v1/courses/uuid:22/users/"),
      ("/", "/"),
    ] {
      let (text, other) = (Text("GET", first), Text("GET", second))
      memo.remember(first.utf8.count, method: text.method, path: text.path, text.bytes.span)
      #expect(
        memo.value(method: other.method, path: other.path, other.bytes.span) == first.utf8.count)
      #expect(memo.value(method: .absent, path: other.path, other.bytes.span) == nil)
    }
  }

  @Test func holdsNoMoreThanItsRoom() {
    var memo = LearnEndpointMemo()
    var known = 0
    for index in 0..<200 {
      let letters = String(UnicodeScalar(97 + UInt8(index % 26))) + String(index / 26)
      let text = Text("GET", "/learn/api/public/v1/users/\(letters)")
      memo.remember(index, method: text.method, path: text.path, text.bytes.span)
      let value = memo.value(method: text.method, path: text.path, text.bytes.span)
      #expect(value == nil || value == index)
      if value != nil { known += 1 }
    }
    #expect(known == 64)
  }
}
