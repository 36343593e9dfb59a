public import Bytes
internal import Crypto
public import Usage

/// Finds access tokens inside names and puts their shown form in their place (SPEC section 7: tokens
/// are never written anywhere).
///
/// A log may repeat a token where it does not belong: as a group, in the path of an application URI,
/// as an entity's id, in a file's name. Tokens below eight bytes are left alone: they are part of
/// too many words, and no secret.
public struct TokenMask: Sendable {
  private static let shortest = 8

  /// The names that will be printed, in lower case, ascending.
  private let names: [[UInt8]]
  /// Where texts of a length stand in the names, by the first eight bytes of their SHA-256.
  private var texts: [Int: [UInt64: [Place]]] = [:]
  /// Tokens that occur in one of the names, in lower case, ascending; and what is shown for them.
  private var tokens: [(folded: [UInt8], shown: [UInt8])] = []

  private struct Place {
    var name: Int32
    var start: Int32
  }

  /// A mask for what `holder` prints.
  ///
  /// There may be millions of tokens, known by their digests, and few names: so every text of a token's
  /// length inside a name is hashed once. Letters' case is ignored, as sites and origins are printed in
  /// lower case.
  public init(for holder: some NameHolder) {
    var names: Set<ByteString> = []
    var collector = holder
    collector.mapNames { name in
      names.insert(name)
      return name
    }
    self.init(names: names)
  }

  /// A mask for a few names that has seen these tokens.
  public init(tokens: [ByteString], names: Set<ByteString>) {
    self.init(names: names)
    for token in tokens { add(CallerToken(token), TokenTrace(token)) }
    finish()
  }

  /// A mask for these names that has seen no token.
  init(names: Set<ByteString>) {
    self.names = Set(names.map { TokenMask.folded($0.bytes) })
      .sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Looks for one more token in the names.
  public mutating func add(_ token: CallerToken, _ trace: TokenTrace) {
    let length = trace.length
    guard length >= TokenMask.shortest else { return }
    if texts[length] == nil { texts[length] = places(of: length) }
    guard let places = texts[length]?[TokenMask.word(trace.foldedDigest)] else { return }
    for place in places {
      let start = Int(place.start)
      let text = Array(names[Int(place.name)][start..<start + length])
      if Array(SHA256.hash(data: text)) == trace.foldedDigest {
        tokens.append((text, token.shown.bytes))
        return
      }
    }
  }

  /// Looks for all tokens that `reader` has left; other entries count nothing here.
  public mutating func addTokens(_ reader: inout UsageReader) throws {
    while let entry = try reader.next() {
      if case .token(let token, let trace) = entry { add(token, trace) }
    }
  }

  /// Adds the tokens that another mask for the same report has found.
  public mutating func merge(_ other: TokenMask) { tokens += other.tokens }

  /// Puts the tokens that were found in order, so that `masked` can be used.
  mutating func finish() {
    texts = [:]
    tokens.sort { left, right in
      left.folded != right.folded
        ? left.folded.lexicographicallyPrecedes(right.folded)
        : left.shown.lexicographicallyPrecedes(right.shown)
    }
  }

  private func places(of length: Int) -> [UInt64: [Place]] {
    var result: [UInt64: [Place]] = [:]
    for (index, name) in names.enumerated() where name.count >= length {
      for start in 0...(name.count - length) {
        let digest = Array(SHA256.hash(data: name[start..<start + length]))
        result[TokenMask.word(digest), default: []].append(
          Place(name: Int32(index), start: Int32(start)))
      }
    }
    return result
  }

  private static func word(_ digest: [UInt8]) -> UInt64 {
    digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
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

/// What is printed, as far as names of others stand in it.
public protocol NameHolder {
  /// Replaces every name that came from logs, file names or the policy.
  mutating func mapNames(_ transform: (ByteString) -> ByteString)
}

extension NameHolder {
  /// The same with every token that one of its names holds replaced by its shown form; `mask` is one for
  /// this holder that has seen all tokens.
  ///
  /// Ids and the order of rows stay those of the names as logged, so that they are the same in every
  /// run.
  public func masked(by mask: TokenMask) -> Self {
    var mask = mask
    mask.finish()
    guard !mask.isEmpty else { return self }
    var result = self
    result.mapNames { mask.masked($0) }
    return result
  }
}

extension AuditReport: NameHolder {
  /// Replaces every name that came from logs, file names or the policy.
  public mutating func mapNames(_ transform: (ByteString) -> ByteString) {
    func text(_ value: String) -> String { transform(ByteString(value)).text }
    if let name = policy?.name { policy?.name = text(name) }
    if let scope, scope.kind != .token { self.scope?.name = transform(scope.name) }
    status.reasons = status.reasons.map(text)
    missingInputs = missingInputs.map(transform)
    for index in inputs.indices {
      inputs[index].path = transform(inputs[index].path)
      inputs[index].duplicateOf = inputs[index].duplicateOf.map(transform)
    }
    for index in coverage.endsEarly.indices {
      coverage.endsEarly[index].path = transform(coverage.endsEarly[index].path)
    }
    for index in groups.indices { groups[index].mapNames(transform) }
    whatIf?.mapNames(transform)
    history?.mapNames(transform)
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
  /// Replaces every name that came from logs or the policy.
  mutating func mapNames(_ transform: (ByteString) -> ByteString) {
    group = transform(group)
    developerGroup = developerGroup.map(transform)
    for index in applications.indices {
      applications[index].app = transform(applications[index].app)
    }
    sites.overQuota = sites.overQuota.map(transform)
    for index in sites.list.indices { sites.list[index].site = transform(sites.list[index].site) }
  }
}
