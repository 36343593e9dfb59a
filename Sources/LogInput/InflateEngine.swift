/// The engines that are compiled in. Which one reads an input shows in no number (SPEC section 2).
public enum InflateEngine: Sendable, CaseIterable {
  /// zlib: the reference, whose bytes and verdict count.
  case zlib
  #if ISAL
    /// ISA-L, several times as fast; hands what it does not take over to zlib.
    case isal
  #endif

  /// The fastest.
  public static var preferred: InflateEngine {
    #if ISAL
      .isal
    #else
      .zlib
    #endif
  }

  /// Name and version of the library, e.g. `zlib 1.2.13`.
  public var name: String {
    switch self {
    case .zlib: ZlibInflater.libraryName
    #if ISAL
      case .isal: ISALInflater.libraryName
    #endif
    }
  }

  /// All engines in use, the fastest first, e.g. `ISA-L 2.30, zlib 1.2.13`.
  public static var description: String {
    allCases.reversed().map(\.name).joined(separator: ", ")
  }

  /// A new engine of this kind.
  func makeInflater() -> any Inflater {
    switch self {
    case .zlib: ZlibInflater()
    #if ISAL
      case .isal: ISALInflater()
    #endif
    }
  }
}
