public import CIntrinsics

/// Asks the machine for memory before it is needed, so that many misses wait together.
public enum Prefetch {
  /// Asks for the element at `index`, which may be any number; changes nothing.
  @inlinable
  @inline(__always)
  public static func element<Element>(_ index: Int, of elements: Span<Element>) {
    unsafe elements.withUnsafeBufferPointer { buffer in
      // SAFETY: only elements of the span are addressed, and an address is all that is taken.
      guard index >= 0, index < buffer.count, let base = buffer.baseAddress else { return }
      unsafe memory_prefetch(base + index)
    }
  }
}
