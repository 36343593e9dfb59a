public import Bytes

/// Finds access tokens inside names and puts their shown form in their place (SPEC section 7: tokens
/// are never written anywhere).
///
/// A log may repeat a token where it does not belong: as a group, in the path of an application URI,
/// as an entity's id, in a file's name. Tokens below eight bytes are left alone: they are part of
/// too many words, and no secret.
public struct TokenMask: Sendable {
  private static let shortest = 8

  /// Tokens that may occur in one of the names, in lower case, ascending; and what is shown for them.
  private let tokens: [(folded: [UInt8], shown: [UInt8])]

  /// A mask for `names`, all that will be printed.
  ///
  /// There may be millions of tokens and few names: so the names are cut into runs of eight bytes, and
  /// only tokens that begin with one of these are looked for. Letters' case is ignored, as sites and
  /// origins are printed in lower case.
  public init(tokens: [ByteString], names: Set<ByteString>) {
    var runs: Set<[UInt8]> = []
    for name in names where name.bytes.count >= TokenMask.shortest {
      let folded = TokenMask.folded(name.bytes)
      for start in 0...(folded.count - TokenMask.shortest) {
        runs.insert(Array(folded[start..<start + TokenMask.shortest]))
      }
    }
    var candidates: [(folded: [UInt8], shown: [UInt8])] = []
    for token in tokens where token.bytes.count >= TokenMask.shortest {
      let folded = TokenMask.folded(token.bytes)
      guard runs.contains(Array(folded.prefix(TokenMask.shortest))) else { continue }
      candidates.append((folded, TokenHash.shown(token).bytes))
    }
    self.tokens = candidates.sorted { left, right in
      left.folded != right.folded
        ? left.folded.lexicographicallyPrecedes(right.folded)
        : left.shown.lexicographicallyPrecedes(right.shown)
    }
  }

  /// Whether no name can hold a token.
  var isEmpty: Bool { tokens.isEmpty }

  /// The name with every token replaced by its shown form.
  public func masked(_ name: ByteString) -> ByteString {
    guard !tokens.isEmpty, name.bytes.count >= TokenMask.shortest else { return name }
    let folded = TokenMask.folded(name.bytes)
    var result: [UInt8] = []
    var position = 0
    while position < folded.count {
      if let token = longestToken(at: folded[position...]) {
        result += token.shown
        position += token.folded.count
      } else {
        result.append(name.bytes[position])
        position += 1
      }
    }
    return ByteString(result)
  }

  /// The longest token that `rest` starts with; O(length x log n).
  ///
  /// Every token that is a start of `rest` is not above it, and the longest of them is the greatest. The
  /// greatest token not above it either is one, or shares less with it than any that is above that part.
  private func longestToken(at rest: ArraySlice<UInt8>) -> (folded: [UInt8], shown: [UInt8])? {
    var rest = rest
    while rest.count >= TokenMask.shortest {
      let index = firstIndex(above: rest) - 1
      guard index >= 0 else { return nil }
      let shared = zip(tokens[index].folded, rest).prefix { $0 == $1 }.count
      if shared == tokens[index].folded.count {
        // Tokens that differ in case only: the first of them, as if there were no others.
        let equal = tokens[index].folded
        let first = tokens[..<index].lastIndex { $0.folded != equal }.map { $0 + 1 } ?? 0
        return tokens[first]
      }
      rest = rest.prefix(shared)
    }
    return nil
  }

  /// Index of the first token that sorts behind `bytes`.
  private func firstIndex(above bytes: ArraySlice<UInt8>) -> Int {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if bytes.lexicographicallyPrecedes(tokens[middle].folded) {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }

  private static func folded(_ bytes: [UInt8]) -> [UInt8] { bytes.map(Ascii.lowercased) }
}

extension AuditReport {
  /// The report with every token that one of its names holds replaced by its shown form.
  ///
  /// Ids and the order of rows stay those of the names as logged, so that they are the same in every
  /// run.
  public func masking(tokens: [ByteString]) -> AuditReport {
    var names: Set<ByteString> = []
    var collector = self
    collector.mapNames { name in
      names.insert(name)
      return name
    }
    let mask = TokenMask(tokens: tokens, names: names)
    guard !mask.isEmpty else { return self }
    var result = self
    result.mapNames { mask.masked($0) }
    return result
  }

  /// Replaces every name that came from logs, file names or the policy.
  private mutating func mapNames(_ transform: (ByteString) -> ByteString) {
    func text(_ value: String) -> String { transform(ByteString(value)).text }
    if let name = policy?.name { policy?.name = text(name) }
    status.reasons = status.reasons.map(text)
    for index in inputs.indices {
      inputs[index].path = transform(inputs[index].path)
      // Only a declaration is a text of the user's.
      if inputs[index].format.contains(":") { inputs[index].format = text(inputs[index].format) }
      inputs[index].duplicateOf = inputs[index].duplicateOf.map(transform)
    }
    for index in formatNotes.indices {
      formatNotes[index].format = text(formatNotes[index].format)
      formatNotes[index].notes = formatNotes[index].notes.map(text)
    }
    for index in coverage.endsEarly.indices {
      coverage.endsEarly[index].path = transform(coverage.endsEarly[index].path)
    }
    for index in groups.indices { groups[index].mapNames(transform) }
    if var tried = whatIf {
      for index in tried.groups.indices {
        tried.groups[index].group = transform(tried.groups[index].group)
      }
      for index in tried.endpoints.indices {
        tried.endpoints[index].endpoint = transform(tried.endpoints[index].endpoint)
      }
      whatIf = tried
    }
    for index in pairs.indices {
      pairs[index].client = transform(pairs[index].client)
      pairs[index].uri = transform(pairs[index].uri)
    }
    for index in triples.indices {
      triples[index].uri = transform(triples[index].uri)
      triples[index].endpoint = transform(triples[index].endpoint)
    }
    for index in endpoints.indices {
      endpoints[index].endpoint = transform(endpoints[index].endpoint)
    }
    for index in findings.indices {
      for part in findings[index].subject.indices where findings[index].subject[part].key != "token"
      {
        findings[index].subject[part].value = transform(findings[index].subject[part].value)
      }
      if let witness = findings[index].witness {
        findings[index].witness?.input = transform(witness.input)
      }
    }
  }
}

extension GroupReport {
  fileprivate mutating func mapNames(_ transform: (ByteString) -> ByteString) {
    group = transform(group)
    for index in applications.indices {
      applications[index].app = transform(applications[index].app)
    }
    sites.overQuota = sites.overQuota.map(transform)
    for index in sites.list.indices { sites.list[index].site = transform(sites.list[index].site) }
  }
}
