internal import ArgumentParser
internal import AuditPipeline
internal import Bytes
internal import LimitCatalog

/// What standard input is, where it holds the bytes of a file that lies elsewhere.
struct NameOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Path of the file whose bytes come by standard input, the only log: usage and reports are those of "
        + "that file, read where it lies.", valueName: "path"))
  var name: String?

  @Option(
    help: ArgumentHelp(
      "Why the file of --name could not be opened: not-found, no-files (a directory without any), denied or "
        + "unreadable. Standard input is not read then, and the run is incomplete.",
      valueName: "cause"),
    completion: .list(InputFault.allCases.map(\.rawValue)))
  var missing: String?

  /// Puts the options into a request for `logs`; reads nothing.
  func apply(to request: inout AuditRequest, logs: [String]) throws(Failure) {
    guard let name else {
      guard missing == nil else {
        throw .usage("--missing says why a file could not be opened; name it with --name")
      }
      return
    }
    guard logs == ["-"] else {
      throw .usage(
        "--name says what standard input holds; give - as the only log, or leave --name out")
    }
    if name.isEmpty || name == "-" {
      throw .usage(
        "--name \"\(name)\" is no path; name the file whose bytes come by standard input")
    }
    request.standardInputName = RawArguments.bytes(of: name)
    guard let missing else { return }
    guard let fault = InputFault(rawValue: missing) else {
      throw .unknown(
        "--missing", SecretMask.masked(missing), known: InputFault.allCases.map(\.rawValue))
    }
    request.standardInputFault = fault
  }
}
