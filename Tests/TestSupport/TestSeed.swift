internal import Foundation

/// The seed of a random test: printed, so that a failure can be repeated, and settable.
public enum TestSeed {
  /// `QUOTA_AUDIT_SEED` if it is set, else `usual`; prints it beside the name of the test.
  public static func seed(_ usual: UInt64, of test: String = #function) -> UInt64 {
    let text = ProcessInfo.processInfo.environment["QUOTA_AUDIT_SEED"]
    let seed = text.flatMap { UInt64($0) } ?? usual
    print("\(test): QUOTA_AUDIT_SEED=\(seed)")
    return seed
  }

  /// How often a random test is repeated: the environment variable `name` if it is set, else `usual`.
  public static func rounds(_ name: String, usual: Int) -> Int {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? usual
  }
}
