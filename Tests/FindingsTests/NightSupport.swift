import Bytes
import LimitCatalog
import TestSupport
import Testing
import Usage

@testable import Findings

/// Bytes that are a usage file.
private final class FileBytes: ByteSource {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  func read(_ count: Int) -> [UInt8] {
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }
}

/// The usage file of a night's records.
func usageFile(_ records: [ReferenceRecord], policy: Policy = .standard) throws -> [UInt8] {
  var bytes: [UInt8] = []
  try usage(of: ["earlier.log": records], policy: policy).write(headers: [Array("{}".utf8)]) {
    bytes += $1
  }
  return bytes
}

/// The report on tonight's records by what earlier nights, each a run of its own, know.
func audit(
  tonight: [ReferenceRecord], after earlier: [[ReferenceRecord]] = [],
  sites: [SiteRegistration] = [], policy: Policy = .standard, scope: ReportScope? = nil
) throws -> AuditReport {
  try audit(
    tonight: tonight, files: earlier.map { try usageFile($0, policy: policy) }, sites: sites,
    policy: policy, scope: scope)
}

/// The same by the usage files of earlier runs.
func audit(
  tonight: [ReferenceRecord], files: [[UInt8]], sites: [SiteRegistration] = [],
  policy: Policy = .standard, scope: ReportScope? = nil
) throws -> AuditReport {
  let tally = usage(of: ["a.log": tonight], policy: policy)
  let readers = try files.map { try UsageFileReader(FileBytes($0)) { _ in nil } }
  let period = try #require(Judge.period(tally.sums))
  let nights = EarlierNights(
    usage: try EarlierUsage(
      readers, first: period.first.milliseconds, last: period.last.milliseconds),
    registrations: sites)
  var reader = try tally.reader()
  var judge = Judge(
    policy: policy, inputPaths: ["a.log"], sums: tally.sums, scope: scope, nights: nights)
  while let entry = try reader.next() { judge.add(entry) }
  return Judge.report(judge.partialReport(), sums: tally.sums, policy: policy, scope: scope)
}

/// Site `name` of group `acme`, seen from one second of the day to another.
func site(
  _ name: ByteString, _ first: Int64, _ last: Int64, group: ByteString = "acme"
) -> SiteRegistration {
  SiteRegistration(group: group, site: name, first: at(first), last: at(last))
}
