import AccessLog
import Attribution
import LimitCatalog
import Testing

/// The slow, obvious matcher: every template against every segment, the most literal one wins.
enum SlowTemplates {
  static func match(_ method: String, _ path: String) -> (KnewtonAction, [String])? {
    guard path.first == "/" else { return nil }
    var segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    if segments.last == "" { segments.removeLast() }
    var best: (action: KnewtonAction, parameters: [String], literals: String)?
    for action in KnewtonAction.allCases where action.rate.method == method {
      let template = action.rate.template.dropFirst().split(separator: "/")
      guard template.count == segments.count else { continue }
      var parameters: [String] = []
      var literals = ""
      for (part, segment) in zip(template, segments) {
        if part.first == "{", !segment.isEmpty {
          parameters.append(String(segment))
          literals += "0"
        } else if part == segment {
          literals += "1"
        } else {
          literals = "none"
          break
        }
      }
      // Compared from the left: the first segment in which one is literal and the other is not.
      if literals != "none", best.map({ $0.literals < literals }) ?? true {
        best = (action, parameters, literals)
      }
    }
    return best.map { ($0.action, $0.parameters) }
  }
}

@Suite struct TemplateTests {
  static let attributor = Attributor(policy: .standard)

  @Test(arguments: KnewtonAction.allCases)
  func everyTemplateIsHit(_ action: KnewtonAction) {
    let path = action.rate.template
      .replacing("{id}", with: "i-1").replacing("{goal_id}", with: "g%2F2")
      .replacing("{registration_id}", with: "current")
    let parameters = ["{id}", "{goal_id}", "{registration_id}"].indices.filter {
      action.rate.template.contains(["{id}", "{goal_id}", "{registration_id}"][$0])
    }.map { ["i-1", "g%2F2", "current"][$0] }
    for base in ["", "/v0"] {
      for end in ["", "/", "?a=b", "/?", "?/v0/x"] {
        let match = Request(action.rate.method, base + path + end).match(TemplateTests.attributor)
        #expect(match.service == .knewton)
        #expect(match.endpoint == KnewtonEndpoint(action))
        #expect(match.parameters == parameters)
        #expect(match.path == base + path + (end.hasPrefix("/") ? "/" : ""))
        #expect(match.relativePath == path + (end.hasPrefix("/") ? "/" : ""))
      }
    }
    for wrong in [
      "/v0/v0" + path, "/v1" + path, "/v0x" + path, "/V0" + path, "x" + path, path + "//",
      "/" + path, path + "/x/y/z", path.uppercased(), "/v0/" + path,
    ] {
      let match = Request(action.rate.method, wrong).match(TemplateTests.attributor)
      #expect(match.endpoint != KnewtonEndpoint(action), "\(wrong)")
    }
    for method in [action.rate.method.lowercased(), action.rate.method + "X", "", "-", "HEAD"] {
      let match = Request(method, path).match(TemplateTests.attributor)
      #expect(match.service == .other)
      #expect(match.endpoint == .unlisted)
      #expect(match.parameters == [])
    }
  }

  @Test(arguments: [
    ("GET", "/accounts/current", KnewtonAction.accountCurrent, []),
    ("GET", "/accounts/currents", .accountGet, ["currents"]),
    ("GET", "/accounts/Current", .accountGet, ["Current"]),
    ("GET", "/accounts/curren%74", .accountGet, ["curren%74"]),
    // Only GET knows the literal; the deletion is of the account named `current`.
    ("DELETE", "/accounts/current", .accountDelete, ["current"]),
    ("GET", "/accounts/{id}", .accountGet, ["{id}"]),
    ("GET", "/registrations/recommendation/recommendation", .recommendationGet, ["recommendation"]),
    (
      "PUT", "/learning-instances/scoped-goals/scoped-goals/registrations/registrations",
      .goalAssignBatch, ["scoped-goals", "registrations"]
    ),
  ])
  func literalsWin(
    _ method: String, _ path: String, _ action: KnewtonAction, _ parameters: [String]
  ) {
    let match = Request(method, path).match(TemplateTests.attributor)
    #expect(match.endpoint == KnewtonEndpoint(action))
    #expect(match.parameters == parameters)
  }

  @Test(arguments: [
    "", "/", "//", "/v0", "/v0/", "accounts", "*", "-", "?", "/?/accounts", "/accounts//",
    "//accounts",
    "/accounts/%", "/accounts\u{0}", "/accounts/\u{0}/x", "/v0accounts", "/v0?/accounts",
    "/accounts;x",
    "/learning-instances/1/2/3/4/5/6/7", "/learning-instances//scoped-goals", "/registrations/1//",
    "/accounts/current/current", "/batch/1", "/oauth/tokens", "/oauth", "/oauth/token/x",
    "/learn/api",
  ])
  func nearMisses(_ target: String) {
    for method in ["GET", "POST", "PUT", "DELETE"] {
      let match = Request(method, target).match(TemplateTests.attributor)
      // `GET /accounts/%` is an account with an odd name.
      if target == "/accounts/%", method == "GET" || method == "DELETE" { continue }
      #expect(match.service == .other, "\(method) \(target)")
      #expect(match.endpoint == .unlisted)
      #expect(!match.isAuthenticated)
    }
  }

  @Test(arguments: ["\u{0}", "%00", "%zz", "%", ".", "..", "a b", "é", "\u{1F600}", "?"])
  func oddParameters(_ segment: String) {
    let match = Request("GET", "/accounts/" + segment).match(TemplateTests.attributor)
    if segment == "?" {
      // An empty id is none.
      #expect(match.service == .other)
    } else {
      #expect(match.endpoint == KnewtonEndpoint(.accountGet))
      #expect(match.parameters == [segment])
    }
  }

  @Test func longPaths() {
    let long = String(repeating: "x", count: 1 << 20)
    let one = Request("GET", "/v0/accounts/" + long).match(TemplateTests.attributor)
    #expect(one.endpoint == KnewtonEndpoint(.accountGet))
    #expect(one.parameters == [long])
    for target in [
      String(repeating: "/", count: 1 << 20), String(repeating: "/a", count: 1 << 19), "/" + long,
    ] {
      #expect(Request("GET", target).match(TemplateTests.attributor).service == .other)
    }
  }

  @Test func batchGoalsByDirection() {
    var request = Request("PUT", "/learning-instances/l/scoped-goals/g/registrations")
    #expect(request.match().endpoint == KnewtonEndpoint(.goalAssignBatch))
    request.action = .assign
    #expect(request.match().endpoint == .batchAssign)
    request.action = .unassign
    #expect(request.match().endpoint == .batchUnassign)
    request.target += "/r"
    #expect(request.match().endpoint == KnewtonEndpoint(.goalAssign))
  }

  @Test func agreesWithTheSlowMatcher() {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SplitMix(state: seed)
    let words =
      KnewtonAction.allCases.flatMap { $0.rate.template.split(separator: "/").map(String.init) }
      + ["", "x", "1", "current", "v0"]
    var hits = 0
    for round in 0..<20_000 {
      var segments: [String]
      if round % 2 == 0 {
        // A template with one word changed is near the edge; random words rarely are.
        let template = KnewtonAction.allCases.randomElement(using: &generator)?.rate.template ?? ""
        segments = template.dropFirst().split(separator: "/").map(String.init)
        if let index = segments.indices.randomElement(using: &generator) {
          segments[index] = words.randomElement(using: &generator) ?? ""
        }
      } else {
        segments = (0..<Int.random(in: 0...8, using: &generator)).map { _ in
          words.randomElement(using: &generator) ?? ""
        }
      }
      let slash = Bool.random(using: &generator) ? "/" : ""
      let path = "/" + segments.joined(separator: "/") + slash
      let method =
        ["GET", "POST", "PUT", "DELETE", "PATCH"].randomElement(using: &generator) ?? "GET"
      // The slow matcher knows no base path and no token path.
      if segments.first == "v0" { continue }
      let match = Request(method, path).match(TemplateTests.attributor)
      let slow = SlowTemplates.match(method, path)
      #expect(
        match.endpoint == slow.map { KnewtonEndpoint($0.0) } ?? .unlisted,
        "seed \(seed): \(method) \(path)")
      #expect(match.parameters == slow?.1 ?? [], "seed \(seed): \(method) \(path)")
      if slow != nil { hits += 1 }
    }
    #expect(hits > 1000, "seed \(seed)")
  }
}
