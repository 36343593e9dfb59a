internal import ArgumentParser
internal import Bytes
internal import Findings
internal import Foundation

/// The option of every command that writes reports: whose clock stands beside UTC.
struct TimeZoneOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Show times of a zone beside UTC in HTML and Markdown, e.g. America/New_York; no number "
        + "depends on it.", valueName: "name"))
  var timeZone: String?

  /// The zone, nil where none is named; a name that the IANA database does not have ends the program.
  func resolve() throws(Failure) -> LocalZone? {
    guard let name = timeZone else { return nil }
    // Foundation also takes `EST` or `GMT+5` for a zone, which say nothing about summer time.
    guard TimeZoneOption.isName(name), let zone = TimeZone(identifier: name) else {
      let nearest = TimeZoneOption.nearest(to: name).map { "; did you mean \"\($0)\"?" } ?? ""
      throw .usage(
        "--time-zone \"\(SecretMask.masked(name))\" is not known; give the IANA name of a zone, such "
          + "as Europe/Berlin or UTC\(nearest)")
    }
    return LocalZone(name: name) { instant in
      zone.secondsFromGMT(
        for: Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000))
    }
  }

  private static func isName(_ name: String) -> Bool {
    name == "UTC" || (name.contains("/") && !name.contains(".."))
  }

  /// The known name that is meant: the nearest, or one whose place is the word.
  private static func nearest(to name: String) -> String? {
    let known = TimeZone.knownTimeZoneIdentifiers.sorted()
    if let nearest = NearestName.of(name, in: known) { return nearest }
    let places = known.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    guard let place = NearestName.of(name, in: places) else { return nil }
    return zip(known, places).first { $0.1 == place }?.0
  }
}
