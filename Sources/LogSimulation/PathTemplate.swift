/// A request target with slots such as `{course}`, parsed once.
struct PathTemplate: Sendable {
  /// What fills a slot.
  enum Slot: String, Sendable, CaseIterable {
    /// Learn ids, as `_123_1` or by another key, the same for a whole session.
    case course, user
    /// Learn ids, `_123_1`, of one request.
    case content, column, attempt, member
    /// `offset=200&limit=100`, further with every step of a session.
    case page
    /// Knewton ids of one request.
    case instance, registration, goal, accountID
    /// Query of a `rows` endpoint: dates, page size and a few ids, all below their limits.
    case rows
    /// Query of `learners-to-watch`: a few ids.
    case watched
  }

  private enum Piece: Sendable {
    case literal([UInt8])
    case slot(Slot)
  }

  /// How many distinct Knewton ids there are; it grows with the night so that no id is overworked.
  struct IDSpace: Sendable {
    /// Learning instances.
    var instances: Int
    /// Registrations, and as many accounts.
    var registrations: Int
  }

  private let pieces: [Piece]
  /// Whether the target pages through a list.
  let isPaged: Bool

  /// The template spelled `text`; `{x}` of an unknown x stays as it is.
  init(_ text: String) {
    var pieces: [Piece] = []
    var paged = false
    for (index, part) in text.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
      guard index > 0 else {
        pieces.append(.literal(Array(part.utf8)))
        continue
      }
      let halves = part.split(separator: "}", maxSplits: 1, omittingEmptySubsequences: false)
      if halves.count == 2, let slot = Slot(rawValue: String(halves[0])) {
        pieces.append(.slot(slot))
        pieces.append(.literal(Array(halves[1].utf8)))
        paged = paged || slot == .page
      } else {
        pieces.append(.literal(Array("{\(part)".utf8)))
      }
    }
    self.pieces = pieces
    isPaged = paged
  }

  /// Appends the target of step `step` of the session whose number is `session`.
  func append(
    to target: inout [UInt8], session: UInt64, step: Int, ids: IDSpace, random: inout RandomBits
  ) {
    for piece in pieces {
      switch piece {
      case .literal(let bytes): target += bytes
      case .slot(let slot):
        switch slot {
        case .course: target.appendCourse(session)
        case .user: target.appendUser(RandomBits.mixed(session))
        case .content, .column, .attempt, .member: target.appendLearnID(random.next())
        case .page:
          target += "offset=".utf8
          target.appendDecimal(step * 100)
          target += "&limit=100".utf8
        case .instance: target.appendKnewtonID(random.below(ids.instances), kind: 1)
        case .registration: target.appendKnewtonID(random.below(ids.registrations), kind: 2)
        case .goal: target.appendKnewtonID(random.below(1 << 30), kind: 3)
        case .accountID: target.appendKnewtonID(random.below(ids.registrations), kind: 4)
        case .rows: target.appendRowsQuery(&random)
        case .watched: target.appendIDList("taxon_id", random.within(1...8), &random)
        }
      }
    }
  }
}
