import Attribution
import Bytes
import LimitCatalog
import Testing

@Suite struct ServiceTests {
  static func attributor(_ change: (inout Policy) -> Void) -> Attributor {
    var policy = Policy.standard
    change(&policy)
    return Attributor(policy: policy)
  }

  @Test(arguments: [
    ("/learn/api/", Service.learn), ("/learn/api/public/v1/users?x=1", .learn),
    ("/learn/api//", .learn),
    ("/learn/api", .other), ("/learn/api?x", .other), ("/learn/apis/", .other),
    ("/Learn/api/x", .other),
    ("/v0/learn/api/x", .other), ("//learn/api/x", .other), ("/learn%2Fapi/x", .other),
    ("/accounts/1", .knewton), ("", .other), ("/", .other),
  ])
  func byPath(_ target: String, _ service: Service) {
    let match = Request("GET", target).match()
    #expect(match.service == service)
    #expect(match.isExcluded == false)
    if service == .other { #expect(match.relativePath == match.path) }
  }

  @Test func pathAndQueryDivideAtTheFirstQuestionMark() {
    let match = Request("GET", "/v0/accounts/1?a=b?c#d").match()
    #expect(match.path == "/v0/accounts/1")
    #expect(match.relativePath == "/accounts/1")
    #expect(match.query == "a=b?c#d")
    let learn = Request("GET", "/learn/api/x?").match()
    #expect(learn.path == "/learn/api/x")
    #expect(learn.query == "")
    #expect(Request("GET", "?a=b").match().query == "a=b")
  }

  @Test func hostsDecideWhereTheyAreConfigured() {
    let attributor = ServiceTests.attributor { $0.knewton.hosts = ["api.k.example", "[::1]"] }
    func service(_ target: String, _ host: String) -> Service {
      var request = Request("GET", target)
      request.host = host
      return request.match(attributor).service
    }
    for host in ["api.k.example", "API.K.Example", "api.k.example:8443", "[::1]:80", "[::1]"] {
      #expect(service("/accounts/1", host) == .knewton)
      #expect(service("/anything", host) == .knewton)
      #expect(service("", host) == .knewton)
      // Learn goes by path before any host is looked at.
      #expect(service("/learn/api/x", host) == .learn)
    }
    for host in ["other.example", "xapi.k.example", "api.k.example.", "api.k.example:x", "api.k"] {
      #expect(service("/accounts/1", host) == .other)
      #expect(service("/oauth/token", host) == .other)
      #expect(service("/learn/api/x", host) == .learn)
    }
    // Without a host the template decides, as if none were configured.
    #expect(service("/accounts/1", "") == .knewton)
    #expect(service("/anything", "") == .other)
    var plain = Request("GET", "/accounts/1")
    plain.host = "other.example"
    #expect(plain.match().service == .knewton)
  }

  @Test func unlistedRequestsOfAKnewtonHost() {
    let attributor = ServiceTests.attributor { $0.knewton.hosts = ["k"] }
    var request = Request("PATCH", "/v0/accounts/1?q")
    request.host = "k"
    request.token = "t"
    let match = request.match(attributor)
    #expect(match.endpoint == .unlisted)
    #expect(match.relativePath == "/accounts/1")
    #expect(match.parameters == [])
    #expect(match.isAuthenticated)
  }

  @Test(arguments: [
    ("/oauth/token", true), ("/oauth/token/", true), ("/v0/oauth/token", true),
    ("/v0/oauth/token/?x", true), ("/oauth/token//", false), ("/oauth/tokenx", false),
    ("/oauth/token/x", false), ("/v0/v0/oauth/token", false), ("oauth/token", false),
  ])
  func tokenPaths(_ target: String, _ isTokenPath: Bool) {
    for method in ["POST", "get", ""] {
      var request = Request(method, target)
      request.token = "t"
      let match = request.match()
      #expect(match.service == (isTokenPath ? .knewton : .other))
      #expect((match.endpoint == .tokenPath) == isTokenPath)
      #expect(!match.isAuthenticated)
    }
  }

  @Test func configuredTokenPaths() {
    let attributor = ServiceTests.attributor {
      $0.knewton.tokenPaths = ["/token", "/v0/auth", "/accounts/current"]
    }
    for target in ["/token", "/v0/token", "/v0/auth", "/v0/auth/", "/accounts/current"] {
      #expect(Request("GET", target).match(attributor).endpoint == .tokenPath, "\(target)")
    }
    for target in ["/oauth/token", "/auth"] {
      #expect(Request("GET", target).match(attributor).service == .other)
    }
    let none = ServiceTests.attributor { $0.knewton.tokenPaths = [] }
    #expect(Request("POST", "/oauth/token").match(none).service == .other)
  }

  @Test func configuredBasePaths() {
    let attributor = ServiceTests.attributor { $0.knewton.basePaths = ["/k", "/k/v1", ""] }
    for (target, relative) in [
      ("/k/accounts/1", "/accounts/1"), ("/k/v1/accounts/1", "/accounts/1"),
      ("/accounts/1", "/accounts/1"),
    ] {
      let match = Request("GET", target).match(attributor)
      #expect(match.endpoint == KnewtonEndpoint(.accountGet))
      #expect(match.relativePath == relative)
    }
    #expect(Request("GET", "/v0/accounts/1").match(attributor).service == .other)
    #expect(Request("GET", "/kx/accounts").match(attributor).service == .other)
    let none = ServiceTests.attributor { $0.knewton.basePaths = [] }
    #expect(Request("GET", "/accounts/1").match(none).service == .knewton)
    #expect(Request("GET", "/v0/accounts/1").match(none).service == .other)
  }

  @Test func authentication() {
    var request = Request("GET", "/accounts/1")
    #expect(!request.match().isAuthenticated)
    request.token = "t"
    #expect(request.match().isAuthenticated)
    for status: UInt16 in [200, 400, 403, 429, 500] {
      request.status = status
      #expect(request.match().isAuthenticated)
    }
    request.status = 401
    #expect(!request.match().isAuthenticated)
    var learn = Request("GET", "/learn/api/x")
    learn.token = "t"
    #expect(!learn.match().isAuthenticated)
  }

  @Test func configuredLearnPaths() {
    let attributor = ServiceTests.attributor {
      $0.learn.pathPrefix = "/bb/learn/api/"
      $0.learn.excludePaths = ["/bb/learn/api/v1", "/bb/learn/api/public/v1/oauth2/token"]
    }
    for (target, isExcluded) in [
      ("/bb/learn/api/v1", true), ("/bb/learn/api/v1/", true), ("/bb/learn/api/v1/a/b?c", true),
      ("/bb/learn/api/v1?c", true), ("/bb/learn/api/v10", false), ("/bb/learn/api/v", false),
      ("/bb/learn/api/public/v1/oauth2/token", true), ("/bb/learn/api/public/v1/oauth2", false),
      ("/bb/learn/api/%761", false), ("/bb/learn/api/V1", false),
    ] {
      let match = Request("GET", target).match(attributor)
      #expect(match.service == .learn)
      #expect(match.isExcluded == isExcluded, "\(target)")
    }
    #expect(Request("GET", "/learn/api/v1").match(attributor).service == .other)
    #expect(Request("GET", "/learn/api/v1").match(attributor).isExcluded == false)
    let all = ServiceTests.attributor { $0.learn.excludePaths = ["/learn/api"] }
    #expect(Request("GET", "/learn/api/x").match(all).isExcluded)
    // Excluding the root excludes everything of Learn and nothing else.
    let root = ServiceTests.attributor { $0.learn.excludePaths = [""] }
    #expect(Request("GET", "/learn/api/x").match(root).isExcluded)
    #expect(!Request("GET", "/accounts/1").match(root).isExcluded)
  }

  @Test func groupsOfApplications() {
    let names = (0..<500).map { ByteString("app-\($0)") }
    let attributor = ServiceTests.attributor {
      $0.setGroups(
        (0..<100).map { index in
          GroupPolicy(
            name: ByteString("g\(index)"), applications: Array(names[index * 5..<index * 5 + 5]))
        })
    }
    for (index, name) in names.enumerated() {
      let bytes = Array("x".utf8) + name.bytes + Array("9".utf8)
      let slice = ByteSlice(1, bytes.count - 1)
      let group = attributor.groupIndex(ofApplication: slice, bytes.span)
      #expect(group.map { attributor.policy.groups[$0].name } == ByteString("g\(index / 5)"))
    }
    for text in ["", "app-", "app-500", "APP-1", "app-1 ", "\u{0}"] {
      let bytes = Array(text.utf8)
      #expect(
        attributor.groupIndex(ofApplication: ByteSlice(0, bytes.count), bytes.span) == nil)
    }
    let none = Attributor(policy: .standard)
    #expect(none.groupIndex(ofApplication: ByteSlice(0, 1), [0x61].span) == nil)
  }
}
