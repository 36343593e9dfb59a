internal import Bytes

extension Waiver {
  /// Reads section `waivers`: a list, each item with owner, reason and expires and either an id or a rule.
  static func all(_ section: PolicyNode) throws(PolicyError) -> [Waiver] {
    if section.isNothing { return [] }
    var result: [Waiver] = []
    for item in try section.items() { result.append(try Waiver(item)) }
    return result
  }

  private init(_ item: PolicyNode) throws(PolicyError) {
    guard item.isMapping else { throw item.mismatch(.waiver) }
    let values = try item.values(["id", "rule", "subject", "owner", "reason", "expires"])
    let target = try Waiver.target(item, values)
    var required: [PolicyNode] = []
    for key in ["owner", "reason", "expires"] {
      guard let value = values[key] else { throw item.error(.missingKey(key, section: item.path)) }
      required.append(value)
    }
    self.init(
      target, owner: try required[0].text(), reason: try required[1].text(),
      expires: try required[2].date())
  }

  private static func target(
    _ item: PolicyNode, _ values: [String: PolicyNode]
  ) throws(PolicyError) -> Target {
    switch (values["id"], values["rule"]) {
    case (let id?, nil):
      if let subject = values["subject"] { throw subject.error(.subjectOfID) }
      let text = try id.text(.findingID)
      guard text.utf8.count == 16,
        text.utf8.allSatisfy({ Ascii.isDigit($0) || (0x61...0x66).contains($0) })
      else { throw id.mismatch(.findingID) }
      return .finding(id: text)
    case (nil, let rule?):
      let name = try rule.text()
      guard let known = FindingRule.all.first(where: { $0.name == name }) else {
        throw rule.error(.unknownName(name, path: rule.path, known: FindingRule.all.map(\.name)))
      }
      guard let subject = values["subject"] else { return .rule(name, subject: []) }
      let patterns = try subject.values(known.keys)
      var parts: [SubjectPattern] = []
      for key in known.keys {
        guard let value = patterns[key] else { continue }
        parts.append(SubjectPattern(key: key, glob: ByteString(try value.text())))
      }
      return .rule(name, subject: parts)
    default: throw item.error(.waiverTarget)
    }
  }
}

extension PolicyNode {
  /// A day that exists, `yyyy-mm-dd`, quoted or not.
  func date() throws(PolicyError) -> CivilDate {
    let text = Array(try text(.date).utf8)
    guard text.count == 10, text[4] == 0x2D, text[7] == 0x2D,
      let year = Ascii.integer(text.span, 0..<4), let month = Ascii.integer(text.span, 5..<7),
      let day = Ascii.integer(text.span, 8..<10)
    else { throw mismatch(.date) }
    let date = CivilDate(year: Int(year), month: Int(month), day: Int(day))
    guard date.isValid else { throw mismatch(.date) }
    return date
  }
}
