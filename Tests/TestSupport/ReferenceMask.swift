public import Bytes
public import Findings

/// The slow, obvious masking of tokens in names (SPEC section 7: tokens are never written anywhere):
/// at each place the longest token that stands there, in any case of letters, gives way to its shown
/// form. Tokens of fewer than eight bytes are no secrets and stay.
public enum ReferenceMask {
  /// The report with all tokens of these records masked in its names.
  public static func masked(_ report: AuditReport, records: [ReferenceRecord]) -> AuditReport {
    let tokens = Set(records.compactMap(\.token)).filter { $0.bytes.count >= 8 }
    if tokens.isEmpty { return report }
    var result = report
    func mask(_ name: inout ByteString) { name = masked(name, tokens) }
    for index in result.groups.indices {
      mask(&result.groups[index].group)
      for app in result.groups[index].applications.indices {
        mask(&result.groups[index].applications[app].app)
      }
      for site in result.groups[index].sites.list.indices {
        mask(&result.groups[index].sites.list[site].site)
      }
      for site in result.groups[index].sites.overQuota.indices {
        mask(&result.groups[index].sites.overQuota[site])
      }
    }
    for index in result.pairs.indices {
      mask(&result.pairs[index].client)
      mask(&result.pairs[index].uri)
    }
    for index in result.triples.indices {
      mask(&result.triples[index].uri)
      mask(&result.triples[index].endpoint)
    }
    for index in result.endpoints.indices { mask(&result.endpoints[index].endpoint) }
    for index in result.findings.indices {
      for part in result.findings[index].subject.indices
      where result.findings[index].subject[part].key != "token" {
        mask(&result.findings[index].subject[part].value)
      }
    }
    return result
  }

  /// A name with these tokens masked, which all have eight bytes or more.
  public static func masked(_ name: ByteString, _ tokens: Set<ByteString>) -> ByteString {
    var output: [UInt8] = []
    var rest = name.bytes[...]
    while let byte = rest.first {
      let here = tokens.filter { token in
        let start = Array(rest.prefix(token.bytes.count))
        return ReferenceText.lowercased(start) == ReferenceText.lowercased(token.bytes)
      }
      // Of tokens that differ in case only, any may be meant.
      let longest = here.max {
        ($0.bytes.count, shown($1)) < ($1.bytes.count, shown($0))
      }
      if let longest {
        output += shown(longest).bytes
        rest = rest.dropFirst(longest.bytes.count)
      } else {
        output.append(byte)
        rest = rest.dropFirst()
      }
    }
    return ByteString(output)
  }

  private static func shown(_ token: ByteString) -> ByteString {
    ByteString("tok_" + ReferenceRequest.digest(token.bytes))
  }
}
