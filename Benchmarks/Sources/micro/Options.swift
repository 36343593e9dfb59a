internal import LogSimulation

/// What the command line asks for.
struct Options {
  /// What may be given.
  static let usage =
    "usage: micro [--lines N] [--runs N] [--only NAME] [--tiny] [--check]"

  /// Lines of the simulated night.
  var lines = 300_000
  /// Runs of each benchmark, in turn.
  var runs = 7
  /// Only benchmarks whose name starts so.
  var only = ""
  /// Whether to fail where a bar is missed.
  var checks = false

  /// Reads the arguments behind the program's name.
  init(_ arguments: ArraySlice<String>) throws(BenchmarkFault) {
    var rest = arguments
    while let argument = rest.popFirst() {
      switch argument {
      case "--lines": lines = try Options.number(argument, rest.popFirst())
      case "--runs": runs = try Options.number(argument, rest.popFirst())
      case "--only": only = rest.popFirst() ?? ""
      // Once through everything, for the tests: the numbers say nothing.
      case "--tiny": (lines, runs) = (NightSimulation.minimumLines(nodes: 1), 1)
      case "--check": checks = true
      default: throw .argument("\(argument) is no argument")
      }
    }
    lines = max(lines, NightSimulation.minimumLines(nodes: 1))
  }

  private static func number(_ option: String, _ text: String?) throws(BenchmarkFault) -> Int {
    guard let number = text.flatMap({ Int($0) }), (1...100_000_000).contains(number) else {
      throw .argument("\(option) takes a number from 1 to 100,000,000")
    }
    return number
  }
}
