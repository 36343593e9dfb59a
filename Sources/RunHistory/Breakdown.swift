/// A table of requests by day: how its columns are called, and what they mean.
enum Breakdown: String, CaseIterable {
  case groups = "group_days"
  case applications = "application_days"
  case sites = "site_days"
  case endpoints = "endpoint_days"

  /// Columns of the key behind the day, each the number of a name.
  var names: [String] {
    switch self {
    case .groups: ["group_id"]
    case .applications: ["group_id", "application_id"]
    case .sites: ["group_id", "site_id"]
    case .endpoints: ["service_id", "endpoint_id"]
    }
  }

  /// The columns of `StatusCounts`, in its order.
  static let counts = [
    "attempted", "rejected", "ok", "redirected", "client_errors", "server_errors",
  ]
}
