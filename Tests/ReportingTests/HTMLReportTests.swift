import Bytes
import Findings
import Testing

@testable import Reporting

@Suite struct HTMLReportTests {
  private func page(_ report: AuditReport) throws -> String {
    String(decoding: try HTMLReport.render(report), as: UTF8.self)
  }

  /// Everything between `<` and `>`, in order, but the places where a long name may be broken.
  private func tags(_ page: String) -> [String] {
    var tags: [String] = []
    var tag: String.UnicodeScalarView?
    for scalar in page.unicodeScalars {
      if scalar == "<" { tag = String.UnicodeScalarView() }
      tag?.append(scalar)
      if scalar == ">", let whole = tag {
        if String(whole) != "<wbr>" { tags.append(String(whole)) }
        tag = nil
      }
    }
    return tags
  }

  @Test func hostileNamesChangeNoTag() throws {
    let benign = tags(try page(SampleReport.report(name: "x1")))
    #expect(benign.count > 300)
    for name in SampleReport.hostileNames {
      #expect(tags(try page(SampleReport.report(name: name))) == benign, "\(name)")
    }
  }

  @Test func hostileNamesLeaveNoControlCharacters() throws {
    for name in SampleReport.hostileNames {
      let text = try page(SampleReport.report(name: name))
      let isClean = text.unicodeScalars.allSatisfy { scalar in
        scalar == "\n"
          || ![.control, .format].contains(scalar.properties.generalCategory)
      }
      #expect(isClean, "\(name)")
    }
  }

  @Test func pageLoadsNothing() throws {
    let text = try page(SampleReport.report(name: "x1"))
    #expect(text.contains("content=\"default-src 'none'; style-src 'sha256-"))
    #expect(!text.contains("unsafe-"))
    for tag in tags(text) {
      #expect(!tag.contains("src=") && !tag.contains("http:") && !tag.contains("https:"), "\(tag)")
      #expect(!tag.hasPrefix("<link") && !tag.hasPrefix("<iframe") && !tag.hasPrefix("<form"))
      #expect(!tag.contains(/\ on[a-z]+=/) && !tag.contains("style="), "\(tag)")
      if tag.contains("href=") { #expect(tag.contains("href=\"#"), "\(tag)") }
    }
    #expect(!text.contains("url(") && !text.contains("@import"))
  }

  /// Browsers compare the digest of the very text between the tags.
  @Test func policyNamesTheStyleAndTheScript() throws {
    let text = try page(SampleReport.report(name: "</script><style>"))
    for (element, directive) in [("style", "style-src"), ("script", "script-src")] {
      let parts = text.split(separator: "<\(element)>", omittingEmptySubsequences: false)
      #expect(parts.count == 2, "one \(element)")
      let content = try #require(parts.last?.firstRange(of: "</\(element)>")).lowerBound
      let source = HTMLDigest.source(of: Array(parts[1][..<content].utf8))
      #expect(text.contains("\(directive) '\(source)';"))
    }
  }

  /// RFC 6234's digest of `abc` in base64, and that of nothing.
  @Test func digestsAreInBase64() {
    #expect(
      HTMLDigest.source(of: Array("abc".utf8))
        == "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
    #expect(
      HTMLDigest.source(of: []) == "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
  }

  @Test func elementsAreClosed() throws {
    let void: Set = ["!doctype", "meta", "path", "rect"]
    var open: [Substring] = []
    for tag in tags(try page(SampleReport.report(name: "x1"))) {
      let name = tag.dropFirst().prefix { $0 != " " && $0 != ">" }
      if name.hasPrefix("/") {
        #expect(open.popLast() == name.dropFirst())
      } else if !void.contains(String(name)) {
        open.append(name)
      }
    }
    #expect(open.isEmpty)
  }

  @Test func sectionsAndTablesAreNamed() throws {
    let text = try page(SampleReport.report(name: "x1"))
    let all = tags(text)
    let tables = all.count { $0.hasPrefix("<table") }
    #expect(tables > 10)
    #expect(all.count { $0.hasPrefix("<caption") } == tables)
    #expect(all.contains("<main id=\"content\">") && all.contains("<html lang=\"en\">"))
    let cells = all.filter { $0.hasPrefix("<th ") || $0 == "<th>" }
    #expect(cells.allSatisfy { $0.contains("scope=") })
    for section in Document(SampleReport.report(name: "x1")).sections {
      #expect(text.contains("<section id=\"\(section.id)\""))
      #expect(text.contains("<a href=\"#\(section.id)\">"))
    }
  }

  @Test func markupIsEscapedWhereverItStands() {
    let escaping = HTMLEscaping()
    #expect(escaping.escapeText("a<b>&\"c'\u{301}é") == "a&lt;b&gt;&amp;&quot;c&#39;\u{301}é")
    #expect(escaping.escapeText("<\u{338}") == "&lt;\u{338}")
    #expect(escaping.escapeText("plain") == "plain")
  }

  @Test func partsOfThePageFollowOneAnother() throws {
    let report = SampleReport.report(name: "x1")
    let page = try HTMLReport(report)
    #expect(page.partCount == Document(report).sections.count + 2)
    let parts = (0..<page.partCount).map { String(decoding: page.part($0), as: UTF8.self) }
    #expect(parts.first?.hasPrefix("<!doctype html>") == true)
    #expect(parts.last?.hasSuffix("</html>\n") == true)
    #expect(parts.dropFirst().dropLast().allSatisfy { $0.hasPrefix("<section id=") })
  }

  @Test func templatesEscapeEverything() {
    let sources = [
      PackageResources.head_mustache, PackageResources.section_mustache,
      PackageResources.foot_mustache, PackageResources.blocks_mustache,
      PackageResources.pieces_mustache, PackageResources.table_mustache,
      PackageResources.findings_mustache, PackageResources.detail_mustache,
      PackageResources.start_mustache, PackageResources.figures_mustache,
      PackageResources.figure_mustache, PackageResources.text_mustache,
      PackageResources.name_mustache, PackageResources.label_mustache,
      PackageResources.time_mustache, PackageResources.span_mustache,
      PackageResources.meter_mustache, PackageResources.paragraph_mustache,
      PackageResources.heading_mustache,
    ]
    for source in sources {
      let text = String(decoding: source, as: UTF8.self)
      #expect(!text.contains("{{{") && !text.contains("{{&") && !text.contains("{{%"))
    }
  }

  @Test func emptyReportIsAPage() throws {
    let text = try page(AuditReport())
    #expect(text.contains("No findings, as there was nothing to judge."))
    #expect(text.contains("no records"))
    #expect(!text.contains("incomplete"))
  }
}
