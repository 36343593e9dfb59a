internal import ArgumentParser
internal import Bytes
internal import Foundation

/// Words that were meant as a command: where none is named the command is `audit`, and takes them for logs.
enum MistypedCommand {
  /// Refuses a first log that is not there and is a command, or nearly one. Nothing was written: an audit
  /// of a log that is missing replaces the reports of an earlier run.
  static func check(_ logs: [String]) throws(Failure) {
    guard let word = logs.first, !isAuditNamed, !exists(word) else { return }
    let commands = QuotaAudit.configuration.subcommands.compactMap {
      $0.configuration.commandName
    }
    guard let command = NearestName.of(word, in: commands + ["help"]) else { return }
    let shown = SecretMask.masked(word)
    if command == word {
      throw .usage(
        "\"\(shown)\" is no file, and a command comes before all options: quota-audit \(command) ..."
      )
    }
    throw .usage(
      "\"\(shown)\" is neither a command nor a file; did you mean \(command)? A log of that name is "
        + "given as quota-audit audit \(shown)")
  }

  /// Whether `audit` is named, so that all words behind it are logs.
  private static var isAuditNamed: Bool {
    CommandLine.arguments.dropFirst().first == AuditCommand.configuration.commandName
  }

  /// Whether anything has this path, a link that leads nowhere too.
  private static func exists(_ path: String) -> Bool {
    path == "-" || (try? FileManager.default.attributesOfItem(atPath: path)) != nil
  }
}
