internal import Bytes

/// Names and paths that generated logs are made of.
enum ReferenceNames {
  /// Names that break programs which take text for trustworthy; none is absent (`-` or empty), has
  /// blanks at its ends or a comma.
  static let hostile: [ByteString] = [
    "<script>alert(1)</script>", "a  b", "a|b`c*", "say \"no\"", "back\\slash\\x41", "{{x}}", "'--",
    "line\nbreak\ttab", "nul\0byte", "\u{1B}[31mred", "e\u{301}", "\u{E9}", "\u{1F600}",
    "unlisted", "(more)", "tok_0123456789abcdef", "=1+1", "\u{202E}rtl",
    ByteString([0x66, 0xFF, 0xFE]), ByteString([0xC3]), ByteString([0xE2, 0x82, 0x41]),
  ]

  static let groups: [ByteString] = ["acme", "acme - Team 1", "globex"]
  static let apps: [ByteString] = ["app-1", "app-2", "6f1c"]
  static let sites: [ByteString] = [
    "s1.example", "S1.Example:443", "s2.example", "s3.example", "[2001:db8::1]:8443", "s4.example",
  ]
  /// Names of hosts that are odd, but sent.
  static let oddSites: [ByteString] = [
    "s1.example:", ":443", "[2001:db8::1]", "2001:db8::1", "s1.example:80a", "[x]:1", "[x:1", "::",
  ]
  static let clients: [ByteString] = ["10.0.0.1", "10.0.0.2", "2001:db8::2"]
  static let tokens: [ByteString] = ["tk-1", "tk-2"]
  static let uris: [ByteString] = [
    "https://a.example", "https://user:pw@a.example/?q=1#f", "https://a.example/", "b.example/x",
  ]
  /// URIs of which little or nothing is left, or that have parts in unusual places.
  static let oddURIs: [ByteString] = [
    "/", "?x", "#", "https://a.example//", "https://a.example/?", "mailto:me@a.example",
    "https://a.example/x@y/", "https://u@v@a.example", "https://", "https://a.example/#/x?y",
    "a://b://u@c/", "https:///u@x/",
  ]
  static let origins: [ByteString] = ["HTTPS://A.Example", "https://u@c.example:8080/x?y", "null"]

  static let learnTargets: [ByteString] = [
    "/learn/api/public/v1/users", "/learn/api/public/v1/users/?limit=100&offset=200",
    "/learn/api/public/v2/courses/_12_1/users/userName:x%20y",
    "/learn/api/public/v3/courses/courseId%3AB:1/", "/learn/api/v1/x/a1b2c3",
    "/learn/api/v1", "/learn/api/v10/y", "/learn/api/public/v1/terms/4f1034d1c04ef81d",
    "/learn/api/public/v1/dataSources/123e4567-e89b-12d3-a456-9F3dfa1b3caa", "/learn/api/",
    "/learn/api/public//v1/%zz/_1_", "/learn/api/public/v1/a b/\u{E9}/x\"y",
    "/learn/api/public/v1/abcdefghijklmnopqrstuvwxy/12/.x",
  ]

  static let otherTargets: [ByteString] = [
    "/", "/index.html?x=1", "/learn/apix", "/v0x/accounts", "*", "/accounts/current/extra",
  ]

  static let knewtonExtras: [ByteString] = [
    "/v0/oauth/token", "/oauth/token/", "/v0/nothing/here", "/v0", "/v0//accounts", "/accounts//",
  ]

  /// Queries of the analytics endpoints, at and over the limits that generated policies set.
  static let queries: [ByteString] = [
    "", "?", "?page_size=30", "?per_page=31&limit=2", "?limit=999999999999999999",
    "?limit=1000000000000000000", "?page_size=-1", "?registration_id=a,b,,c&registration_ids[]=d",
    "?taxon_id=t1&goal_id=g1", "?taxon_ids%5B%5D=1,2,2&x=y", "?goal_ids[]=1,2%2C3,4",
    "?goal_id=&taxon_id=1", "?start_date=2026-01-01&end_date=2026-01-07",
    "?from=2026-02-28T00:00&to=2026-03-08", "?start=2026-02-30&end=2026-03-01",
    "?start=2026-03-02&end=2026-03-01&from=2026-01-01&to=2026-01-01",
    "?start=2026-01-01&to=2026-02-01",
    "?name=%C3%A9%C3%A9+%zz%FF", "?taxon_id", "?=x", "?page_size=1&page_size=40",
  ]
}
