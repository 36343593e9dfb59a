internal import AccessLog
internal import ArgumentParser
internal import Bytes
internal import Foundation

/// How a command line says what its logs look like.
struct FormatOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Log format: auto, a name that quota-audit formats lists, or nginx:... or apache:... and the "
        + "server's own log_format or LogFormat.", valueName: "format"),
    completion: .list(FormatOptions.names))
  var format: String?

  @Option(
    help: ArgumentHelp(
      "nginx or Apache configuration that declares the log format; the format's name behind a colon "
        + "where it declares several.", valueName: "file[:name]"),
    completion: .file())
  var formatFrom: String?

  /// All names that `--format` takes.
  static let names = ["auto"] + LogFormat.allCases.map(\.name) + LogFormat.extendedNames

  /// The format of all logs, nil to decide for each; reads nothing but the configuration file.
  func resolve() throws(Failure) -> LogFormat? {
    if let place = formatFrom {
      guard format == nil else {
        throw .usage(
          "--format and --format-from both say what the logs look like; give one of them")
      }
      return try FormatOptions.declared(in: place)
    }
    guard let name = format, name != "auto" else { return nil }
    if let format = LogFormat.named(name) { return format }
    guard LogFormat.isDeclaration(name) else { throw FormatOptions.unknown(name) }
    do throws(FormatError) {
      return try LogFormat(declaration: name)
    } catch {
      throw .usage("--format: " + error.sentence)
    }
  }

  private static func unknown(_ name: String) -> Failure {
    let nearest = NearestName.of(name, in: names).map { "; did you mean \"\($0)\"?" } ?? ""
    return .usage(
      "--format \"\(name)\" is not known; give auto, a name that quota-audit formats lists, or "
        + "nginx:... or apache:... and the server's own declaration\(nearest)")
  }

  /// The declaration at `FILE` or `FILE:NAME`. A path may hold colons: one that exists as it stands is
  /// the file.
  private static func declared(in place: String) throws(Failure) -> LogFormat {
    var path = place
    var name: String?
    if !FileManager.default.fileExists(atPath: place), let colon = place.lastIndex(of: ":") {
      path = String(place[..<colon])
      name = String(place[place.index(after: colon)...])
    }
    let shown = SecretMask.masked(path)
    let content: [UInt8]
    do {
      content = try SettingsFile.read(path)
    } catch {
      throw .usage("--format-from \"\(shown)\" cannot be read: \(error.reason)")
    }
    do throws(FormatError) {
      return try LogFormat.declared(in: content, file: path, named: name)
    } catch {
      throw .usage("--format-from: " + error.sentence)
    }
  }
}
