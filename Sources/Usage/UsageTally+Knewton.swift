internal import AccessLog
internal import Attribution
internal import Bytes
internal import LimitCatalog

extension UsageTally {
  /// Counts one Knewton request in its pair or triple and its endpoint.
  mutating func addKnewton(
    _ record: Record, _ bytes: Span<UInt8>, _ match: RequestMatch, token: UInt32,
    _ place: RequestPlace
  ) {
    totals.knewton &+= 1
    let endpointName = knewtonEndpointName(record, bytes, match)
    let endpoint = endpoints.row(service: ServiceCode.knewton, name: endpointName)
    endpoints.counts[endpoint].attempted &+= 1
    let kinds = limiterKinds(record, bytes)
    countDay(record, isRejected: kinds.contains(.rejected), endpoint: endpoint)
    if !kinds.isEmpty { count(kinds, endpoint: endpoint, delay: record.delay) }

    let uri = applicationURI(record, bytes)
    sightings.addKnewton(
      record, hasToken: token != dash, hasURI: uri != dash,
      isAuthenticated: match.isAuthenticated)
    let mark =
      kinds.isEmpty
      ? nil
      : Mark(
        time: record.time, place: place,
        delay: Int32(truncatingIfNeeded: max(0, record.delay)), kinds: kinds)
    if match.isAuthenticated {
      let key = PartitionKey(first: token, second: uri, third: endpointName)
      triples.add(key, time: record.time.flooredQuotient(1000), mark: mark)
    } else {
      let key = PartitionKey(first: name(bytes, record.client), second: uri)
      pairs.add(key, time: record.time, mark: mark)
    }
    // Limits of one request keep its own token, also where it is counted in a pair (SPEC section 6).
    let subject = PartitionKey(first: token, second: uri, third: endpointName)
    if kinds.contains(.softLimited) { softLimited.add(subject, time: record.time, place: place) }
    addEntities(record, bytes, match, subject: subject, place)
  }

  /// What the limiter did to the request (SPEC section 3).
  func limiterKinds(_ record: Record, _ bytes: Span<UInt8>) -> Mark.Kinds {
    var kinds: Mark.Kinds = []
    if record.status == 429 {
      kinds.insert(.rejected)
      if !starts(bytes, record.exceeded, LimiterWords.ip)
        && !starts(bytes, record.exceeded, LimiterWords.partner)
      {
        kinds.insert(.tokenLimited)
      }
    }
    if record.delay > 0 { kinds.insert(.delayed) }
    if record.exceeded.isPresent, record.status >= 200, record.status <= 299 {
      kinds.insert(.softLimited)
    }
    return kinds
  }

  private func starts(_ bytes: Span<UInt8>, _ slice: ByteSlice, _ prefix: [UInt8]) -> Bool {
    guard slice.count >= prefix.count else { return false }
    return ByteSearch.equal(
      bytes, slice.start..<(slice.start + prefix.count), prefix.span, 0..<prefix.count)
  }

  private mutating func count(_ kinds: Mark.Kinds, endpoint: Int, delay: Int64) {
    if kinds.contains(.rejected) {
      totals.rejected += 1
      endpoints.counts[endpoint].rejected += 1
    }
    if kinds.contains(.delayed) {
      totals.delayed += 1
      endpoints.counts[endpoint].delayed += 1
      endpoints.add(delay: Int32(truncatingIfNeeded: delay), row: endpoint)
    }
    if kinds.contains(.softLimited) {
      totals.softLimited += 1
      endpoints.counts[endpoint].softLimited += 1
    }
  }

  /// The id of the endpoint's name.
  mutating func knewtonEndpointName(
    _ record: Record, _ bytes: Span<UInt8>, _ match: RequestMatch
  ) -> UInt32 {
    guard match.endpoint == .tokenPath else { return knewtonNames[Int(match.endpoint.rawValue)] }
    scratch.removeAll(keepingCapacity: true)
    attributor.appendTokenEndpoint(method: record.method, bytes, to: &scratch)
    return scratchName()
  }

  /// The application URI's id (SPEC section 3).
  mutating func applicationURI(_ record: Record, _ bytes: Span<UInt8>) -> UInt32 {
    if record.uri.isPresent {
      let known = uriCache.lookUp(bytes, record.uri.range)
      let id = known ?? normalizedURI(bytes, record.uri)
      if known == nil { uriCache.remember(id) }
      if id != UsageTally.nothingLeft { return id }
    }
    if record.origin.isPresent, let id = originName(bytes, record.origin) { return id }
    if record.referer.isPresent, let id = originName(bytes, record.referer) { return id }
    return dash
  }

  /// Stands for a URI of which nothing is left.
  private static let nothingLeft = UInt32.max

  private mutating func normalizedURI(_ bytes: Span<UInt8>, _ uri: ByteSlice) -> UInt32 {
    scratch.removeAll(keepingCapacity: true)
    Attributor.appendApplicationURI(bytes, uri.range, to: &scratch)
    return scratch.isEmpty ? UsageTally.nothingLeft : scratchName()
  }

  private mutating func originName(_ bytes: Span<UInt8>, _ field: ByteSlice) -> UInt32? {
    scratch.removeAll(keepingCapacity: true)
    Attributor.appendOrigin(bytes, field.range, to: &scratch)
    return scratch.isEmpty ? nil : scratchName()
  }
}

/// What `X-Knewton-Rate-Exceeded` starts with when the limit is not the token's.
private enum LimiterWords {
  static let ip = Array("ip".utf8)
  static let partner = Array("partner".utf8)
}
