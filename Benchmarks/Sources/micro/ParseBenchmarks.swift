internal import AccessLog
internal import Bytes
internal import LogInput

/// Parsing the same content in several formats.
enum ParseBenchmarks {
  /// `combined/...`: the nine fields of the combined format, which every format can hold; `full/...`:
  /// all fields of a simulated night.
  static func all(_ full: Night, _ json: Night) throws -> [Benchmark] {
    let combined = full.content.blocks.flatMap { block in
      block.bytes.split(separator: 0x0A).compactMap { CombinedLine($0) }
    }
    let same = content(combined, \.combined)
    let nginx = try LogFormat(
      declaration: #"nginx:$remote_addr - $remote_user [$time_local] "$request" $status "#
        + #"$body_bytes_sent "$http_referer" "$http_user_agent""#)
    let apache = try LogFormat(
      declaration: #"apache:%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-agent}i\""#)
    let w3c = Content(
      lines: [Array(CombinedLine.w3cFields.utf8)] + combined.map { Array($0.w3c.utf8) })
    return [
      benchmark("combined/extended", same, .extended),
      benchmark("combined/nginx", same, nginx),
      benchmark("combined/apache", same, apache),
      benchmark("combined/w3c", w3c, try named("w3c")),
      benchmark("combined/ltsv", content(combined, \.ltsv), try named("ltsv")),
      benchmark("combined/json", content(combined, \.json), .json),
      benchmark("full/extended", full.content, .extended),
      benchmark("full/json", json.content, .json),
    ]
  }

  /// Records of some content.
  static func batches(of content: Content, _ format: LogFormat) -> [RecordBatch] {
    var parser = LineParser(format: format)
    return content.blocks.map { block in
      var batch = RecordBatch()
      batch.bytes = block.bytes
      parser.parse(&batch, firstLine: block.firstLine)
      return batch
    }
  }

  private static func named(_ name: String) throws -> LogFormat {
    guard let format = LogFormat.named(name) else {
      throw BenchmarkFault.argument("the format \(name) is not known")
    }
    return format
  }

  private static func content(_ lines: [CombinedLine], _ text: KeyPath<CombinedLine, String>)
    -> Content
  {
    Content(lines: lines.lazy.map { Array($0[keyPath: text].utf8) })
  }

  private static func benchmark(_ name: String, _ content: Content, _ format: LogFormat)
    -> Benchmark
  {
    let records = batches(of: content, format).reduce(0) { $0 + $1.records.count }
    var parser = LineParser(format: format)
    var batch = RecordBatch()
    return Benchmark(name: "parse/" + name, bytes: content.bytes, records: records) { watch in
      var hash = ResultHash()
      for block in content.blocks {
        // Copied into the buffer of the block before, so that only the parser is measured.
        batch.bytes.removeAll(keepingCapacity: true)
        batch.bytes += block.bytes
        watch.measure { parser.parse(&batch, firstLine: block.firstLine) }
        for record in batch.records { add(record, batch.bytes, to: &hash) }
      }
      return hash
    }
  }

  /// All of a record but its line number, which a `#Fields` line above it moves.
  private static func add(_ record: Record, _ bytes: [UInt8], to hash: inout ResultHash) {
    hash.add(record.time)
    hash.add(Int(record.status))
    hash.add(Int(record.action.rawValue))
    hash.add(Int(record.analytics.rawValue))
    for slice in [
      record.client, record.host, record.method, record.target, record.referer, record.group,
      record.app, record.site, record.token, record.uri, record.origin, record.exceeded,
      record.account, record.error,
    ] {
      hash.add(bytes[slice.range])
    }
    for number in [
      record.limit, record.remaining, record.reset, record.retryAfter, record.delay, record.items,
    ] {
      hash.add(number)
    }
  }
}
