import AccessLog
import Attribution
import Bytes
import LimitCatalog

/// A request as texts, so that tests read like log lines.
struct Request {
  var method = "GET"
  var target = ""
  var host = ""
  var token = ""
  var status: UInt16 = 200
  var action = GoalAction.unknown

  /// A request line.
  init(_ method: String, _ target: String) {
    self.method = method
    self.target = target
  }

  /// The record and its bytes; the texts stand behind some others, as in a batch.
  func record() -> (Record, [UInt8]) {
    var bytes = Array("/v0/accounts?x=y ".utf8)
    func add(_ text: String) -> ByteSlice {
      let start = bytes.count
      bytes += text.utf8
      let slice = ByteSlice(start, bytes.count)
      bytes.append(0x2F)
      return text.isEmpty ? .absent : slice
    }
    var record = Record()
    record.method = add(method)
    record.target = add(target)
    record.host = add(host)
    record.token = add(token)
    record.status = status
    record.action = action
    return (record, bytes)
  }

  /// What the attributor makes of it.
  func match(_ attributor: Attributor = Attributor(policy: .standard)) -> Match {
    let (record, bytes) = record()
    let match = attributor.match(record, bytes.span)
    func text(_ slice: ByteSlice) -> String {
      String(decoding: bytes[slice.range], as: UTF8.self)
    }
    return Match(
      service: match.service, endpoint: match.endpoint, isExcluded: match.isExcluded,
      isAuthenticated: match.isAuthenticated, path: text(match.path),
      relativePath: text(match.relativePath), query: text(match.query),
      parameters: (0..<3).map { text(match.parameters[$0]) }.filter { !$0.isEmpty })
  }
}

/// A match with its slices as texts.
struct Match: Equatable {
  var service: Service
  var endpoint: KnewtonEndpoint
  var isExcluded: Bool
  var isAuthenticated: Bool
  var path: String
  var relativePath: String
  var query: String
  var parameters: [String]
}

/// Runs one of the appending functions over a text.
func appended(_ text: String, _ body: (Span<UInt8>, Range<Int>, inout [UInt8]) -> Void) -> String {
  let bytes = Array("/@".utf8) + Array(text.utf8) + Array(":1/@".utf8)
  var output = Array("<".utf8)
  body(bytes.span, 2..<bytes.count - 4, &output)
  return String(decoding: output.dropFirst(), as: UTF8.self)
}

/// A seeded generator (Steele, Lea, Flood: "Fast splittable pseudorandom number generators").
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
