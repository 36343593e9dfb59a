internal import Bytes

/// What stands around the data of members: headers, trailers, and what follows them.
extension GzipDecoder {
  /// Ends decoding with damage at the current boundary.
  mutating func fail(_ kind: Damage.Kind) {
    damage = Damage(kind: kind, member: members, offset: boundary)
    stage = .ended
  }

  /// Reads the current member's header.
  mutating func readHeader(_ input: inout RawInput) {
    guard input.fill(atLeast: 1) else { return fail(.truncated) }
    let (verdict, next) = header.read(input.buffer.span, input.available)
    input.consume(next - input.position)
    switch verdict {
    case .needsInput: break
    case .complete: stage = .data
    case .bad: fail(.badHeader)
    }
  }

  /// Verifies CRC-32 and length (modulo 2^32) of the current member, in this order.
  mutating func readTrailer(_ input: inout RawInput) {
    guard input.fill(atLeast: 8) else { return failInData(.truncated, &input) }
    func number(_ start: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 | UInt32(input.buffer[start + $1]) << UInt32(8 * $1) }
    }
    let crc = number(input.position)
    let length = number(input.position + 4)
    input.consume(8)
    guard crc == member.crc else { return failInData(.badCRC, &input) }
    guard length == UInt32(truncatingIfNeeded: member.count)
    else { return failInData(.badLength, &input) }
    finished.append(member)
    member = Checksum()
    boundary = input.offset
    stage = .gap
  }

  /// Decides what follows a member: another one, padding to the end, or garbage.
  mutating func readGap(_ input: inout RawInput) {
    guard input.fill(atLeast: 1) else { return end(input) }
    if input.buffer[input.position] == 0 { return skipPadding(&input) }
    guard input.fill(atLeast: 2)
    else { return fail(input.readError == nil ? .trailingGarbage : .truncated) }
    guard input.buffer[input.position] == GzipHeader.magic[0],
      input.buffer[input.position + 1] == GzipHeader.magic[1]
    else { return fail(.trailingGarbage) }
    members += 1
    header = GzipHeader()
    stage = .header
  }

  /// Reads zeros up to the end of the input.
  private mutating func skipPadding(_ input: inout RawInput) {
    repeat {
      for position in input.available where input.buffer[position] != 0 {
        return fail(.trailingGarbage)
      }
      input.consume(input.available.count)
    } while input.fill(atLeast: 1)
    end(input)
  }

  /// Ends decoding after a whole member; a failed read there may have hidden further ones, and a file that
  /// was cut since it was read ahead has lost them.
  private mutating func end(_ input: RawInput) {
    if input.readError != nil || input.offset < input.bytesRead { return fail(.truncated) }
    stage = .ended
  }
}
