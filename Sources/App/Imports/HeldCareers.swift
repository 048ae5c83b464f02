import Domain
import Store

/// What is held of careers: their rows, whether each still counts, and from which day's extract they are known whole.
struct HeldCareers {
    let connection: any Connection
    let feed: String
    let agency: Agency

    init(_ connection: any Connection, feed: String, agency: Agency) {
        self.connection = connection
        self.feed = feed
        self.agency = agency
    }

    func rows(_ keys: [String]) throws -> [String: Held] {
        var held: [String: Held] = [:]
        for row in try connection.query(
            """
            SELECT s.source_key, s.hash, s.updated_at, CASE WHEN v.source_row_id IS NULL THEN 0 ELSE 1 END AS counts
            FROM source_row s LEFT JOIN conviction v ON v.source_row_id = s.id
            WHERE s.feed = \(feed) AND s.source_key \(connection.among(keys))
            """)
        {
            held[try row.get("source_key")] = Held(
                hash: try row.get("hash"), updatedAt: try row.get("updated_at"), row: nil, counts: try row.get("counts"))
        }
        return held
    }

    /// By PNC ID: the day of the newest extract that had the career whole.
    func days(_ keys: [String]) throws -> [String: String] {
        let references = Array(Set(keys.map(CareerKey.reference)))
        var days: [String: String] = [:]
        for row in try connection.query(
            """
            SELECT r.reference, c.as_of FROM record r JOIN career c ON c.record_id = r.id
            WHERE r.agency = \(agency.code) AND r.reference \(connection.among(references))
            """)
        {
            days[try row.get("reference")] = try row.get("as_of", as: String.self)
        }
        return days
    }

    /// Those of the keys whose rows are held but count no longer.
    func withdrawn(_ keys: [String]) throws -> Set<String> {
        guard !keys.isEmpty else { return [] }
        return Set(try rows(keys).filter { !$0.value.counts }.keys)
    }
}
