import AccessLog
import Bytes
import Testing

@Suite struct FormatDetectorTests {
  func detect(_ blocks: [String]) -> FormatDetector {
    var detector = FormatDetector(options: LineParser.Options(resources: resources))
    for block in blocks { detector.add(Array(block.utf8)) }
    return detector
  }

  let object = #"{"time":0,"status":200}"# + "\n"
  let access = line() + "\n"

  @Test func names() {
    #expect(LogFormat.named("common") == .extended)
    #expect(LogFormat.named("combined") == .extended)
    for format in LogFormat.allCases { #expect(LogFormat.named(format.name) == format) }
    #expect(LogFormat.named("JSON") == nil)
    #expect(LogFormat.named("auto") == nil)
    #expect(Array(LogFormat.allCases.prefix(3)) == [.json, .w3c, .extended])
    #expect(Set(LogFormat.allCases).count == LogFormat.allCases.count)
  }

  @Test func emptyInputsAndTiesAreJSON() {
    #expect(detect([]).format == .json)
    #expect(detect([""]).format == .json)
    #expect(detect(["\n\n"]).format == .json)
    #expect(detect(["garbage\n"]).format == .json)
    #expect(detect([access + object]).format == .json)
    #expect(detect([""]).decision == FormatDecision(format: .json, fitting: 0, seen: 0))
  }

  @Test func mostLinesDecide() {
    #expect(detect([access]).format == .extended)
    #expect(detect([object]).format == .json)
    #expect(detect([object + access + access]).format == .extended)
    #expect(detect([object, access, access]).format == .extended)
    #expect(detect([object + "\n\n\n" + object + access]).format == .json)
  }

  @Test func notesCountAsParsed() {
    let note = #"{"resource":"taxonomy-depth","subject":"a","value":8}"# + "\n"
    #expect(detect([note + note + access]).format == .json)
  }

  @Test func fewerBadFieldsWinATie() {
    #expect(detect([#"{"time":0,"status":200,"limit":"x"}"# + "\n" + access]).format == .extended)
    #expect(detect([object + line(behind: " stray") + "\n"]).format == .json)
  }

  @Test func only64NonBlankLinesAreLookedAt() {
    let first = String(repeating: object + "\n", count: 64)
    let rest = String(repeating: access, count: 100)
    #expect(detect([first + rest]).format == .json)
    #expect(detect([first, rest]).format == .json)
    #expect(detect([first]).isDecided)
    let almost = String(repeating: object, count: 63)
    #expect(!detect([almost]).isDecided)
    #expect(detect([almost, access]).isDecided)
    #expect(detect([String(repeating: object, count: 31) + rest]).format == .extended)
    #expect(detect([String(repeating: object, count: 32) + rest]).format == .json)
    #expect(detect([first + rest]).decision.fitting == 64)
  }

  @Test func longLinesArePassedOver() {
    let long = String(repeating: "x", count: LineParser.longestLine + 1) + "\n"
    let detector = detect([long + access + long])
    #expect(detector.format == .extended)
    #expect(detector.decision.seen == 1)
    #expect(!detector.isDecided)
    #expect(detect([String(repeating: access, count: 63) + long]).isDecided == false)
    #expect(detect([String(repeating: access, count: 64) + long]).isDecided)
    // A line that no format may read says nothing about which comes closest.
    #expect(detect([long + "garbage\n"]).decision.misfit?.line == 2)
  }

  @Test func everyCutAtLineEndsGivesTheSame() {
    let lines = (0..<70).map { $0 % 3 == 0 ? object : $0 % 3 == 1 ? access : "\n" }
    let whole = detect([lines.joined()]).decision
    for cut in lines.indices {
      #expect(detect([lines[..<cut].joined(), lines[cut...].joined()]).decision == whole)
    }
    #expect(detect(lines).decision == whole)
  }

  @Test func theRunnerUpIsTheNextBest() {
    let decision = detect([object + access + access]).decision
    #expect(decision.format == .extended && decision.fitting == 2 && decision.seen == 3)
    #expect(decision.misfit == nil)
    #expect(detect([access + object + object]).decision.format == .json)
    var pair = FormatDetector(formats: [.extended, .json])
    pair.add(Array((access + object + object).utf8))
    #expect(pair.decision.runnerUp?.format == .extended && pair.decision.runnerUp?.fitting == 1)
    var alone = FormatDetector(formats: [.json])
    alone.add(Array(object.utf8))
    #expect(alone.decision.runnerUp == nil)
  }

  /// What reads furthest into the first line comes closest where nothing fits.
  @Test func theClosestFormatIsNamedWithItsColumn() throws {
    let cut = #"10.0.0.1 - - [20/Nov/2026:13:00:00 +0000] "GET /a HTTP/1.1" oops"#
    let misfit = try #require(detect(["\n" + cut + "\n"]).decision.misfit)
    #expect(misfit.line == 2)
    #expect(misfit.format == .extended)
    #expect(misfit.column == cut.utf8.count + 1)
    let broken = #"{"time":0,"status":20"#
    #expect(detect([broken]).decision.misfit?.format == .json)
    // A whole line with an impossible time is closer than any that stops.
    let late = access.replacing("20/Nov", with: "99/Nov")
    #expect(detect([late]).decision.misfit?.column == 15)
  }

  /// A preset that reads access lines too does not win because others stand among them.
  @Test func presetsWinByTheirOwnLines() throws {
    let tomcat = try #require(LogFormat.named("tomcat")).example + "\n"
    #expect(detect([tomcat + tomcat]).format.name == "tomcat")
    #expect(detect([access + access + tomcat]).format == .extended)
    #expect(detect([tomcat + line(behind: " stray") + "\n"]).format == .extended)
    let saas = try #require(LogFormat.named("learn-saas")).example + "\n"
    #expect(detect([saas + saas]).format.name == "learn-saas")
    #expect(detect([saas + object]).format.name == "learn-saas")
    let envelope = saas.replacing(" 4F2A 0.012 12 12", with: "")
    #expect(detect([saas + envelope]).format == .json)
  }

  @Test func halfTheLinesAreNotMost() {
    #expect(detect([access + "x\n"]).decision.misfit != nil)
    #expect(detect([access + "x\n"]).decision.misfit?.line == 2)
    #expect(detect([access + access + "x\n"]).decision.misfit == nil)
  }

  /// The example of a format is one, and nothing that `auto` prefers reads it wrongly.
  @Test(arguments: LogFormat.allCases) func examplesFit(_ format: LogFormat) {
    var batch = RecordBatch()
    batch.bytes = Array(format.example.utf8)
    var parser = LineParser(format: format)
    parser.parse(&batch, firstLine: 1)
    #expect(batch.counts.records == 1, "\(format.name): \(batch.counts)")
    #expect(batch.counts.records + batch.counts.notes == batch.counts.lines)
    #expect(batch.counts.badFields == 0)
    let decision = detect([format.example]).decision
    #expect(decision.fitting == decision.seen && decision.misfit == nil)
  }

  @Test func declaredFieldsAreThoseOfTheDirectives() throws {
    #expect(LogFormat.json.declaredFields == nil && LogFormat.extended.declaredFields == nil)
    #expect(LogFormat.w3c.declaredFields == nil && LogFormat.w3c.hasContext)
    let declared = try LogFormat(
      declaration: #"nginx:$remote_addr [$time_local] "$request" $status $http_authorization $foo"#)
    #expect(declared.declaredFields == ["client", "time", "method", "target", "status", "token"])
    #expect(!declared.hasContext)
    #expect(declared.notices.map(\.sentence).count == 1)
    #expect(declared.notices[0].sentence.contains("\"$foo\""))
  }
}
