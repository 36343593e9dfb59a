internal import Foundation

/// How the program ends (SPEC section 8).
enum ExitStatus: Int32, Error {
  /// Complete, nothing at or above `--fail-on`.
  case clean = 0
  /// Complete, findings at or above it.
  case findings = 1
  /// Something could not be read.
  case incomplete = 2
  /// Bad arguments or policy.
  case usage = 64
  /// A fault of the program itself.
  case fault = 70
  /// Outputs could not be written.
  case cannotWrite = 74
  case interrupted = 130
  case terminated = 143
}

/// Why a command ends early, with the sentence for the user.
struct Failure: Error {
  var status: ExitStatus
  var message: String

  /// Bad arguments or policy: nothing was read.
  static func usage(_ message: String) -> Failure { Failure(status: .usage, message: message) }

  /// Inputs could not be read, and the rest is too little to go on with.
  static func incomplete(_ message: String) -> Failure {
    Failure(status: .incomplete, message: message)
  }

  /// Outputs could not be written.
  static func cannotWrite(_ message: String) -> Failure {
    Failure(status: .cannotWrite, message: message)
  }
}

extension Program {
  /// Ends the program.
  static func exit(_ status: ExitStatus) -> Never {
    Foundation.exit(status.rawValue)
  }
}
