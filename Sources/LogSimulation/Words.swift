/// The vocabulary of the background: names that look like a real night's.
enum Words {
  /// First words of group names.
  static let vendors = [
    "Brightpath", "Oakline Software", "Campus Compass", "Northwind Learning", "Quillmark",
    "Fernhill Analytics", "Lumen Tutors", "SuperSoftware", "Atlas Edu", "Bluebell Systems",
    "Kestrel Labs", "Meridian Campus", "Papertrail", "Redwood Interactive", "Sable & Finch",
    "Tidewater", "Umbra Assess", "Vantage Grades", "Willow Proctoring", "Zephyr Media",
  ]

  /// Second words of group names; 9 of them, so that 40 groups have 40 names.
  static let products = [
    "Roster Sync", "Gradebook Bridge", "Attendance", "Early Alerts", "Content Mirror", "Plagiarism",
    "Sudoku For Learners", "Timetables", "Video Archive",
  ]

  private static let places = [
    "ashford", "birchwood", "cedarfalls", "dunmore", "eastlake", "fairview", "glenbrook",
    "hartwell",
    "ironbridge", "juniper", "kingsport", "lakeshore", "maplewood", "northfield", "oakhurst",
    "pinecrest", "quincy", "riverside", "stonebridge", "thornbury",
  ]

  private static let schools = [
    "university", "college", "institute", "academy", "polytechnic", "school", "campus", "online",
    "state", "tech", "medical", "law", "arts", "business", "community",
  ]

  /// The host name of one of 300 sites; `number` wraps around.
  static func site(_ number: Int) -> [UInt8] {
    let number = number % (places.count * schools.count)
    let place = places[number % places.count]
    return Array("learn.\(place)-\(schools[number / places.count]).example".utf8)
  }

  /// Agents of API clients, the most frequent first.
  static let clientAgents = [
    "python-requests/2.32.3", "Apache-HttpClient/4.5.14 (Java/17.0.12)",
    "okhttp/4.12.0", "GuzzleHttp/7", "axios/1.7.7", "Java-http-client/21.0.4",
    "Faraday v2.12.0", "Go-http-client/2.0", "PostmanRuntime/7.42.0",
    "RosterSync/3.8.1 (+https://support.brightpath.example/integrations) \\\"prod\\\"",
  ].map { Array($0.utf8) }

  /// Agents of browsers, the most frequent first.
  static let browserAgents = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
      + " Chrome/131.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
      + " Version/18.1 Safari/605.1.15",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
      + " Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
    "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko)"
      + " Chrome/130.0.0.0 Safari/537.36",
  ].map { Array($0.utf8) }

  /// Requests of neither service: health checks, crawlers and scanners, as method, path, status.
  static let otherRequests = [
    ("GET", "/healthz", 200), ("GET", "/healthz?deep=1", 200), ("GET", "/favicon.ico", 200),
    ("GET", "/webapps/portal/execute/tabs/tabAction?tab_tab_group_id=_1_1", 200),
    ("GET", "/ultra/institution-page", 200), ("GET", "/robots.txt", 404),
    ("GET", "/wp-login.php", 404), ("GET", "/.env", 404), ("POST", "/xmlrpc.php", 405),
    ("GET", "/cgi-bin/luci/;stok=/locale?form=country", 404),
    ("GET", "/index.php?s=/Index/%5Cthink%5Capp/invokefunction", 404),
  ].map { (method: Array($0.0.utf8), target: Array($0.1.utf8), status: $0.2) }

  /// A random UUID of version 4.
  static func uuid(_ random: inout RandomBits) -> [UInt8] {
    var text: [UInt8] = []
    let high = random.next()
    let low = random.next()
    text.appendHexadecimal(high >> 32, 8)
    text.append(0x2D)
    text.appendHexadecimal(high >> 16, 4)
    text += "-4".utf8
    text.appendHexadecimal(high, 3)
    text.append(0x2D)
    text.appendHexadecimal((low >> 48) & 0x3FFF | 0x8000, 4)
    text.append(0x2D)
    text.appendHexadecimal(low, 12)
    return text
  }

  /// Appends a random address of a private network, one in eight of IPv6, the same for a `number`.
  static func appendAddress(_ number: UInt32, to text: inout [UInt8]) {
    let bits = RandomBits.mixed(UInt64(number))
    if bits % 8 == 0 {
      text += "2001:db8:".utf8
      text.appendHexadecimal(bits >> 16 | 0x1000, 4)
      text += "::".utf8
      text.appendHexadecimal(bits >> 32 | 0x100, 3)
    } else {
      text += "10.".utf8
      text.appendDecimal(Int((bits >> 8) & 0xFF))
      text.append(0x2E)
      text.appendDecimal(Int((bits >> 16) & 0xFF))
      text.append(0x2E)
      text.appendDecimal(Int((bits >> 24) & 0xFF))
    }
  }
}
