internal import Bytes
public import Usage

/// What earlier runs know that tonight's verdicts rest on as well.
public struct EarlierNights: Sendable {
  /// Usage that may share windows with tonight's, nil where none is kept.
  public var usage: EarlierUsage?
  /// Sites known of a group, by its name.
  private let sites: [ByteString: [SiteRegistration]]

  /// What is known of these sites, in any order, and this usage.
  public init(usage: EarlierUsage?, registrations: [SiteRegistration]) {
    self.usage = usage
    sites = Dictionary(grouping: registrations, by: \.group)
  }

  /// Sites on which a row of the report's groups was seen before.
  func registrations(of group: ByteString) -> [SiteRegistration] { sites[group] ?? [] }
}
