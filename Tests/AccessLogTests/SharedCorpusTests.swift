import AccessLog
import Bytes
import Foundation
import Testing

/// Inputs written by others, where they lie beside the package.
@Suite struct SharedCorpusTests {
  /// The folder named by QUOTA_AUDIT_SHARED, or `shared` beside the package; nil if it is not
  /// there.
  static func folder(_ path: String) -> URL? {
    let package = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let beside = package.deletingLastPathComponent().appendingPathComponent("shared").path
    let shared = ProcessInfo.processInfo.environment["QUOTA_AUDIT_SHARED"] ?? beside
    let folder = URL(fileURLWithPath: shared).appendingPathComponent(path)
    if FileManager.default.fileExists(atPath: folder.path) { return folder }
    print("skipped: there is no \(path) below \(shared); set QUOTA_AUDIT_SHARED to its folder")
    return nil
  }

  static func files(_ folder: URL) -> [URL] {
    let names = FileManager.default.subpaths(atPath: folder.path) ?? []
    return names.sorted().map { folder.appendingPathComponent($0) }.filter {
      (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true
    }
  }

  @Test func JSONTestSuite() throws {
    guard let folder = SharedCorpusTests.folder("corpus/json/JSONTestSuite/test_parsing") else {
      return
    }
    let files = SharedCorpusTests.files(folder)
    #expect(files.count > 300)
    for file in files {
      let content = [UInt8](try Data(contentsOf: file)).map { $0 == 0x0A ? 0x20 : $0 }
      let name = file.lastPathComponent
      if content.isEmpty || content == [0xEF, 0xBB, 0xBF] { continue }
      let parsed = parse(content, .json)
      #expect(parsed.counts.lines == 1)
      let isBad = parsed.reasons == [.badJSON]
      // As a value inside an object, so that those that are no object tell something too.
      let inside = parse(Array(#"{"x":"#.utf8) + content + [0x7D], .json)
      if name.hasPrefix("y_") {
        let isObject = content.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D } == 0x7B
        #expect(isBad == !isObject, "\(name)")
        #expect(inside.reasons == [.missingField], "\(name)")
      } else if name.hasPrefix("n_") {
        #expect(isBad, "\(name)")
        // Its line feed is a blank here, which a text may hold.
        let fits = name == "n_string_unescaped_newline.json"
        #expect(inside.reasons == [.badJSON] || fits, "\(name)")
      }
    }
  }

  @Test func logsOfManyServersAreReadWithoutACrash() throws {
    guard let folder = SharedCorpusTests.folder("corpus/logs") else { return }
    var records: [String: Int] = [:]
    for file in SharedCorpusTests.files(folder) {
      let content = [UInt8](try Data(contentsOf: file))
      for format in LogFormat.allCases {
        let counts = parse(content, format).counts
        let malformed = counts.malformed.reduce(0, +)
        #expect(counts.lines == counts.records + counts.blank + counts.notes + malformed)
        records["\(file.lastPathComponent) \(format)", default: 0] += counts.records
      }
    }
    let expected = [
      "apache-http-probing.log extended": 77, "http_dos_bypass_cache.log extended": 355,
      "http_dos_random_uri.log extended": 66, "http-dos-switching-ua.log extended": 15,
      "logfile_shop_access_log.0 extended": 1000, "apache2-logs.log extended": 18,
      "nginx-http-xss-probing.log extended": 26, "traefik_base-http-scenario.log json": 80,
      "traefik_json.log json": 6, "logfile_json3.json json": 3, "logfile_caddy_log.1 json": 4,
    ]
    for (name, count) in expected {
      #expect(records[name, default: 0] >= count, "\(name)")
    }
  }
}
