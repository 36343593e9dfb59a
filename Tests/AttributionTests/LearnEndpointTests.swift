import Attribution
import Bytes
import LimitCatalog
import Testing

@Suite struct LearnEndpointTests {
  static let attributor = Attributor(policy: .standard)

  static func name(_ method: String, _ path: String, between: String = "") -> String {
    let bytes = Array("//\(method)\(between)\(path)/1".utf8)
    let methodEnd = 2 + method.utf8.count
    var output = Array("<".utf8)
    attributor.appendLearnEndpoint(
      method: ByteSlice(2, methodEnd),
      path: ByteSlice(methodEnd + between.utf8.count, bytes.count - 2), bytes.span, to: &output)
    return String(decoding: output.dropFirst(), as: UTF8.self)
  }

  static func segment(_ segment: String) -> String {
    String(
      name("GET", "/learn/api/" + segment + "/x").dropFirst("GET /learn/api/".count).dropLast(2))
  }

  @Test(arguments: [
    // Identifiers.
    ("1", "{id}"), ("0123456789012345678901234567890123456789", "{id}"), ("_1_1", "{id}"),
    ("_123_45", "{id}"), ("5e884898-da28-4047-a5c9-0123456789ab", "{id}"),
    ("5E884898-DA28-4047-A5C9-0123456789AB", "{id}"), ("deadbeefdeadbeef", "{id}"),
    ("DEADbeef00112233", "{id}"), ("aaaaaaaaaaaaaaaa", "{id}"), ("%31", "{id}"), ("_1%5F1", "{id}"),
    ("%5f1_1", "{id}"),
    // Nearly identifiers.
    ("_1_", "{value}"), ("__1", "{value}"), ("_1", "{value}"), ("_1_1_1", "{value}"),
    ("_a_1", "{value}"), ("1_1", "{value}"), ("deadbeefdeadbee", "deadbeefdeadbee"),
    ("1eadbeefdeadbee", "{value}"), ("5e884898-da28-4047-a5c9-0123456789a", "{value}"),
    ("5e884898-da28-4047-a5c9-0123456789abc", "{value}"),
    ("5e884898_da28-4047-a5c9-0123456789ab", "{value}"),
    ("g-884898-da28-4047-a5c9-0123456789ab", "{value}"),
    // Names.
    ("externalId:x", "{externalId}"), ("courseId:", "{courseId}"), ("a:b:c", "{a}"),
    ("externalId%3Ax", "{externalId}"), ("userName:%41", "{userName}"), ("%75ser:x", "{user}"),
    ("uuid:0123456789abcdef0123456789abcdef", "{uuid}"), ("a_b-c9:é", "{a_b-c9}"),
    (":x", "{value}"), (":courseId", "{value}"), ("1a:x", "{value}"), ("a.b:x", "{value}"),
    ("a b:x", "{value}"), ("é:x", "{value}"), ("_a:x", "{value}"), ("1:2", "{value}"),
    ("thisNameIsLongerThanTwentyFourLetters:x", "{thisNameIsLongerThanTwentyFourLetters}"),
    // Words.
    ("courses", "courses"), ("v1", "v1"), ("oauth2", "oauth2"), ("v12", "v12"), ("v123", "{value}"),
    ("a1b2", "a1b2"), ("a1b2c3", "{value}"), ("me", "me"), ("finalGrade", "finalGrade"),
    ("a.b_c-d", "a.b_c-d"), ("a", "a"), ("abcdefghijklmnopqrstuvwx", "abcdefghijklmnopqrstuvwx"),
    ("abcdefghijklmnopqrstuvwxy", "{value}"), ("", ""), ("%41bc", "%41bc"),
    ("%61%62%63", "%61%62%63"),
    // Of 24 letters decoded, 72 as sent.
    (String(repeating: "%77", count: 24), String(repeating: "%77", count: 24)),
    (String(repeating: "%77", count: 25), "{value}"),
    // The rest.
    ("%zz", "{value}"), ("%", "{value}"), ("%4", "{value}"), ("a%", "{value}"),
    ("a%20b", "{value}"),
    ("a+b", "{value}"), ("a~b", "{value}"), (".", "{value}"), ("..", "{value}"), ("-a", "{value}"),
    ("_a", "{value}"), ("{id}", "{value}"), ("café", "{value}"), ("%00", "{value}"),
    ("a\u{0}", "{value}"), ("%2F", "{value}"), ("a%2Fb", "{value}"), ("<script>", "{value}"),
    ("a|b", "{value}"), ("a\nb", "{value}"), ("%252F", "{value}"), ("%3A", "{value}"),
  ])
  func segments(_ sent: String, _ printed: String) {
    #expect(LearnEndpointTests.segment(sent) == printed)
  }

  @Test(arguments: [
    ("/learn/api/", "/learn/api"), ("/learn/api//", "/learn/api/"),
    ("/learn/api/a/", "/learn/api/a"),
    ("/learn/api/a//b", "/learn/api/a//b"),
    ("/learn/api/public/v1/%41bc", "/learn/api/public/v1/%41bc"),
    (
      "/learn/api/public/v1/courses/_12_1/users/userName:x",
      "/learn/api/public/v1/courses/{id}/users/{userName}"
    ),
    ("/learn/api/public/v1/x/a%20b/", "/learn/api/public/v1/x/{value}"), ("/", "/"), ("//", "/"),
    ("learn", "learn"),
  ])
  func paths(_ path: String, _ printed: String) {
    #expect(LearnEndpointTests.name("GET", path) == "GET " + printed)
    #expect(LearnEndpointTests.name("p\u{0}x", path) == "p\u{0}x " + printed)
    #expect(LearnEndpointTests.name("", path) == "- " + printed)
  }

  @Test func longSegments() {
    for (segment, printed) in [
      (String(repeating: "7", count: 1 << 20), "{id}"),
      (String(repeating: "%37", count: 1 << 18), "{id}"),
      (String(repeating: "w", count: 1 << 20), "{value}"),
      (String(repeating: "%", count: 1 << 20), "{value}"),
      ("n:" + String(repeating: "%37", count: 1 << 18), "{n}"),
    ] {
      #expect(LearnEndpointTests.segment(segment) == printed)
    }
  }

  /// The rules of SPEC section 3 as regular expressions over a decoded text.
  static func slow(_ segment: String) -> String {
    var bytes: [UInt8] = []
    let sent = Array(segment.utf8)
    PercentDecoding.append(sent.span, sent.indices, plusIsBlank: false, to: &bytes)
    // One scalar per byte, so that no byte is part of another character.
    let text = String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    if text.isEmpty { return segment }
    let hex = "[0-9A-Fa-f]"
    let ids = [
      "[0-9]+", "_[0-9]+_[0-9]+", "\(hex){8}-\(hex){4}-\(hex){4}-\(hex){4}-\(hex){12}",
      "\(hex){16,}",
    ]
    for pattern in ids where matches(text, pattern) { return "{id}" }
    if let colon = text.firstIndex(of: ":"),
      matches(String(text[..<colon]), "[A-Za-z][A-Za-z0-9_-]*")
    {
      return "{" + text[..<colon] + "}"
    }
    let digits = text.count { $0 >= "0" && $0 <= "9" }
    if matches(text, "[A-Za-z][A-Za-z0-9._-]*"), text.count <= 24, digits <= 2 { return segment }
    return "{value}"
  }

  static func matches(_ text: String, _ pattern: String) -> Bool {
    guard let regex = try? Regex(pattern) else { return false }
    return (try? regex.wholeMatch(in: text)) != nil
  }

  @Test func agreesWithTheRegularExpressions() {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SplitMix(state: seed)
    let pieces = [
      "a", "f", "F", "g", "Z", "0", "9", "_", "-", ".", ":", "%3A", "%41", "%5F", "%", "%zz", "%00",
      "%C3%A9", " ", "abcd", "0123", "%2D", "~",
    ]
    var shapes: Set<String> = []
    for _ in 0..<2000 {
      let few = pieces.shuffled(using: &generator).prefix(Int.random(in: 1...5, using: &generator))
      let count = Int.random(in: 0...20, using: &generator)
      let segment = (0..<count).map { _ in few.randomElement(using: &generator) ?? "" }.joined()
      let slow = LearnEndpointTests.slow(segment)
      #expect(LearnEndpointTests.segment(segment) == slow, "seed \(seed): \(segment)")
      shapes.insert(slow == segment ? "word" : slow)
    }
    #expect(shapes.isSuperset(of: ["word", "{id}", "{value}"]), "seed \(seed)")
  }

  @Test func pathsAreTheirSegmentsOneByOne() {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SplitMix(state: seed)
    let segments = [
      "learn", "api", "v1", "courses", "_12_1", "users", "0123456789abcdef", "abcdefabcdefabcdef",
      "userName:a.b", "a-very-long-word-that-is-someones-data-and-goes-on", "", "17", "contents",
      "123e4567-e89b-12d3-a456-426614174000", "courseId%3ABIO", "a1b2c3", "x..y",
      String(repeating: "7", count: 80), String(repeating: "Ab_", count: 30),
    ]
    for _ in 0..<500 {
      let count = Int.random(in: 1...24, using: &generator)
      let path = (0..<count).map { _ in segments.randomElement(using: &generator) ?? "" } + ["end"]
      let expected = path.map(LearnEndpointTests.slow).joined(separator: "/")
      // As a log has it, and apart.
      for between in [" ", "", "\t", "  "] {
        let name = LearnEndpointTests.name(
          "GET", "/" + path.joined(separator: "/"), between: between)
        #expect(name == "GET /" + expected, "seed \(seed)")
      }
    }
  }

  @Test func tokenEndpoints() {
    func name(_ method: String) -> String {
      let bytes = Array(method.utf8)
      var output: [UInt8] = []
      LearnEndpointTests.attributor.appendTokenEndpoint(
        method: ByteSlice(0, bytes.count), bytes.span, to: &output)
      return String(decoding: output, as: UTF8.self)
    }
    #expect(name("POST") == "POST /oauth/token")
    #expect(name("put") == "put /oauth/token")
    #expect(name("") == "- /oauth/token")
  }

  @Test func namesOfEndpoints() {
    #expect(LearnEndpointTests.attributor.knewtonEndpointNames == KnewtonEndpoint.names)
    #expect(Service.allCases.map(\.name) == ["learn", "knewton", "other"])
  }
}
