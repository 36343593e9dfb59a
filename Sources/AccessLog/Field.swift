internal import Bytes

/// The fields a line may give, in the order of the SPEC's table (section 2, "Record fields"); the
/// raw value is the place in `RawFields`.
enum Field: UInt8, CaseIterable, Sendable {
  case time, duration, client, host, method, target, request, status, bytes, referer, agent, user
  case group, app, site, token, uri, origin, limit, remaining, reset
  case retryAfter, delay, exceeded, items, action, account, analytics, error, entities
  // Of inventory lines (SPEC 4.4):
  case resource, subject, value
  // Of envelopes:
  case message, log
  // Halves of a target and of a time that a format writes apart:
  case query, date, timeOfDay

  /// How many fields there are; what holds one value for each has this size.
  static let count = 38

  /// The fields of records; the rest belongs to inventory lines and envelopes.
  static let canonical = allCases.filter { $0.rawValue <= Field.entities.rawValue }

  /// The canonical name.
  var name: String { self == .retryAfter ? "retry_after" : "\(self)" }

  /// The bit of this field in `RawFields.present`.
  var bit: UInt64 { 1 &<< UInt64(rawValue) }

  /// What an access line always tells before its tail, also when it is `-`, so that no key of the
  /// tail can change it.
  static let always: UInt64 =
    Field.time.bit | Field.method.bit | Field.target.bit | Field.status.bit

  /// What no record holds and nobody reads but as a place.
  static let unread: UInt64 =
    Field.agent.bit | Field.user.bit | Field.message.bit | Field.log.bit

  /// What a server writes without escapes, being digits or an address, or what nobody reads.
  static let bare: UInt64 =
    unread | Field.time.bit | Field.duration.bit | Field.client.bit | Field.status.bit
    | Field.bytes.bit

  /// Keys of the tail of an access line; `request` is none of them.
  static func tailKeys() -> KeyTable {
    var keys = KeyTable()
    for field in canonical where field != .request {
      keys.insert(parent: 0, key: Array(field.name.utf8), value: Int(field.rawValue))
    }
    return keys
  }
}
