import AccessLog
import Bytes
import Testing

@Suite struct EnvelopeTests {
  /// An object whose `key` holds this text.
  func wrapped(_ text: String, key: String = "message", more: String = "") -> Parsed {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": escaped += "\\" + String(scalar)
      case "\n": escaped += "\\n"
      case "\r": escaped += "\\r"
      default: escaped += String(scalar)
      }
    }
    return json("{\"\(key)\":\"\(escaped)\"\(more)}")
  }

  let accessLine = line(request: #"GET /\"x\" HTTP/1.1"#, behind: #" "-" "agent" group=g "#)

  @Test(arguments: ["message", "log"])
  func accessLinesAreUnwrapped(_ key: String) {
    let parsed = wrapped(
      accessLine, key: key, more: #","host":"collector","time":"2020-01-01T00:00:00Z","app":"no""#)
    #expect(parsed[\.client] == "10.0.0.1")
    #expect(parsed[\.target] == "/\"x\"")
    #expect(parsed[\.group] == "g")
    #expect(parsed.only(\.host)?.isPresent == false)
    #expect(parsed.only(\.app)?.isPresent == false)
    #expect(parsed.only(\.time) == base)
    #expect(parsed.bad == 0)
  }

  @Test func objectsAreUnwrappedAsTextOrAsObject() {
    let inner = #"{"time":1795179600,"status":404,"site":"a\u0062","request":"GET /x HTTP/1.1"}"#
    for parsed in [
      wrapped(inner), wrapped("  " + inner + "\n"), json(#"{"group":"no","log":\#(inner)}"#),
      json(#"{"message":\#(inner),"log":"no"}"#),
    ] {
      #expect(parsed.only(\.status) == 404)
      #expect(parsed[\.site] == "ab")
      #expect(parsed[\.target] == "/x")
      #expect(parsed.only(\.group)?.isPresent == false)
    }
  }

  @Test func oneLineEndBehindTheTextIsDropped() {
    #expect(wrapped(line(behind: " site=s") + "\r\n")[\.site] == "s")
    #expect(wrapped(line(behind: " site=s") + "\n")[\.site] == "s")
  }

  @Test func aStatusOfItsOwnMeansNoEnvelope() {
    let parsed = object(#""message":"hello""#)
    #expect(parsed.counts.records == 1)
    let alias = json(#"{"time":0,"DownstreamStatus":404,"message":\#("\"hello\"")}"#)
    #expect(alias.only(\.status) == 404)
  }

  @Test func theReasonIsTheTexts() {
    #expect(wrapped("this is a debug message").reasons == [.badLine])
    #expect(wrapped("{broken").reasons == [.badJSON])
    #expect(wrapped(#"{"time":0}"#).reasons == [.missingField])
    #expect(wrapped(#"{"time":0,"status":"x"}"#).reasons == [.badStatus])
    #expect(wrapped(line(time: "-")).reasons == [.badTime])
    #expect(wrapped(line(status: "-")).reasons == [.badStatus])
    #expect(wrapped("\n").reasons == [.badLine])
    #expect(json(#"{"message":5}"#).reasons == [.badLine])
    #expect(json(#"{"log":{"logger":"x"}}"#).reasons == [.missingField])
    #expect(json(#"{"log":{}}"#).reasons == [.missingField])
    #expect(json(#"{"message":"","log":[]}"#).reasons == [.missingField])
    #expect(json(#"{"message":null}"#).reasons == [.missingField])
  }

  @Test func unwrappingHappensOnce() {
    let inner =
      #"{"message":"10.0.0.1 - - [20/Nov/2026:13:00:00 +0000] \"GET / HTTP/1.1\" 200 12"}"#
    #expect(json(inner).counts.records == 1)
    #expect(wrapped(inner).reasons == [.missingField])
    #expect(json(#"{"log":\#(inner)}"#).reasons == [.missingField])
  }

  @Test func badFieldsOfTheEnvelopeDoNotCount() {
    #expect(wrapped(line(), more: #","host":{},"site":[]"#).bad == 0)
    #expect(wrapped(line(behind: " stray"), more: #","host":{}"#).bad == 1)
  }

  @Test func manyEnvelopesInABlockDoNotMixTheirTexts() {
    var text = ""
    for number in 0..<50 {
      text +=
        #"{"log":"10.0.0.\#(number) - - [20/Nov/2026:13:00:00 +0000] \"GET /\#(number) HTTP/1.1\" "#
      text += #"200 12 \"-\" \"a\" site=\"s\\x41\#(number)\" token=t\#(number)"}"# + "\n"
    }
    let parsed = json(text)
    #expect(parsed.counts.records == 50)
    for (number, record) in parsed.records.enumerated() {
      #expect(parsed.text(record.client) == "10.0.0.\(number)")
      #expect(parsed.text(record.target) == "/\(number)")
      #expect(parsed.text(record.site) == "sA\(number)")
      #expect(parsed.text(record.token) == "t\(number)")
    }
  }

  @Test func inventoryLinesAreNotes() {
    let parsed = json(
      #"{"resource":"taxonomy-depth","subject":"a\u0062","value":8}"# + "\n"
        + #"{"resource":"includes-per-goal","subject":"c","value":"9"}"# + "\n"
        + #"{"resource":"nonsense","subject":"c","value":1}"# + "\n"
        + #"{"resource":"taxonomy-depth","subject":"c","value":1.5}"# + "\n"
        + #"{"time":0,"status":200,"resource":"taxonomy-depth","subject":"c","value":1}"# + "\n"
        + #"{"resource":"taxonomy-depth","subject":"c"}"#)
    #expect(parsed.counts.notes == 4)
    #expect(parsed.counts.records == 1)
    #expect(parsed.bad == 2)
    #expect(parsed.reasons == [.missingField])
    #expect(parsed.batch.observations.map(\.resource) == [0, 1])
    #expect(parsed.batch.observations.map { parsed.text($0.subject) } == ["ab", "c"])
    #expect(parsed.batch.observations.map(\.value) == [8, 9])
  }

  @Test func wrappedInventoryIsANoteToo() {
    let inner = #"{"resource":"taxonomy-depth","subject":"a","value":8}"#
    #expect(wrapped(inner).counts.notes == 1)
    #expect(json(#"{"log":\#(inner)}"#).batch.observations.map(\.value) == [8])
  }
}
