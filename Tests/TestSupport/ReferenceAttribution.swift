internal import Bytes

/// SPEC section 3, sentence by sentence.
struct ReferenceAttribution {
  var policy: ReferencePolicy

  func request(_ record: ReferenceRecord) -> ReferenceRequest {
    let duration = policy.timestampIsCompletion ? record.duration ?? 0 : 0
    var request = ReferenceRequest(record: record, time: record.time - duration)
    let method = record.method?.bytes ?? [UInt8(ascii: "-")]
    let target = record.target?.bytes ?? [UInt8(ascii: "-")]
    let cut = ReferenceText.cut(target, at: "?")
    let path = cut?.before ?? target
    request.query = cut?.after
    if path.starts(with: policy.pathPrefix.bytes) {
      addLearn(&request, method: method, path: path)
    } else {
      addKnewton(&request, method: method, path: path)
    }
    return request
  }

  // MARK: Knewton

  private func addKnewton(_ request: inout ReferenceRequest, method: [UInt8], path: [UInt8]) {
    request.path = withoutBasePath(path)
    let bare = ReferenceText.withoutTrailingSlash(request.path)
    let isTokenPath = policy.tokenPaths.contains {
      ReferenceText.withoutTrailingSlash($0.bytes) == bare
    }
    let match = ReferenceEndpoints.match(method: method, path: request.path)
    if let host = Self.hostName(request.record.host), !policy.hosts.isEmpty {
      let hosts = policy.hosts.map { Self.hostName($0) }
      guard hosts.contains(host) else { return }
    } else {
      guard isTokenPath || match != nil else { return }
    }
    request.service = .knewton
    request.uri = applicationURI(request.record)
    request.rejected = request.record.status == 429
    if isTokenPath {
      request.isTokenPath = true
      request.endpoint = ByteString(method + Array(" /oauth/token".utf8))
    } else if let match {
      request.action = match.row.action
      request.parameters = match.parameters
      request.endpoint = ByteString(match.row.method + " " + match.row.template)
      if match.row.action == "goal-assign-batch", let assigns = request.record.assigns {
        request.endpoint.bytes += Array((assigns ? " (assign)" : " (unassign)").utf8)
      }
    } else {
      request.endpoint = "unlisted"
    }
  }

  /// The path without the longest base path that it starts with, by whole segments.
  private func withoutBasePath(_ path: [UInt8]) -> [UInt8] {
    let bases = policy.basePaths.map { ReferenceText.withoutTrailingSlash($0.bytes) }
    let fitting = bases.filter { path == $0 || path.starts(with: $0 + Array("/".utf8)) }
    let longest = fitting.max { $0.count < $1.count }
    return Array(path.dropFirst(longest?.count ?? 0))
  }

  private func applicationURI(_ record: ReferenceRecord) -> ByteString {
    if let uri = record.uri {
      var rest = ReferenceText.upTo(anyOf: "?#", uri.bytes)
      if let cut = ReferenceText.cut(rest, at: "://") {
        let authority = ReferenceText.upTo(anyOf: "/", cut.after)
        rest =
          cut.before + Array("://".utf8) + Self.withoutUserinfo(authority)
          + cut.after.dropFirst(authority.count)
      }
      rest = ReferenceText.withoutTrailingSlash(rest)
      if !rest.isEmpty { return ByteString(rest) }
    }
    for header in [record.origin, record.referer] {
      guard let header else { continue }
      guard let cut = ReferenceText.cut(header.bytes, at: "://") else { return header }
      let authority = Self.withoutUserinfo(ReferenceText.upTo(anyOf: "/?#", cut.after))
      return ByteString(ReferenceText.lowercased(cut.before + Array("://".utf8) + authority))
    }
    return .dash
  }

  private static func withoutUserinfo(_ authority: [UInt8]) -> [UInt8] {
    guard let at = authority.lastIndex(of: UInt8(ascii: "@")) else { return authority }
    return Array(authority[(at + 1)...])
  }

  // MARK: Learn

  private func addLearn(_ request: inout ReferenceRequest, method: [UInt8], path: [UInt8]) {
    request.service = .learn
    request.excluded = policy.excludePaths.contains { excluded in
      let bare = ReferenceText.withoutTrailingSlash(excluded.bytes)
      return path == bare || path.starts(with: bare + Array("/".utf8))
    }
    request.endpoint = ByteString(method + Array(" ".utf8) + Self.learnTemplate(path))
    let record = request.record
    let registered = policy.groups.first { group in
      record.app.map(group.applications.contains) ?? false
    }
    request.group = record.group ?? registered?.name ?? .dash
    request.site = Self.hostName(record.site) ?? Self.hostName(record.host)
    request.rejected = policy.rejectedStatuses.contains(record.status)
    if !request.excluded { addInstants(&request) }
  }

  /// Reset and `Retry-After` as SPEC section 5 reads them, and the 8-day rule.
  private func addInstants(_ request: inout ReferenceRequest) {
    let second = request.second
    let eightDays: Int64 = 8 * 86_400
    if let value = request.record.reset {
      let instant: Int64
      if value < 1_000_000_000 {
        instant = second + value
      } else if value < 1_000_000_000_000 {
        instant = value
      } else {
        instant = value / 1000
      }
      if abs(instant - second) > eightDays {
        request.badFields += 1
      } else {
        request.reset = instant
      }
    }
    let seconds: Int64
    switch request.record.retryAfter {
    case nil: return
    case .seconds(let value): seconds = value
    case .date(let date):
      guard date * 1000 > request.time else { return }
      seconds = date - second
    }
    guard request.rejected else { return }
    if seconds > eightDays {
      request.badFields += 1
    } else {
      request.retryAfter = seconds
    }
  }

  static func learnTemplate(_ path: [UInt8]) -> [UInt8] {
    // The root is no trailing slash.
    let bare = path.count == 1 ? path : ReferenceText.withoutTrailingSlash(path)
    let segments = ReferenceText.split(bare, at: "/")
    return Array(segments.map(learnSegment).joined(separator: Array("/".utf8)))
  }

  private static func learnSegment(_ sent: [UInt8]) -> [UInt8] {
    let decoded = ReferenceText.percentDecoded(sent)
    if decoded.isEmpty { return sent }
    let dashed = ReferenceText.split(decoded, at: "-")
    let underscored = ReferenceText.split(decoded, at: "_")
    let isNumber: ([UInt8]) -> Bool = { !$0.isEmpty && $0.allSatisfy(ReferenceText.isDigit) }
    let isHexadecimal = decoded.allSatisfy(ReferenceText.isHexadecimal)
    if isNumber(decoded)
      || (underscored.count == 3 && underscored[0].isEmpty && isNumber(underscored[1])
        && isNumber(underscored[2]))
      || (dashed.map(\.count) == [8, 4, 4, 4, 12]
        && dashed.joined().allSatisfy(ReferenceText.isHexadecimal))
      || (decoded.count >= 16 && isHexadecimal)
    {
      return Array("{id}".utf8)
    }
    let isWord: ([UInt8], String) -> Bool = { word, others in
      guard let first = word.first, ReferenceText.isLetter(first) else { return false }
      return word.allSatisfy {
        ReferenceText.isLetter($0) || ReferenceText.isDigit($0) || others.utf8.contains($0)
      }
    }
    if let cut = ReferenceText.cut(decoded, at: ":"), isWord(cut.before, "_-") {
      return Array("{".utf8) + cut.before + Array("}".utf8)
    }
    let digits = decoded.count { ReferenceText.isDigit($0) }
    return isWord(decoded, "._-") && decoded.count <= 24 && digits <= 2
      ? sent : Array("{value}".utf8)
  }

  /// Lower-case, without port: `h:1`, `[v6]:1`; a colon with nothing before it makes no port.
  static func hostName(_ sent: ByteString?) -> ByteString? {
    guard var name = sent.map({ ReferenceText.lowercased($0.bytes) }) else { return nil }
    let colons = name.indices.filter { name[$0] == UInt8(ascii: ":") }
    if let colon = colons.last, colon > 0 {
      let isBracketed = name[0] == UInt8(ascii: "[")
      let isHost = isBracketed ? name[colon - 1] == UInt8(ascii: "]") : colons.count == 1
      if isHost, name[(colon + 1)...].allSatisfy(ReferenceText.isDigit) {
        name.removeSubrange(colon...)
      }
    }
    return ByteString(name)
  }
}
