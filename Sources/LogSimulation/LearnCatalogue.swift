/// What clients of the Learn REST API ask for, and how often.
enum LearnCatalogue {
  /// One operation.
  struct Operation: Sendable {
    /// Request method.
    let method: [UInt8]
    /// Status when it succeeds.
    let status: Int
    /// Target with its slots.
    let target: PathTemplate
  }

  /// The operations by rank in `ranks`.
  static let operations = rows.map { row in
    Operation(method: Array(row.1.utf8), status: row.2, target: PathTemplate("/learn/api/" + row.3))
  }

  /// Draws an operation by its weight.
  static let ranks = RankTable(weights: rows.map(\.0))

  private static let rows: [(Int, String, Int, String)] = [
    (90, "GET", 200, "public/v1/courses/{course}/users?{page}&fields=userId,courseRoleId"),
    (70, "GET", 200, "public/v1/users?{page}&fields=id,userName,externalId,availability"),
    (60, "GET", 200, "public/v2/courses/{course}/gradebook/columns/{column}/attempts?{page}"),
    (55, "GET", 200, "public/v3/courses?{page}&sort=courseId"),
    (50, "GET", 200, "public/v1/courses/{course}/contents?{page}&recursive=true"),
    (45, "GET", 200, "public/v2/courses/{course}/gradebook/columns?{page}"),
    (40, "GET", 200, "public/v2/courses/{course}/gradebook/columns/{column}/users?{page}"),
    (40, "GET", 200, "public/v1/users/{user}"),
    (35, "GET", 200, "public/v3/courses/{course}"),
    (30, "GET", 200, "public/v1/users/{user}/courses?{page}&expand=course"),
    (25, "GET", 200, "public/v1/courses/{course}/contents/{content}"),
    (25, "GET", 200, "public/v1/courses/{course}/contents/{content}/children?{page}"),
    (20, "PATCH", 200, "public/v2/courses/{course}/gradebook/columns/{column}/users/{user}"),
    (18, "PUT", 201, "public/v1/courses/{course}/users/{user}"),
    (15, "GET", 200, "public/v1/courses/{course}/users/{user}"),
    (15, "GET", 200, "public/v1/courses/{course}/announcements?{page}"),
    (12, "GET", 200, "public/v2/courses/{course}/gradebook/users/{user}"),
    (12, "PATCH", 200, "public/v1/users/{user}"),
    (10, "POST", 201, "public/v1/users"),
    (10, "GET", 200, "public/v2/courses/{course}/groups?{page}"),
    (10, "GET", 200, "public/v1/calendars/items?since=2026-11-01T00%3A00%3A00.000Z&{page}"),
    (8, "POST", 201, "public/v1/courses/{course}/contents/{content}/children"),
    (8, "POST", 201, "public/v2/courses/{course}/gradebook/columns"),
    (8, "GET", 200, "public/v1/courses/{course}/contents/{content}/attachments"),
    (8, "GET", 200, "public/v1/terms?{page}"),
    (7, "PATCH", 200, "public/v1/courses/{course}/contents/{content}"),
    (7, "GET", 200, "public/v1/courses/{course}/gradebook/attempts/{attempt}/files"),
    (6, "GET", 200, "public/v1/dataSources"),
    (6, "GET", 200, "public/v1/institutionalHierarchy/nodes/{member}/children?{page}"),
    (6, "DELETE", 204, "public/v1/courses/{course}/users/{user}"),
    (5, "POST", 201, "public/v1/courses/{course}/announcements"),
    (5, "PATCH", 200, "public/v2/courses/{course}/gradebook/columns/{column}/attempts/{attempt}"),
    (5, "GET", 200, "public/v1/courses/{course}/gradebook/schemas"),
    (5, "GET", 200, "public/v1/institutionRoles?{page}"),
    (4, "POST", 201, "public/v1/courses/{course}/messages"),
    (4, "PUT", 201, "public/v2/courses/{course}/groups/{member}/users/{user}"),
    (4, "GET", 200, "public/v1/courses/{course}/assessments/{content}/questions"),
    (4, "GET", 200, "public/v1/courses/{course}/meetings?{page}"),
    (3, "POST", 201, "public/v3/courses"),
    (3, "DELETE", 204, "public/v1/courses/{course}/contents/{content}"),
    (3, "GET", 200, "public/v1/system/version"),
    (2, "POST", 201, "public/v1/uploads"),
  ]
}
