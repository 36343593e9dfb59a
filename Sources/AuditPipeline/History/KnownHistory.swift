internal import Bytes
internal import Findings
internal import RunHistory

/// What a history knows of inputs, as planning asks for it.
struct KnownHistory: KnownInputs {
  let history: AuditHistory

  func input(contentBytes: Int64, crc32: UInt32) throws -> KnownInput? {
    try history.input(contentBytes: contentBytes, crc32: crc32)
  }

  func inputs(atPath path: ByteString) throws -> [KnownInput] {
    try history.inputs(atPath: path)
  }

  func inputsTouching(_ period: Period) throws -> [KnownInput] {
    try history.inputsTouching(period)
  }

  func inputs(continuing id: Int64) throws -> [KnownInput] {
    try history.inputs(continuing: id)
  }
}
