import Bytes
import Findings
import Foundation
import Testing

@testable import Reporting

/// SARIF 2.1.0: what its schema demands of the parts that are written.
@Suite struct SARIFReportTests {
  private typealias Object = [String: Any]

  private func run(_ report: AuditReport) throws -> [String: Any] {
    let log = try JSONSerialization.jsonObject(with: Data(SARIFReport.render(report))) as? Object
    let root = try #require(log)
    #expect(root["version"] as? String == "2.1.0")
    #expect((root["$schema"] as? String)?.hasSuffix("/sarif-schema-2.1.0.json") == true)
    #expect(Set(root.keys) == ["$schema", "version", "runs"])
    let runs = try #require(root["runs"] as? [Object])
    #expect(runs.count == 1)
    return try #require(runs.first)
  }

  private func list(_ object: [String: Any], _ key: String) throws -> [[String: Any]] {
    try #require(object[key] as? [Object], "\(key)")
  }

  private func text(_ object: [String: Any], _ key: String) throws -> String {
    let message = try #require(object[key] as? Object, "\(key)")
    return try #require(message["text"] as? String)
  }

  @Test func everyRuleHasItsHelp() throws {
    let tool = try #require(run(AuditReport())["tool"] as? Object)
    let driver = try #require(tool["driver"] as? Object)
    #expect(driver["name"] as? String == "quota-audit")
    let rules = try list(driver, "rules")
    #expect(rules.compactMap { $0["id"] as? String } == RuleGuide.all.map(\.rule))
    for rule in rules {
      #expect(try !text(rule, "shortDescription").isEmpty && !text(rule, "fullDescription").isEmpty)
      #expect(try text(rule, "help").contains("What to do: "))
      let level = (rule["defaultConfiguration"] as? Object)?["level"] as? String
      #expect(["error", "warning", "note"].contains(level))
      if let address = rule["helpUri"] as? String { #expect(address.hasPrefix("https://")) }
      // Braces are placeholders unless they are doubled.
      let help = try text(rule, "help").replacing("{{", with: "").replacing("}}", with: "")
      #expect(!help.contains("{") && !help.contains("}"))
    }
  }

  @Test func findingsAreResults() throws {
    let results = try list(run(SampleReport.report(name: "x1")), "results")
    #expect(results.compactMap { $0["level"] as? String } == ["error", "warning", "note"])
    let delayed = results[1]
    #expect(delayed["ruleId"] as? String == "knewton.pair-delayed")
    let index = try #require(delayed["ruleIndex"] as? Int)
    #expect(RuleGuide.all[index].rule == "knewton.pair-delayed")
    #expect(
      delayed["partialFingerprints"] as? [String: String]
        == ["quotaAuditFinding/v1": "00112233445566bb"])
    let location = try #require(try list(delayed, "locations").first)
    let physical = try #require(location["physicalLocation"] as? Object)
    #expect((physical["artifactLocation"] as? Object)?["uri"] as? String == "x1")
    #expect((physical["region"] as? Object)?["startLine"] as? Int == 12)
    #expect(try list(location, "logicalLocations").count == 2)
    #expect(try list(results[0], "locations").first?["physicalLocation"] == nil)
    #expect(try text(results[0], "message") == "Group x1 made 994 calls. (group x1)")
  }

  /// Properties may be null, but nothing that the schema has a type for.
  @Test func nothingIsNullButProperties() throws {
    for report in [AuditReport(), SampleReport.report(name: "x1")] {
      var found = try run(report)
      for (key, value) in found { #expect(!(value is NSNull), "\(key)") }
      for result in try list(found, "results") {
        for (key, value) in result { #expect(!(value is NSNull), "\(key)") }
      }
      found = try #require(found["tool"] as? Object)
      let driver = try #require(found["driver"] as? Object)
      for rule in try list(driver, "rules") {
        for (key, value) in rule { #expect(!(value is NSNull), "\(key)") }
      }
    }
  }

  @Test func anIncompleteRunHasFailed() throws {
    let failed = try #require(try list(run(SampleReport.report(name: "x1")), "invocations").first)
    #expect(failed["executionSuccessful"] as? Bool == false)
    let notifications = try list(failed, "toolExecutionNotifications")
    #expect(try text(notifications[0], "message") == "The input x1 is missing.")
    var complete = SampleReport.report(name: "x1")
    complete.status = RunStatus()
    let whole = try #require(try list(run(complete), "invocations").first)
    #expect(whole["executionSuccessful"] as? Bool == true)
    #expect(try list(whole, "toolExecutionNotifications").isEmpty)
  }

  @Test(arguments: [
    ("logs/a b.log", "logs/a%20b.log"), ("/var/log/x.gz", "file:///var/log/x.gz"),
    ("c:d", "c%3Ad"), ("-", "-"), ("a#b?c%d", "a%23b%3Fc%25d"), ("javascript:x", "javascript%3Ax"),
  ])
  func pathsAreAddresses(path: String, address: String) {
    #expect(SARIFText.address(ByteString(path)) == address)
  }

  @Test func bytesOfPathsAreKept() {
    #expect(SARIFText.address(ByteString([0x61, 0xFF, 0x0A])) == "a%FF%0A")
  }

  @Test(arguments: [
    ("[x](javascript:y)", "\\[x\\](javascript:y)"), ("{0} {id}", "{{0}} {{id}}"),
    ("a\\b", "a\\\\b"), ("a\nb", "a\\\\nb"), ("\u{202E}", "\\\\u{{202E}}"),
  ])
  func messagesAreInert(text: String, message: String) {
    #expect(SARIFText.message(text) == message)
  }

  @Test func hostileNamesAreHarmless() throws {
    for name in SampleReport.hostileNames {
      let report = SampleReport.report(name: name)
      for result in try list(run(report), "results") {
        let message = try text(result, "message")
        let bare = message.replacing("\\\\", with: "").replacing("\\[", with: "")
          .replacing("\\]", with: "").replacing("{{", with: "").replacing("}}", with: "")
        #expect(!bare.contains { "[]{}".contains($0) }, "\(name): \(message)")
        #expect(message.unicodeScalars.count < 2 * VisibleText.sentenceLimit)
      }
      let all = String(decoding: SARIFReport.render(report), as: UTF8.self)
      let isClean = all.unicodeScalars.allSatisfy { scalar in
        scalar == "\n" || ![.control, .format].contains(scalar.properties.generalCategory)
      }
      #expect(isClean, "\(name)")
    }
  }
}
