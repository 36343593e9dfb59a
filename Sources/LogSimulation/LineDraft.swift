/// A line before it is written: when, who and the numbers its text is drawn from.
struct LineDraft: Sendable {
  /// What the line is.
  enum Kind: Sendable {
    /// A request of a developer group; `actor` is the group's rank, `detail` site x 4 + app.
    case learn
    /// A request with a token; `actor` is the token's rank.
    case triple
    /// A request with a token, refused.
    case refusedTriple
    /// A request without a token; `actor` is the partner.
    case pair
    /// A request without a token, refused.
    case refusedPair
    case browser, badField, other, blank, malformed
    /// `actor` is the number of the planted line.
    case planted
  }

  var kind: Kind
  /// Milliseconds since the start of the night.
  var arrival: Int32
  /// Milliseconds; servers log a request when it ends.
  var duration: Int32
  /// Who asks, see `Kind`.
  var actor: Int32
  /// Further choice, see `Kind`.
  var detail: Int32 = 0
  /// Rank of the operation, for sessions.
  var operation: Int32 = 0
  /// Number of the request within its session.
  var step: Int32 = 0
  /// Number of the session, random.
  var session: UInt64 = 0
}
