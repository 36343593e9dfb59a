import Bytes
import Testing

@testable import Findings

/// The arithmetic of an increase request, step by step.
@Suite struct IncreaseArithmeticTests {
  @Test(arguments: [
    ("20%", 2000), ("20", 2000), ("0", 0), ("12.5%", 1250), ("0.05", 5), ("1000%", 100_000),
    ("0012", 1200),
  ])
  func percentages(_ text: String, _ basisPoints: Int) {
    #expect(PercentIncrease(text)?.basisPoints == basisPoints)
  }

  @Test(arguments: [
    "", "%", "x", "-1", "1000.01", "1001", "20 %", "1.234", ".5", "5.", "20%%", "1e2", "10000",
  ])
  func noPercentages(_ text: String) {
    #expect(PercentIncrease(text) == nil)
  }

  @Test(arguments: [
    ("20", "20", "1.2"), ("0", "0", "1.0"), ("12.5", "12.5", "1.125"), ("0.05", "0.05", "1.0005"),
    ("1000", "1,000", "11.0"),
  ])
  func percentagesInWords(_ text: String, _ shown: String, _ factor: String) throws {
    let percent = try #require(PercentIncrease(text))
    #expect(percent.text == shown)
    #expect(percent.factor == factor)
  }

  @Test func everyStepIsRoundedUp() {
    let proposal = QuotaProposal(
      current: 10_000, measured: 9_234, growth: PercentIncrease(percent: 20),
      headroom: PercentIncrease(percent: 30), step: 1000)
    // 9,234 x 1.2 = 11,080.8; 11,081 x 1.3 = 14,405.3.
    #expect(proposal.grown == 11_081)
    #expect(proposal.roomy == 14_406)
    #expect(proposal.proposed == 15_000)
    #expect(proposal.isIncrease)
  }

  @Test(arguments: [(1000, 1000), (1001, 2000), (999, 1000), (0, 0)])
  func theNextThousand(_ measured: Int, _ proposed: Int) {
    let none = PercentIncrease(percent: 0)
    let proposal = QuotaProposal(
      current: 1000, measured: measured, growth: none, headroom: none, step: 1000)
    #expect(proposal.proposed == proposed)
    #expect(proposal.isIncrease == (proposed > 1000))
  }

  @Test func noNumberIsTooLarge() {
    let most = PercentIncrease(percent: 1000)
    let proposal = QuotaProposal(
      current: 1, measured: .max, growth: most, headroom: most, step: 1000)
    #expect(proposal.proposed == .max)
  }

  @Test(arguments: [
    ("SuperSoftware - Sudoku For Learners - Development Team 1", "Development Team 1"),
    ("Acme - Rosters - QA", "QA"), ("Acme - test", "test"), ("acme-dev", "dev"),
    ("acme_staging", "staging"), ("acme-dev-2", "dev-2"), ("Acme Sandbox", "Sandbox"),
  ])
  func purposes(_ name: ByteString, _ purpose: ByteString) {
    #expect(GroupNaming(name) == .purpose(purpose))
  }

  @Test(arguments: [
    "SuperSoftware - Sudoku For Learners", "acme", "Acme Rosters", "acme-production", "Latest",
    "Development Partners", "", " - ", "-", "7", "Protest Songs - Contest",
  ])
  func namesWithoutPurpose(_ name: ByteString) {
    #expect(GroupNaming(name) == .plain)
  }

  @Test func aThirdPartIsToBeChecked() {
    #expect(GroupNaming("Acme - Rosters - Europe") == .thirdPart("Europe"))
  }
}
