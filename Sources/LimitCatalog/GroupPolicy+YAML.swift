internal import Bytes

extension GroupPolicy {
  /// Reads section `groups`: every key is a group's name.
  ///
  /// An application belongs to one group, so one that stands in two is an error at the second,
  /// which names the first one's line; twice in one group it is the same application.
  static func all(_ section: PolicyNode) throws(PolicyError) -> [GroupPolicy] {
    var result: [GroupPolicy] = []
    var owners: [ByteString: (group: String, line: Int)] = [:]
    for (key, name, value) in try section.entries() {
      // `-` is the row of requests without group, which is not judged.
      guard !name.isEmpty, name != "-" else {
        throw key.error(.badValue(path: section.path, found: .text(name), expected: .groupName))
      }
      var group = GroupPolicy(name: ByteString(name))
      let values = try value.values([
        "production", "calls_per_day", "sites", "applications", "contact",
      ])
      if let value = values["production"] { group.production = try value.boolean() }
      group.callsPerDay = try values["calls_per_day"]?.integer()
      group.sites = try values["sites"]?.integer()
      group.contact = try values["contact"]?.text()
      for item in try values["applications"]?.items() ?? [] {
        let application = try item.text()
        let owner = owners[ByteString(application)]
        if let owner, owner.group != name {
          throw item.error(
            .applicationInTwoGroups(
              application, group: name, other: owner.group, otherLine: owner.line))
        }
        guard owner == nil else { continue }
        owners[ByteString(application)] = (name, item.line)
        group.applications.append(ByteString(application))
      }
      result.append(group)
    }
    return result
  }
}
