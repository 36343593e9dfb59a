internal import Bytes
internal import Findings

extension JSONWriter {
  /// Entries of a row of `pairs`.
  mutating func pair(_ pair: PairReport) {
    field("alignments", pair.rate.alignments)
    field("alignments_over", pair.rate.alignmentsOver)
    field("attempted", pair.counts.attempted)
    field("certainty", pair.rate.certainty?.rawValue)
    field("client", pair.client)
    field("delay_ms", pair.delay) { $0.delay($1) }
    field("delayed", pair.counts.delayed)
    field("peak", pair.peak) { $0.peak($1) }
    field("rejected", pair.counts.rejected)
    field("rolling", pair.rolling) { $0.peak($1) }
    field("soft_limited", pair.counts.softLimited)
    field("uri", pair.uri)
    field("verdict", pair.rate.verdict?.rawValue)
    field("windows_over", pair.windowsOver)
  }

  /// Entries of a row of `triples`.
  mutating func triple(_ triple: TripleReport) {
    field("alignments", triple.rate.alignments)
    field("alignments_over", triple.rate.alignmentsOver)
    field("attempted", triple.counts.attempted)
    field("certainty", triple.rate.certainty?.rawValue)
    field("delay_ms", triple.delay) { $0.delay($1) }
    field("delayed", triple.counts.delayed)
    field("endpoint", triple.endpoint)
    field("peak", triple.peak) { $0.peak($1) }
    field("quota", triple.quota)
    field("rejected", triple.counts.rejected)
    field("retries", triple.retries) { writer, retries in
      writer.field("episodes", retries.episodes)
      writer.field("worst", retries.worst)
    }
    field("rolling", triple.rolling) { $0.peak($1) }
    field("soft_limited", triple.counts.softLimited)
    field("token", triple.token)
    field("uri", triple.uri)
    field("verdict", triple.rate.verdict?.rawValue)
    field("windows_over", triple.windowsOver)
  }

  /// Entries of a row of `endpoints`.
  mutating func endpoint(_ endpoint: EndpointReport) {
    field("attempted", endpoint.counts.attempted)
    field("delay_ms", endpoint.delay) { $0.delay($1) }
    field("delayed", endpoint.counts.delayed)
    field("endpoint", endpoint.endpoint)
    field("rejected", endpoint.counts.rejected)
    field("service", endpoint.service)
    field("soft_limited", endpoint.counts.softLimited)
  }

  private mutating func peak(_ peak: PeakReport) {
    field("requests", peak.requests)
    field("start", peak.start)
  }

  private mutating func delay(_ delay: DelayReport) {
    field("max", delay.max)
    field("p50", delay.p50)
    field("p95", delay.p95)
    field("p99", delay.p99)
  }
}
