extension FormatNotice {
  /// The notice for a user: quotes the directive and says what becomes of its values.
  public var sentence: String {
    switch self {
    case .unknownDirective(let directive):
      "the directive \"\(directive)\" is not known; its values are skipped"
    }
  }
}
