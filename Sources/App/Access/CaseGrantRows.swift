import Domain
import Store

extension CaseGrant {
    static let columns: SQL = "person_id, agency, officer_id, ground, parts, sensitive, from_at, until_at"

    /// For a query over `case_grant`: those that may open something at this moment or later.
    static func standing(at now: Instant) -> SQL { "until_at > \(now) AND suspended_at IS NULL" }

    /// For a query over `case_grant`: those that the officer holds, in their agency.
    static func held(by officer: Officer) -> SQL {
        "((officer_id = \(officer.id) AND agency = \(officer.agency)) OR (officer_id IS NULL AND agency = \(officer.agency)))"
    }

    /// From a row that has the columns.
    init(_ row: Row) throws {
        let (agency, officer): (String, Int64?) = (try row.get("agency"), try row.get("officer_id"))
        self.init(
            holder: officer.map { .officer($0, of: agency) } ?? .agency(agency), ground: try row.get("ground"),
            parts: decoded(try row.get("parts")), isSensitive: try row.get("sensitive"), from: try row.get("from_at"),
            until: try row.get("until_at"))
    }
}
