internal import Bytes
internal import Findings

extension RunManifest {
  /// The text of manifest.json.
  public func render() -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.field("complete", isComplete)
      writer.rows("inputs", inputs) { writer, input in
        writer.field("bytes", input.bytes)
        writer.field("content_bytes", input.contentBytes)
        writer.field("content_crc32", input.contentCRC32)
        writer.field("duplicate_of", input.duplicateOf)
        writer.field("obstacle", input.obstacle)
        writer.field("path", input.path)
        writer.field("path_encoded", input.encodedPath)
        writer.field("sha256", input.sha256)
      }
      writer.field("key_id", keyID)
      writer.key("missing_inputs")
      writer.list(missingInputs) { $0.value($1) }
      writer.key("options")
      writer.list(options) { $0.value($1) }
      writer.rows("outputs", outputs) { writer, output in
        writer.field("bytes", output.bytes)
        writer.field("name", output.name)
        writer.field("sha256", output.sha256)
      }
      writer.field("policy", policy) { writer, policy in
        writer.field("name", policy.name)
        writer.field("obstacle", policy.obstacle)
        writer.field("sha256", policy.sha256)
      }
      writer.field("schema", RunManifest.schema)
      writer.key("tool")
      writer.object { writer in
        writer.field("name", toolName)
        writer.field("version", toolVersion)
      }
      writer.field("verifiable", obstacles.isEmpty)
    }
    return writer.finish()
  }

  /// What cannot be read again: names, and why in words behind them.
  public var obstacles: [(name: String, reason: String)] {
    let inputs = inputs.compactMap { input in input.obstacle.map { (input.path, $0) } }
    guard let policy, let reason = policy.obstacle else { return inputs }
    return inputs + [(policy.name, reason)]
  }

  /// The bytes of a path as ASCII: `%HH` for `%` and all that is not printed.
  static func encoded(_ path: ByteString) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var text: [UInt8] = []
    for byte in path.bytes {
      if byte > 0x20, byte < 0x7F, byte != 0x25 {
        text.append(byte)
      } else {
        text += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes that `encoded` made a text of.
  static func decoded(_ text: String) -> ByteString {
    var bytes: [UInt8] = []
    let encoded = Array(text.utf8)
    PercentDecoding.append(encoded.span, 0..<encoded.count, plusIsBlank: false, to: &bytes)
    return ByteString(bytes)
  }
}
