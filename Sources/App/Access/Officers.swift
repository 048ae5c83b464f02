import Domain
import Store

/// Officers whose account is there: not closed, and their last day is not over. One that is only unused for long counts as there.
enum Officers {
    static func here(_ connection: any Connection, at now: Instant) throws -> [Officer] {
        try connection.query(
            "SELECT id, username, name, agency, role, areas FROM officer WHERE \(isHere(at: now)) ORDER BY name, id"
        ).map(Officer.init)
    }

    /// A condition on `officer`.
    static func isHere(at now: Instant) -> SQL {
        "officer.disabled_at IS NULL AND \(AccountLife.isHere(London.day(of: now)))"
    }
}
