internal import Bytes
internal import Usage

/// Tells which entries of usage a partner view is about.
struct ScopeFilter {
  let scope: ReportScope
  /// Under a key tokens are also known by the pseudonyms that reports show then.
  private let pseudonyms: Pseudonyms?
  /// The token that was read last: its entries follow each other.
  private var lastToken: (token: CallerToken, isMeant: Bool)?

  init(_ scope: ReportScope, pseudonyms: Pseudonyms?) {
    self.scope = scope
    self.pseudonyms = pseudonyms
  }

  /// Whether the entry is the scope's own. What is summed over callers is nobody's own, and neither are
  /// entities, which no request names as a partner's, nor applications seen in several groups.
  mutating func concerns(_ entry: UsageEntry) -> Bool {
    switch entry {
    case .group(let usage):
      scope.kind == .group && usage.isJudged && usage.name == scope.name
    case .pair(let usage): scope.kind == .uri && usage.uri == scope.name
    case .triple(let usage): concerns(usage.token, usage.uri)
    case .softLimited(let usage), .violation(_, let usage, _): concerns(usage.token, usage.uri)
    case .endpoint, .membership, .subject, .token, .day: false
    }
  }

  private mutating func concerns(_ token: CallerToken, _ uri: ByteString) -> Bool {
    switch scope.kind {
    case .group: return false
    case .uri: return uri == scope.name
    case .token:
      if let lastToken, lastToken.token == token { return lastToken.isMeant }
      let shown = token.shown
      let isMeant =
        shown != .dash && (shown == scope.name || pseudonyms?.token(shown) == scope.name)
      lastToken = (token, isMeant)
      return isMeant
    }
  }
}
