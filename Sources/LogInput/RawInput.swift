internal import Bytes

/// An input as it is: read in pieces, counted and hashed.
struct RawInput {
  /// Bytes read and not yet used are `buffer[position..<end]`.
  private(set) var buffer: [UInt8]
  /// First byte not yet used.
  private(set) var position = 0
  /// After the last byte read.
  private(set) var end = 0
  /// Bytes read so far, each counted once.
  private(set) var bytesRead: Int64 = 0
  private var failure: SystemError?
  /// Nil where all bytes are in the buffer from the start.
  private let file: OpenFile?
  private var hash: InputHash?
  private var isAtEnd = false
  /// Offset of what is read next; less than `bytesRead` while bytes are read again.
  private var nextOffset: Int64 = 0
  /// Whether `bytesRead` is all there will ever be: the end was met, or a read failed.
  private var isComplete = false

  /// 128 KiB: at gzip's usual ratio two to four blocks per read, and within a core's own cache.
  static let bufferSize = 128 * 1024

  /// Opens the input and reads its first bytes; an input none of whose bytes can be read is missing.
  init(opening source: InputSource, hashing: Bool) throws(MissingInput) {
    do throws(SystemError) {
      file = try OpenFile(source)
    } catch {
      throw MissingInput(path: source.path, error)
    }
    buffer = [UInt8](repeating: 0, count: Self.bufferSize)
    hash = hashing ? InputHash() : nil
    if !fill(atLeast: 1), let readError {
      throw MissingInput(path: source.path, readError)
    }
  }

  /// Bytes of a file from `offset` on, as if the file ended with them.
  init(_ bytes: [UInt8], at offset: Int64) {
    file = nil
    buffer = bytes
    end = bytes.count
    bytesRead = offset + Int64(bytes.count)
    nextOffset = bytesRead
    isAtEnd = true
    isComplete = true
  }

  /// Why reading stopped before the end, or nil; after going back not before it stops there again.
  var readError: SystemError? { isAtEnd ? failure : nil }

  /// The bytes read and not yet used, as positions in `buffer`.
  var available: Range<Int> { position..<end }

  /// Offset of the first byte not yet used from the start of the input.
  var offset: Int64 { nextOffset - Int64(end - position) }

  /// Marks `count` of the available bytes as used.
  mutating func consume(_ count: Int) {
    precondition(count >= 0 && count <= end - position, "more consumed than available")
    position += count
  }

  /// Reads until `count` bytes are available, at most `bufferSize`; false when the input is shorter.
  mutating func fill(atLeast count: Int) -> Bool {
    while end - position < count {
      if isAtEnd { return false }
      precondition(count <= buffer.count, "more wanted than the buffer holds")
      compact()
      readMore()
    }
    return true
  }

  /// Goes back to `offset`, which was read before, to read from there again; false where that cannot
  /// be. What was the end stays the end.
  mutating func rewind(to offset: Int64) -> Bool {
    precondition(offset >= 0 && offset <= bytesRead, "rewound to what was never read")
    guard let file else {
      position = end - Int(nextOffset - offset)
      return true
    }
    do throws(SystemError) { try file.seek(to: offset) } catch { return false }
    nextOffset = offset
    position = 0
    end = 0
    isAtEnd = false
    return true
  }

  /// Reads the rest of the input for its size and its hash.
  mutating func drain() {
    while !isAtEnd {
      position = 0
      end = 0
      readMore()
    }
    position = end
  }

  /// SHA-256 of all bytes read so far, 64 lower-case hexadecimal digits; empty when not hashing.
  var sha256: String { hash?.hexadecimal ?? "" }

  /// Moves the few bytes not yet used to the front, so that the rest of the buffer is free.
  private mutating func compact() {
    let count = end - position
    if position > 0 {
      for index in 0..<count { buffer[index] = buffer[position + index] }
    }
    position = 0
    end = count
  }

  /// One read into the free end of the buffer.
  private mutating func readMore() {
    guard let file, !isComplete || nextOffset < bytesRead else {
      isAtEnd = true
      return
    }
    do throws(SystemError) {
      var count = try file.read(into: &buffer, from: end)
      if isComplete { count = min(count, Int(bytesRead - nextOffset)) }
      isAtEnd = count == 0
      let seen = Int(min(Int64(count), bytesRead - nextOffset))
      hash?.append(buffer, end + seen..<end + count)
      end += count
      nextOffset += Int64(count)
      bytesRead = max(bytesRead, nextOffset)
      if isAtEnd { isComplete = true }
    } catch {
      failure = error
      isAtEnd = true
      isComplete = true
    }
  }
}
