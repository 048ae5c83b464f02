import Domain
import Store

/// The links that the rules alone made.
enum RuleLinks {
    /// Of these records, those that no officer has ever linked. A rule that joins two people moves the links of officers along with their
    /// records: what stands is the rule's then, and the officer's word is in the link before it. Whoever undoes one links anew.
    static func alone(_ connection: any Connection, _ records: [Int64]) throws -> Set<Int64> {
        let rows = try connection.query(
            """
            SELECT record_id FROM record_link WHERE record_id \(connection.among(records))
            GROUP BY record_id HAVING MAX(officer_id) = 0
            """)
        return try Set(rows.map { try $0.get("record_id") })
    }
}
