internal import Bytes

extension PolicyError {
  /// `line 3, column 5: ...`: what is wrong, in the user's own words, and how to mend it.
  ///
  /// Nothing that looks like an access token is repeated.
  public var sentence: String { "line \(line), column \(column): \(kind.sentence)" }
}

extension PolicyError.Kind {
  /// The fault without its place.
  var sentence: String {
    switch self {
    case .notUTF8:
      return "the file is not UTF-8 text"
    case .tooLarge(let limit):
      return "the file is larger than \(limit >> 20) MiB, which no policy is"
    case .syntax(let problem):
      return "not valid YAML: \(problem)"
    case .alias(let name):
      return "YAML aliases are not read here: write out what \(quoted("*" + name)) stands for, or "
        + "rename one if it is only text"
    case .keyIsNoText(let section):
      return "a key \(place(section)) is a list or a mapping; keys are texts"
    case .unknownKey(let key, let section, let known):
      return "unknown key \(quoted(key)) \(place(section)); \(hint(key, known))"
    case .duplicateKey(let key, let section, let firstLine):
      guard let firstLine else {
        return "key \(quoted(key)) is given more than once in one mapping, first here"
      }
      return "key \(quoted(key)) \(place(section)) was already given in line \(firstLine)"
    case .badValue(let path, let found, let expected):
      return "\(place(path, preposition: "")) must be \(expected.words), not \(found.words)"
    case .unknownName(let name, let path, let known):
      return "\(place(path, preposition: "")) cannot be \(quoted(name)); \(hint(name, known))"
    case .missingKey(let key, let section):
      return "key `\(key)` is missing \(place(section)); each item has to have it"
    case .waiverTarget:
      return
        "a waiver has either an `id` or a `rule`: give the 16 digits of one finding, or a rule and "
        + "the `subject` it is about"
    case .subjectOfID:
      return "`subject` goes with `rule`; an `id` names one finding already"
    case .applicationInTwoGroups(let application, let group, let other, let otherLine):
      return "application \(quoted(application)) is listed in group \(quoted(group)) and in group "
        + "\(quoted(other)) (line \(otherLine)); an application belongs to one group"
    }
  }

  /// What the user may have meant, or could have written.
  private func hint(_ name: String, _ known: [String]) -> String {
    if let nearest = NearestName.of(name, in: known) { return "did you mean `\(nearest)`?" }
    return "expected one of " + known.map { "`\($0)`" }.joined(separator: ", ")
  }

  private func place(_ path: [String], preposition: String = "in ") -> String {
    path.isEmpty
      ? (preposition.isEmpty ? "the policy" : "at the top level")
      : preposition + quoted(path.joined(separator: "."))
  }
}

extension PolicyError.Expected {
  /// After "must be".
  var words: String {
    switch self {
    case .mapping: return "keys with values"
    case .list: return "a list, such as [a, b]"
    case .text: return "a text"
    case .boolean: return "true or false"
    case .integer(let range):
      guard range == PolicyNode.quotaRange else {
        return "an integer from \(range.lowerBound) to \(range.upperBound)"
      }
      return "an integer from 1, of at most 18 digits"
    case .percentage: return "a percentage from 0 to 100, such as 0.5"
    case .path: return "a path that starts with `/`"
    case .host: return "a host name"
    case .groupName: return "named by the groups' names"
    case .waiver:
      return "keys with values, such as {rule: learn.calls, subject: {group: acme-*}, owner: ops, "
        + "reason: migration, expires: 2026-12-31}"
    case .findingID: return "the id of a finding, 16 digits of 0-9 and a-f"
    case .date: return "a day such as 2026-12-31"
    case .bothDirections: return "two quotas, such as {assign: 10, unassign: 100}"
    }
  }
}

extension PolicyError.Found {
  /// After "not".
  var words: String {
    switch self {
    case .mapping: "keys with values"
    case .list: "a list"
    case .nothing: "empty"
    case .text(let text): quoted(text)
    }
  }
}

/// A user's own text in backticks: tokens masked, controls escaped, at most 60 characters.
private func quoted(_ text: String) -> String {
  var result = ""
  var length = 0
  for scalar in SecretMask.masked(text).unicodeScalars {
    guard length < 60 else {
      result += "…"
      break
    }
    length += 1
    // Controls and invisible direction marks could rewrite the line they are printed on.
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator:
      result += "\\u{" + String(scalar.value, radix: 16) + "}"
    default:
      result.unicodeScalars.append(scalar)
    }
  }
  return "`" + result + "`"
}
