public import Bytes
public import LimitCatalog
internal import Usage

/// Whom a partner view is about: one developer group, or one token or application URI of Knewton.
///
/// A view is judged from the usage of its scope alone, so that nothing of others is in the report
/// that could be rendered; docs/partner-view.md says field by field what becomes of the rest.
public struct ReportScope: Sendable, Equatable, Codable {
  /// What a scope can be.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// A row of the report's groups.
    case group
    /// Requests with one access token.
    case token
    /// Requests of one application URI, authenticated or not.
    case uri
  }

  /// What `name` names.
  public var kind: Kind
  /// The name as logged; of a token its shown form, `tok_` and 16 hexadecimal digits.
  public var name: ByteString

  /// A scope of this name.
  public init(_ kind: Kind, _ name: ByteString) {
    self.kind = kind
    self.name = name
  }

  /// The scope of a token, given as reports show it or as it is sent, with or without `Bearer`;
  /// the token itself is not kept.
  public init(token text: ByteString) {
    self.init(.token, ReportScope.isShown(text) ? text : ReportScope.shown(text))
  }

  /// Whether a quota tried, by its key in the policy, says nothing of another group. A row of a group on
  /// one site has the quotas of its group.
  public func mayShow(quota key: String, partition: Partition = .group) -> Bool {
    guard key.hasPrefix("groups.") else { return true }
    guard kind == .group else { return false }
    var groups = [name.text[...]]
    // A site's name holds no blanks, a group's may.
    if partition == .groupAndSite, let joint = name.text.ranges(of: " + ").last {
      groups.append(name.text[..<joint.lowerBound])
    }
    return groups.contains { group in
      ["calls_per_day", "sites"].contains { key == "groups.\(group).\($0)" }
    }
  }

  /// Whether the text is `tok_` and 16 lower-case hexadecimal digits.
  static func isShown(_ text: ByteString) -> Bool {
    text.bytes.count == ShownToken.length && ShownToken.starts(text.bytes[...])
  }

  private static func shown(_ token: ByteString) -> ByteString {
    let scheme = Array("bearer ".utf8)
    let start = token.bytes.prefix(scheme.count).map(Ascii.lowercased)
    let rest = start == scheme ? token.bytes.dropFirst(scheme.count) : token.bytes[...]
    return CallerToken(ByteString(Array(rest.drop { $0 == 0x20 }))).shown
  }
}

/// How reports show tokens (SPEC section 7).
enum ShownToken {
  static let head = Array("tok_".utf8)
  private static let digits = 16
  /// Bytes of a shown token.
  static let length = 20

  /// Whether `rest` starts with a shown token.
  static func starts(_ rest: ArraySlice<UInt8>) -> Bool {
    rest.count >= length && rest.starts(with: head)
      && rest.dropFirst(head.count).prefix(digits).allSatisfy {
        Ascii.isDigit($0) || (0x61...0x66).contains($0)
      }
  }
}

extension AuditReport {
  /// Whether this is a partner view of somebody who is not in the logs.
  public var isViewOfNobody: Bool {
    scope != nil && groups.isEmpty && findings.isEmpty && totals.pairs.count == 0
      && totals.triples.count == 0
  }
}
