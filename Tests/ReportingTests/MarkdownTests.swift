import Bytes
import Testing

@testable import Reporting

@Suite struct MarkdownTests {
  @Test(arguments: [
    ("a", "`a`"), ("", "(empty)"), ("a`b", "``a`b``"), ("`", "`` ` ``"), ("``", "``` `` ```"),
    (" a ", "`  a  `"), (" ", "` `"), ("a|b", "`a\\|b`"), ("|\u{301}", "`\\|\u{301}`"),
    ("\\", "`\\`"), ("`\u{301}", "`` `\u{301} ``"),
  ])
  func codeSpansHoldAnything(text: String, span: String) {
    #expect(MarkdownText.code(text, inTable: true) == span)
  }

  @Test func pipesAreEscapedInTablesOnly() {
    #expect(MarkdownText.code("a|b", inTable: false) == "`a|b`")
  }

  @Test(arguments: [
    ("Group acme made 10,000 calls.", "Group `acme` made 10,000 calls."),
    ("plain words, only (really).", "plain words, only (really)."),
    ("see https://evil.example now", "see `https://evil.example` now"),
    ("@someone #1 www.x.example", "`@someone #1 www.x.example`"),
    ("a_b: no such file.", "`a_b`: no such file."), ("1. item", "`1`. item"),
    ("The limit is 50.", "The limit is 50."), ("7) is", "`7)` is"),
    ("*x* **y** <b>", "`*x* **y** <b>`"), ("GH-1 abc123", "`GH-1 abc123`"),
    ("two  blanks  a.b  c", "two  blanks  `a.b `  c"), (":smile:", "`:smile`:"), (".", "`.`"),
  ])
  func proseKeepsPlainWordsOnly(text: String, prose: String) {
    // Words of letters alone need no span, whoever wrote them.
    let expected = prose.replacing("`acme`", with: "acme")
    let written = MarkdownText.prose(text, inTable: false)
    #expect(written.replacing("  ", with: " ") == expected.replacing("  ", with: " "))
  }

  /// Everything outside code spans of a line; spans are read as CommonMark does.
  private func outsideOfCode(_ line: Substring) -> String {
    var result = ""
    var rest = line.unicodeScalars[...]
    while let scalar = rest.first {
      guard scalar == "`" else {
        result.unicodeScalars.append(scalar)
        rest = rest.dropFirst()
        continue
      }
      let fence = rest.prefix { $0 == "`" }.count
      var search = rest.dropFirst(fence)
      var end: Substring.UnicodeScalarView?
      while !search.isEmpty {
        if search.first == "`" {
          let run = search.prefix { $0 == "`" }.count
          search = search.dropFirst(run)
          if run == fence {
            end = search
            break
          }
        } else {
          search = search.dropFirst()
        }
      }
      guard let end else { return result + "UNCLOSED" }
      rest = end
    }
    return result
  }

  @Test func hostileNamesNeverLeaveTheirSpans() {
    func lines(_ name: ByteString) -> [Substring] {
      String(decoding: MarkdownReport.render(SampleReport.report(name: name)), as: UTF8.self)
        .split(separator: "\n", omittingEmptySubsequences: false)
    }
    let benign = lines("x1").map(outsideOfCode)
    for name in SampleReport.hostileNames where !name.bytes.isEmpty {
      let hostile = lines(name)
      #expect(hostile.count == benign.count, "\(name)")
      for (line, plain) in zip(hostile, benign) where line.hasPrefix("|") {
        // Cells are split at unescaped pipes, inside of spans too.
        let scalars = Array(line.unicodeScalars)
        let pipes = scalars.indices.count {
          scalars[$0] == "|" && ($0 == 0 || scalars[$0 - 1] != "\\")
        }
        #expect(pipes == plain.unicodeScalars.count { $0 == "|" }, "\(name): \(line)")
        #expect(outsideOfCode(line) == plain, "\(name)")
      }
      // Folds are of this program's words only, whatever the names are.
      let folds = Set(["<details>", "<details open>", "</details>"])
      for (line, plain) in zip(hostile, lines("x1")) where !folds.contains(String(line)) {
        if line.hasPrefix("<summary>") {
          #expect(line == plain, "\(name)")
          continue
        }
        let outside = outsideOfCode(line)
        #expect(!outside.contains("UNCLOSED"), "\(name): \(line)")
        // `>` starts the quotation that holds the status.
        #expect(!outside.dropFirst().contains { "<>[]@#_~".contains($0) } || outside.hasPrefix("#"))
        #expect(!outside.contains("http") && !outside.contains("www."), "\(name): \(line)")
      }
    }
  }
}
