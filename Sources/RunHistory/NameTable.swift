internal import Bytes
internal import GRDB

/// Names and their numbers in the table `names`, each asked for once.
struct NameTable {
  private let find: RawStatement
  private let insert: RawStatement
  private let load: RawStatement
  private var ids: [ByteString: Int64] = [:]
  private var names: [Int64: ByteString] = [:]
  private var last: Int64

  /// The names of a history.
  init(_ database: Database) throws {
    find = try RawStatement(database, sql: "SELECT id FROM names WHERE name = ?")
    insert = try RawStatement(database, sql: "INSERT INTO names (id, name) VALUES (?, ?)")
    load = try RawStatement(database, sql: "SELECT name FROM names WHERE id = ?")
    last = try Int64.fetchOne(database, sql: "SELECT coalesce(max(id), 0) FROM names") ?? 0
  }

  /// A name's number, nil if the history has no such name.
  mutating func known(_ name: ByteString) throws -> Int64? {
    if let id = ids[name] { return id }
    try find.bind(name, at: 0)
    defer { find.reset() }
    guard try find.step() else { return nil }
    let id = find.integer(at: 0)
    ids[name] = id
    return id
  }

  /// A name's number; a new name gets the next one.
  mutating func id(_ name: ByteString) throws -> Int64 {
    if let id = try known(name) { return id }
    last += 1
    insert.bind(last, at: 0)
    try insert.bind(name, at: 1)
    _ = try insert.step()
    insert.reset()
    ids[name] = last
    return last
  }

  /// The name of a number. Throws where there is none, which is damage.
  mutating func name(_ id: Int64) throws -> ByteString {
    if let name = names[id] { return name }
    load.bind(id, at: 0)
    defer { load.reset() }
    guard try load.step() else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "name \(id) is not there")
    }
    let name = load.name(at: 0)
    names[id] = name
    return name
  }
}
