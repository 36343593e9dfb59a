import LogInput
import Testing

@testable import AuditPipeline

/// Blocks that wait for the format of a stream.
@Suite struct HeldBlocksTests {
  private func block(_ number: Int) -> LineBlock {
    var block = LineBlock()
    block.bytes = Array(repeating: UInt8(number), count: 300_000 + number)
    block.firstLine = number
    block.lineCount = 1
    return block
  }

  @Test func roomIsBoundedInMemory() {
    var held = HeldBlocks()
    var count = 0
    while held.hasRoom {
      held.append(block(count))
      count += 1
    }
    #expect(count * 300_000 < 4 << 20)
    #expect(held.count == count)
  }

  @Test func whatDoesNotFitGoesToAFile() throws {
    let folder = try Scratch()
    var held = HeldBlocks(overflowingTo: folder.path)
    for number in 0..<40 {
      #expect(held.hasRoom)
      held.append(block(number))
    }
    #expect(held.count == 40)
    for number in 0..<40 {
      let taken = held.next()
      let next = try #require(taken)
      #expect(next.bytes == block(number).bytes && next.firstLine == number && next.lineCount == 1)
    }
    #expect(held.next() == nil && held.failure == nil && held.count == 0)
    #expect(folder.names.isEmpty, "the file has no name")
  }

  @Test func aFileThatCannotBeWrittenIsAFailure() {
    var held = HeldBlocks(overflowingTo: "/nowhere")
    var number = 0
    while held.hasRoom, number < 40 {
      held.append(block(number))
      number += 1
    }
    #expect(held.failure?.path == "/nowhere")
    #expect(!held.hasRoom)
  }
}
