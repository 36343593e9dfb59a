import AccessLog
import Bytes
import Testing

@Suite struct JSONFieldTests {
  @Test func canonicalNames() {
    let parsed = object(
      #""client":"c","host":"h","method":"PUT","target":"/x","referer":"r","group":"g","app":"a","#
        + #""site":"s","token":"t","uri":"u","origin":"o","limit":1,"remaining":"2","reset":3,"#
        + #""retry_after":4,"delay":"5","exceeded":"e","items":6,"action":"unassign","#
        + #""account":"k","analytics":false,"error":"f","bytes":7,"agent":"z","user":"y""#)
    let texts = [
      parsed[\.client], parsed[\.host], parsed[\.method], parsed[\.target], parsed[\.referer],
      parsed[\.group], parsed[\.app], parsed[\.site], parsed[\.token], parsed[\.uri],
      parsed[\.origin], parsed[\.exceeded], parsed[\.account], parsed[\.error],
    ]
    #expect(texts == ["c", "h", "PUT", "/x", "r", "g", "a", "s", "t", "u", "o", "e", "k", "f"])
    let record = parsed.only(\.self)
    let numbers = [
      record?.limit, record?.remaining, record?.reset, record?.retryAfter, record?.delay,
      record?.items,
    ]
    #expect(numbers == [1, 2, 3, 4, 5, 6])
    #expect(record?.action == .unassign)
    #expect(record?.analytics == .no)
    #expect(parsed.bad == 0)
  }

  @Test func missingFields() {
    #expect(json("{}").reasons == [.missingField])
    #expect(json(#"{"time":0}"#).reasons == [.missingField])
    #expect(json(#"{"status":200}"#).reasons == [.missingField])
    #expect(json(#"{"status":200,"time":null}"#).reasons == [.missingField])
    #expect(json(#"{"status":null,"time":0}"#).reasons == [.missingField])
    #expect(json(#"{"status":"-","time":0}"#).reasons == [.missingField])
    #expect(json(#"{"status":"\u002d","time":0}"#).reasons == [.missingField])
    #expect(json(#"{"status":200,"time":{}}"#).reasons == [.missingField])
    #expect(json(#"{"status":"abc"}"#).reasons == [.missingField])
    #expect(json(#"{"status":"abc","time":"x"}"#).reasons == [.badTime])
    #expect(json(#"{"status":"abc","time":0}"#).reasons == [.badStatus])
    #expect(json(#"{"status":200.0,"time":0}"#).reasons == [.badStatus])
    #expect(json(#"{"status":true,"time":0}"#).reasons == [.badStatus])
  }

  @Test func numbersAndWordsAreTextsAsWritten() {
    let parsed = object(#""site":12.50,"app":true,"group":-1e5,"account":null"#)
    #expect(parsed[\.site] == "12.50")
    #expect(parsed[\.app] == "true")
    #expect(parsed[\.group] == "-1e5")
    #expect(parsed.only(\.account)?.isPresent == false)
    #expect(parsed.bad == 0)
  }

  @Test func objectsAndListsAreBad() {
    let parsed = object(#""site":{},"app":[],"group":{"a":1},"limit":[5],"user":[1],"bytes":{}"#)
    #expect(parsed.only(\.site)?.isPresent == false)
    #expect(parsed.only(\.limit) == -1)
    #expect(parsed.bad == 6)
  }

  @Test func theLastOfEqualKeysWins() {
    #expect(object(#""site":"a","site":"b""#)[\.site] == "b")
    #expect(object(#""site":"a","site":null"#).only(\.site)?.isPresent == false)
    #expect(object(#""site":"a","site":"-""#).only(\.site)?.isPresent == false)
    #expect(object(#""site":{},"site":"b""#).bad == 0)
    #expect(object(#""site":"\u0061","\u0073ite":"b""#)[\.site] == "b")
    #expect(object(#""site":"b","s\u0069te":"\u0061""#)[\.site] == "a")
    let again = object(#""request":{"method":"PUT"},"request":{"uri":"/x"}"#)
    #expect(again.only(\.method)?.isPresent == false)
    #expect(again[\.target] == "/x")
    #expect(object(#""request":{"method":"PUT"},"request":"GET / HTTP/1.1""#)[\.method] == "GET")
  }

  @Test func requestMayBeALineOrAnObject() {
    #expect(object(#""request":"PUT /x HTTP/1.1""#)[\.target] == "/x")
    let nested = object(#""request":{"method":"PUT","uri":"/x","host":"h"}"#)
    #expect(nested[\.method] == "PUT")
    #expect(nested[\.host] == "h")
    #expect(nested.bad == 0)
    #expect(object(#""request.method":"PUT","request":{"uri":"/x"}"#)[\.method] == "PUT")
    #expect(object(#""request":{"headers.Origin":["o"]}"#)[\.origin] == "o")
    #expect(object(#""request.headers":{"Origin":["o"]}"#)[\.origin] == "o")
  }

  @Test func pathsDoNotReachIntoListsOrStrangers() {
    #expect(object(#""request":[{"method":"PUT"}]"#).only(\.method)?.isPresent == false)
    #expect(
      object(#""x":{"site":"a","request":{"method":"PUT"}}"#).only(\.site)?.isPresent == false)
    #expect(object(#""x":{"status":404},"nested":{"a":[1,{"site":null}]}"#).only(\.status) == 200)
  }

  @Test func theCanonicalNameWinsInAnyOrder() {
    for members in [#""remote_addr":"a","client":"c""#, #""client":"c","remote_addr":"a""#] {
      #expect(object(members)[\.client] == "c")
    }
    #expect(object(#""client":"-","remote_addr":"a""#)[\.client] == "a")
    #expect(object(#""remote_addr":"a","client":null"#)[\.client] == "a")
  }

  @Test func amongAliasesTheEarlierListedWins() {
    for members in [#""ts":1,"StartUTC":2"#, #""StartUTC":2,"ts":1"#] {
      #expect(json(#"{"status":200,"# + members + "}").only(\.time) == 2000)
    }
  }

  @Test func objectsUnderAnAliasAreNobodysFault() {
    let parsed = object(#""timestamp":{},"path":[],"size":{"a":1},"labels":{},"resource":{}"#)
    #expect(parsed.bad == 0)
    #expect(parsed.counts.records == 1)
  }

  @Test func policyFieldsWinOverCanonicalNames() {
    let options = LineParser.Options(fields: [
      .init(path: "http.client.ip", field: "client"), .init(path: "uri", field: "target"),
      .init(path: "tenant", field: "group"), .init(path: "tenant2", field: "group"),
    ])
    let parsed = object(
      #""client":"c","http":{"client":{"ip":"p"}},"uri":"/x","target":"/y","#
        + #""tenant2":"b","tenant":"a""#,
      options)
    #expect(parsed[\.client] == "p")
    #expect(parsed[\.target] == "/x")
    #expect(parsed.only(\.uri)?.isPresent == false)
    #expect(parsed[\.group] == "a")
    #expect(object(#""client":"c""#, options)[\.client] == "c")
    #expect(object(#""http.client.ip":"p""#, options)[\.client] == "p")
    #expect(object(#""http.client":{"ip":"p"}"#, options)[\.client] == "p")
    #expect(object(#""http":{"client.ip":"p"}"#, options)[\.client] == "p")
    #expect(object(#""tenant":{},"tenant2":"b""#, options).bad == 1)
    #expect(object(#""tenant":{},"tenant2":"b""#, options)[\.group] == "b")
  }

  @Test func everyCanonicalNameCanBeAPolicysTarget() {
    for name in LineParser.fieldNames {
      let options = LineParser.Options(fields: [.init(path: "p.q", field: ByteString(name))])
      let parsed = json(#"{"time":0,"status":200,"p":{"q":[]}}"#, options)
      #expect(parsed.counts.records == 1, "\(name)")
      #expect(parsed.bad == (name == "entities" ? 0 : 1), "\(name)")
    }
    #expect(LineParser.fieldNames.contains("retry_after"))
    #expect(!LineParser.fieldNames.contains("message"))
    #expect(LineParser.fieldNames.count == 30)
  }
}
