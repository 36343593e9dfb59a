internal import ArgumentParser
internal import AuditPipeline
internal import Findings

/// Options that say how much of people's names reports show.
struct PrivacyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "standard: tokens hashed, all else shown; strict: client addresses and user ids as pseudonyms by "
        + "the key of --key-file.", valueName: "level"),
    completion: .list(["standard", "strict"]))
  var privacy = "standard"

  @Option(
    help: ArgumentHelp(
      "File of at least 16 secret bytes, mode 0600, that pseudonyms and hashes of tokens are made by; "
        + "its key id is printed, never the key.", valueName: "file"),
    completion: .file())
  var keyFile: String?

  /// The pseudonyms to show, nil for none; reads the key file.
  func pseudonyms() throws(Failure) -> Pseudonyms? {
    guard let level = PrivacyLevel(rawValue: privacy) else {
      throw .unknown("--privacy", privacy, known: PrivacyLevel.allCases.map(\.rawValue))
    }
    guard let path = keyFile else {
      if level == .standard { return nil }
      throw .usage(
        "--privacy strict needs a key for its pseudonyms; use: "
          + "(umask 077; openssl rand -hex 32 > audit.key) and give --key-file audit.key")
    }
    do throws(KeyFileRefusal) {
      return Pseudonyms(key: try KeyFile.read(path), level: level)
    } catch {
      throw .usage(error.sentence)
    }
  }

  /// Refuses the options where no report is written: judged shards hold names whole.
  func refuse(beside option: String) throws(Failure) {
    guard privacy != PrivacyLevel.standard.rawValue || keyFile != nil else { return }
    throw .usage(
      "--privacy and --key-file are about reports, and \(option) writes none; give them to "
        + "quota-audit combine")
  }
}
