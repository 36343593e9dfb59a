#if ISAL
  internal import Bytes
  internal import CISAL

  /// The inflate engine of ISA-L, which decodes block by block.
  ///
  /// Every block is given to it as the last one of a stream that begins with the bytes before it, so
  /// that it stops at the block's end and the next header can be judged before it reads on.
  @safe
  final class ISALInflater: Inflater {
    /// Name and version of the library's interface.
    static let libraryName = "ISA-L \(ISAL_MAJOR_VERSION).\(ISAL_MINOR_VERSION)"

    /// How far back a stream may refer, in bytes.
    private static let windowSize = 32_768
    /// Blocks may be smaller than this on average, in bytes, only while they are few: each costs a
    /// copy of the window, and zlib is then the faster engine.
    private static let smallBlock = 2048
    private static let fewBlocks = 1024

    private let state: UnsafeMutablePointer<inflate_state>
    private var header = DeflateBlockHeader()
    /// The last bytes of the stream before the current call's.
    private var window: [UInt8] = []
    /// The bits, fewer than eight, between the last block's end and the next byte of the input.
    private var spareBits: UInt64 = 0
    private var spareCount = 0
    private var isInBlock = false
    private var isLastBlock = false
    // Over all streams: members may be small, too.
    private var blocks = 0
    private var produced = 0

    /// An engine at the start of a stream; its state takes some 90 KB.
    init() {
      // SAFETY: allocated and initialised here, freed in deinit only; all of it is plain numbers.
      unsafe state = .allocate(capacity: 1)
      unsafe UnsafeMutableRawPointer(state).initializeMemory(
        as: UInt8.self, repeating: 0, count: MemoryLayout<inflate_state>.size)
      unsafe isal_inflate_init(state)
    }

    deinit {
      // SAFETY: allocated in init, and no one else holds the pointer.
      unsafe state.deallocate()
    }

    /// Forgets everything, ready for the next stream.
    func reset() {
      window.removeAll(keepingCapacity: true)
      spareBits = 0
      spareCount = 0
      isInBlock = false
    }

    /// Inflates from `range` of `input` to the end of `output`, at most 2^31 - 1 bytes of each a call.
    func inflate(
      _ input: Span<UInt8>, _ range: Range<Int>, into output: inout OutputSpan<UInt8>
    ) -> InflateStep {
      precondition(range.lowerBound >= 0 && range.upperBound <= input.count, "range outside input")
      var rest = range
      var remembered = output.count
      let verdict = inflateBlocks(input, &rest, into: &output, &remembered)
      if verdict == .needsRoom || verdict == .needsInput { remember(output.span, &remembered) }
      return InflateStep(consumed: rest.lowerBound - range.lowerBound, verdict: verdict)
    }

    private func inflateBlocks(
      _ input: Span<UInt8>, _ rest: inout Range<Int>, into output: inout OutputSpan<UInt8>,
      _ remembered: inout Int
    ) -> InflateStep.Verdict {
      while true {
        if !isInBlock {
          if output.isFull { return .needsRoom }
          let bits = DeflateBits(held: spareBits, heldCount: spareCount, rest: rest)
          switch header.judge(bits, input) {
          case .needsInput: return .needsInput
          case .refused: return .badData
          case .sound(let isLast): isLastBlock = isLast
          }
          guard blocks < Self.fewBlocks || produced >= blocks * Self.smallBlock
          else { return .badData }
          if output.count - remembered < Self.windowSize { remember(output.span, &remembered) }
          begin(input, &rest, output.span, isRemembered: remembered == output.count)
        }
        let before = output.count
        guard let isAtEnd = decode(input, &rest, into: &output) else { return .badData }
        produced += output.count - before
        guard isAtEnd else { return output.isFull ? .needsRoom : .needsInput }
        isInBlock = false
        if isLastBlock { return .ended }
      }
    }

    /// Sets the state to the start of a block, which is to end the stream whatever its header says.
    private func begin(
      _ input: Span<UInt8>, _ rest: inout Range<Int>, _ output: Span<UInt8>, isRemembered: Bool
    ) {
      if spareCount == 0 {
        spareBits = UInt64(input[rest.lowerBound])
        spareCount = 8
        rest = rest.lowerBound + 1..<rest.upperBound
      }
      // SAFETY: the state is initialised.
      unsafe isal_inflate_reset(state)
      if isRemembered { setHistory(window.span) } else { setHistory(output) }
      unsafe state.pointee.read_in = spareBits | 1
      unsafe state.pointee.read_in_length = Int32(spareCount)
      isInBlock = true
      blocks += 1
    }

    /// Tells the state, which was reset, the bytes before the block.
    private func setHistory(_ bytes: Span<UInt8>) {
      let state = unsafe state
      unsafe bytes.withUnsafeBufferPointer { bytes in
        let count = min(bytes.count, Self.windowSize)
        guard count > 0, let base = bytes.baseAddress else { return }
        // SAFETY: the library copies the last `count` bytes before it returns, and does not write to
        // them.
        let last = unsafe UnsafeMutablePointer(mutating: base + (bytes.count - count))
        let result = unsafe isal_inflate_set_dict(state, last, UInt32(count))
        precondition(result == ISAL_DECOMP_OK, "ISA-L takes no history after a reset")
      }
    }

    /// Decodes the current block as far as input and output reach; whether it came to its end, or nil
    /// if it is broken.
    private func decode(
      _ input: Span<UInt8>, _ rest: inout Range<Int>, into output: inout OutputSpan<UInt8>
    ) -> Bool? {
      // SAFETY: the state is initialised, and only numbers of it are read and written here.
      let state = unsafe state
      // The library counts in 32 bits; what does not fit is left for the next call.
      let fed = min(rest.count, Int(Int32.max))
      let start = rest.lowerBound
      let result = unsafe input.withUnsafeBufferPointer { source in
        unsafe output.withUnsafeMutableBufferPointer { target, count in
          let room = min(target.count - count, Int(Int32.max))
          // SAFETY: `rest` lies within the input, `count` within the target; the library reads no more
          // than avail_in, writes no more than avail_out and does not write to the input.
          unsafe state.pointee.next_in = source.baseAddress.map {
            unsafe UnsafeMutablePointer(mutating: $0 + start)
          }
          unsafe state.pointee.avail_in = UInt32(fed)
          unsafe state.pointee.next_out = target.baseAddress.map { unsafe $0 + count }
          unsafe state.pointee.avail_out = UInt32(room)
          let result = unsafe isal_inflate(state)
          // Before an error the library may count bytes that it never wrote, so none of the call's
          // count; all that earlier calls gave is sound.
          if result == ISAL_DECOMP_OK { count += room - Int(unsafe state.pointee.avail_out) }
          return result
        }
      }
      guard result == ISAL_DECOMP_OK else { return nil }
      // Whole bytes read ahead go back, so that what comes next finds them in the input.
      let used = fed - Int(unsafe state.pointee.avail_in)
      let ahead = Int(unsafe state.pointee.read_in_length)
      guard ahead >= 0, ahead / 8 <= used else { return nil }
      rest = start + used - ahead / 8..<rest.upperBound
      spareCount = ahead % 8
      spareBits = unsafe state.pointee.read_in & (1 << UInt64(spareCount) - 1)
      unsafe state.pointee.read_in = spareBits
      unsafe state.pointee.read_in_length = Int32(spareCount)
      return unsafe state.pointee.block_state == ISAL_BLOCK_FINISH
    }

    /// Keeps the last bytes of the output behind those already remembered.
    private func remember(_ output: Span<UInt8>, _ remembered: inout Int) {
      let count = min(output.count - remembered, Self.windowSize)
      let excess = window.count + count - Self.windowSize
      if excess > 0 { window.removeFirst(excess) }
      window.append(output, output.count - count..<output.count)
      remembered = output.count
    }
  }
#endif
