import Bytes
import Testing

@testable import Findings

/// The arithmetic of an increase request, step by step.
@Suite struct IncreaseArithmeticTests {
  @Test(arguments: [
    ("20%", 2000), ("20", 2000), ("0", 0), ("12.5%", 1250), ("0.05%", 5), ("0.0", 0), ("1.5", 150),
    ("1000%", 100_000),
    ("0012", 1200),
  ])
  func percentages(_ text: String, _ basisPoints: Int) throws {
    #expect(try PercentIncrease(text).basisPoints == basisPoints)
  }

  @Test(arguments: [
    "", "%", "x", "-1", "1000.01", "1001", "20 %", "1.234", ".5", "5.", "20%%", "1e2", "10000",
  ])
  func noPercentages(_ text: String) {
    #expect(throws: PercentRefusal.noPercentage) { try PercentIncrease(text) }
  }

  @Test(arguments: [
    ("0.2", "20%", "0.2%"), ("0.05", "5%", "0.05%"), ("0.99", "99%", "0.99%"),
    ("00.5", "50%", "0.5%"),
  ])
  func aBareFractionIsAmbiguous(_ text: String, _ fraction: String, _ percent: String) {
    #expect(throws: PercentRefusal.ambiguous(fraction: fraction, percent: percent)) {
      try PercentIncrease(text)
    }
  }

  @Test(arguments: [
    ("20", "20", "1.2"), ("0", "0", "1.0"), ("12.5", "12.5", "1.125"), ("0.05%", "0.05", "1.0005"),
    ("1000", "1,000", "11.0"),
  ])
  func percentagesInWords(_ text: String, _ shown: String, _ factor: String) throws {
    let percent = try PercentIncrease(text)
    #expect(percent.text == shown)
    #expect(percent.factor == factor)
  }

  @Test func everyStepIsRoundedUp() {
    let proposal = QuotaProposal(
      current: 10_000, measured: 9_234, growth: PercentIncrease(percent: 20),
      headroom: PercentIncrease(percent: 30), rounding: .twoDigits)
    // 9,234 x 1.2 = 11,080.8; 11,081 x 1.3 = 14,405.3.
    #expect(proposal.grown == 11_081)
    #expect(proposal.roomy == 14_406)
    #expect(proposal.proposed == 15_000)
    #expect(proposal.isIncrease)
  }

  @Test(arguments: [
    (0, 1, 0), (7, 1, 7), (99, 1, 99), (100, 10, 100), (101, 10, 110), (640, 10, 640),
    (999, 10, 1000),
    (1000, 100, 1000), (1001, 100, 1100), (14_406, 1000, 15_000), (99_001, 1000, 100_000),
  ])
  func twoSignificantDigits(_ measured: Int, _ step: Int, _ proposed: Int) {
    let none = PercentIncrease(percent: 0)
    let proposal = QuotaProposal(
      current: 1000, measured: measured, growth: none, headroom: none, rounding: .twoDigits)
    #expect(proposal.step == step)
    #expect(proposal.proposed == proposed)
    #expect(proposal.isIncrease == (proposed > 1000))
    let whole = QuotaProposal(
      current: 6, measured: measured, growth: none, headroom: none, rounding: .whole)
    #expect(whole.proposed == measured)
  }

  @Test func noNumberIsTooLarge() {
    let most = PercentIncrease(percent: 1000)
    let proposal = QuotaProposal(
      current: 1, measured: .max, growth: most, headroom: most, rounding: .twoDigits)
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
