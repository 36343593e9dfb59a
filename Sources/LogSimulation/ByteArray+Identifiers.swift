extension [UInt8] {
  /// Appends a Learn primary key, e.g. `_48213_1`.
  mutating func appendLearnID(_ bits: UInt64) {
    append(0x5F)
    appendDecimal(1000 + Int(truncatingIfNeeded: bits % 90_000))
    append(0x5F)
    append(0x31)
  }

  /// Appends a Learn course in one of the forms that clients use.
  mutating func appendCourse(_ bits: UInt64) {
    switch bits % 10 {
    case 0:
      self += "uuid:".utf8
      appendHexadecimal(bits, 16)
      appendHexadecimal(RandomBits.mixed(bits), 16)
    case 1, 2:
      self += "courseId:BIO-".utf8
      appendDecimal(100 + Int(truncatingIfNeeded: (bits >> 8) % 900))
      self += "-F26".utf8
    default:
      appendLearnID(bits >> 8)
    }
  }

  /// Appends a Learn user in one of the forms that clients use.
  mutating func appendUser(_ bits: UInt64) {
    switch bits % 8 {
    case 0: self += "me".utf8
    case 1:
      self += "userName:student".utf8
      appendDecimal(Int(truncatingIfNeeded: (bits >> 8) % 5000))
    case 2:
      self += "externalId:S".utf8
      appendDecimal(100_000 + Int(truncatingIfNeeded: (bits >> 8) % 50_000))
    default: appendLearnID(bits >> 8)
    }
  }

  /// Appends a Knewton id: 8 hexadecimal digits for `number` of a kind, scattered.
  ///
  /// Multiplying by an odd number is a bijection on 32 bits, so different numbers stay different.
  mutating func appendKnewtonID(_ number: Int, kind: UInt32) {
    let scattered = UInt32(truncatingIfNeeded: number) &* 2_654_435_761 &+ kind &* 0x5BD1_E995
    appendHexadecimal(UInt64(scattered), 8)
  }

  /// Appends `name=` and so many ids, separated by commas.
  mutating func appendIDList(_ name: String, _ count: Int, _ random: inout RandomBits) {
    self += name.utf8
    append(0x3D)
    for index in 0..<count {
      if index > 0 { append(0x2C) }
      appendDecimal(100_000 + random.below(5000))
    }
  }

  /// Appends the query of a `rows` endpoint with every measure below its limit (SPEC section 4.4).
  mutating func appendRowsQuery(_ random: inout RandomBits) {
    self += "page_size=".utf8
    appendDecimal(random.chance(percent: 50) ? 25 : 10)
    let day = random.within(10...14)
    self += "&start_date=2026-11-".utf8
    appendDecimal(day)
    self += "&end_date=2026-11-".utf8
    appendDecimal(day + random.below(6))
    if random.chance(percent: 40) {
      append(0x26)
      appendIDList(
        random.chance(percent: 50) ? "taxon_id" : "goal_id", random.within(1...6), &random)
    }
  }
}
