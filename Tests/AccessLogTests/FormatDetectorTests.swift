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
    #expect(LogFormat.named("extended") == .extended)
    #expect(LogFormat.named("json") == .json)
    #expect(LogFormat.named("JSON") == nil)
    #expect(LogFormat.named("auto") == nil)
    #expect(LogFormat.allCases == [.json, .extended])
  }

  @Test func emptyInputsAndTiesAreJSON() {
    #expect(detect([]).format == .json)
    #expect(detect([""]).format == .json)
    #expect(detect(["\n\n"]).format == .json)
    #expect(detect(["garbage\n"]).format == .json)
    #expect(detect([access + object]).format == .json)
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
  }

  @Test func longLinesArePassedOver() {
    let long = String(repeating: "x", count: LineParser.longestLine + 1) + "\n"
    let detector = detect([long + access + long])
    #expect(detector.format == .extended)
    #expect(!detector.isDecided)
    #expect(detect([String(repeating: access, count: 63) + long]).isDecided == false)
    #expect(detect([String(repeating: access, count: 64) + long]).isDecided)
  }

  @Test func everyCutAtLineEndsGivesTheSame() {
    let lines = (0..<70).map { $0 % 3 == 0 ? object : $0 % 3 == 1 ? access : "\n" }
    let whole = detect([lines.joined()]).format
    for cut in lines.indices {
      #expect(detect([lines[..<cut].joined(), lines[cut...].joined()]).format == whole)
    }
    #expect(detect(lines).format == whole)
  }
}
