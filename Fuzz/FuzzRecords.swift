import AccessLog

/// Reads bytes as lines of one of the formats.
///
/// The first byte chooses the format: those of `LogFormat.allCases` in their order, then
/// `declarations`, then from the start again. The second says where the lines are cut in two. The rest
/// is lines.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRecords(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  guard size >= 2 else { return 0 }
  // SAFETY: libFuzzer gives `size` bytes.
  let input = unsafe [UInt8](UnsafeBufferPointer(start: data, count: size))
  let parser = parsers[Int(input[0]) % parsers.count]
  Invariants.check(parser, [UInt8](input[2...]), cut: Int(input[1]) * size / 256)
  return 0
}

private let parsers: [LineParser] =
  LogFormat.allCases.map(Invariants.parser)
  + declarations.compactMap { text in
    let format = try? LogFormat(declaration: text)
    require(format != nil, "a declaration does not compile: \(text)")
    return format.map(Invariants.parser)
  }

/// Declarations with what no preset has.
private let declarations = [
  #"nginx:$remote_addr [$time_local] "$request" $status "$upstream_addr" $upstream_response_time"#,
  #"nginx:escape=json {"t":"$msec","s":"$status","q":"$request","o":"$http_origin","a":"$http_authorization"}"#,
  #"nginx:escape=none $time_iso8601|$status|$request_method|$request_uri|$http_x_rate_limit_reset"#,
  #"apache:%h %l %u %{%Y-%m-%dT%H:%M:%S%z}t \"%r\" %>s %B %D \"%{Origin}i\" \"%{X-Rate-Limit-Limit}o\""#,
  #"apache:%v:%p %a %{sec}t.%{msec_frac}t %m %U%q %s %{ms}T %!200,304{Retry-After}o"#,
]
