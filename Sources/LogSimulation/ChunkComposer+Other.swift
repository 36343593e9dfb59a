/// Lines of neither service, and lines that are no records.
extension ChunkComposer {
  /// A health check, a crawler, a scanner, or what arrives when TLS is spoken to a plain port.
  mutating func composeOther(_ draft: LineDraft) {
    tally.other += 1
    client.removeAll(keepingCapacity: true)
    Words.appendAddress(UInt32(truncatingIfNeeded: draft.session >> 44), to: &client)
    let choice = Int(draft.session >> 32 & 0xFFFF) % (Words.otherRequests.count + 1)
    if choice == Words.otherRequests.count {
      writer.beginUnreadable(arrival: Int(draft.arrival), client: client)
    } else {
      let request = Words.otherRequests[choice]
      writer.begin(
        LineWriter.Head(
          arrival: Int(draft.arrival), method: request.method, status: request.status, size: 153,
          agent: Words.browserAgents[Int(draft.session & 3)]),
        client: client, target: request.target, referer: [0x2D])
      writer.text(.host, Words.site(Int(draft.session >> 54)))
    }
    writer.duration(milliseconds: Int(draft.duration))
    writer.end()
  }

  /// A line no format accepts: cut off, of another program, or with a time or status that is none.
  mutating func composeMalformed() {
    let choice = random.below(4)
    switch (plan.options.format, choice) {
    case (.extended, 0): writer.append("10.20.30.40 - - [20/Nov/2026:04:1")
    case (.extended, 1): writer.append("kernel: Out of memory: Killed process 4711 (java)")
    case (.extended, 2):
      writer.append("10.20.30.40 - - [31/Foo/2026:04:10:00 +0000] \"GET / HTTP/1.1\" 200 5")
    case (.extended, _):
      writer.append("10.20.30.40 - - [20/Nov/2026:04:10:00 +0000] \"GET / HTTP/1.1\" ok 5")
    case (.json, 0): writer.append("{\"time\":\"2026-11-20T04:10:00Z\",\"clie")
    case (.json, 1): writer.append("{\"event\":\"configuration reloaded\"}")
    case (.json, 2): writer.append("{\"time\":\"31/Foo/2026\",\"status\":200,\"target\":\"/\"}")
    case (.json, _): writer.append("{\"time\":\"2026-11-20T04:10:00Z\",\"status\":\"ok\"}")
    }
    writer.endLine()
  }
}
