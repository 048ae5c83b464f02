import Domain
import Store

/// What was shared, OFFICIAL-SENSITIVE with it, when less of the case was masked than is now.
enum MaskedShares {
    /// The address must not become known from now on: what would show it opens nothing until the sender's side says that it still holds.
    /// - Returns: the shares.
    static func suspend(_ connection: any Connection, _ person: Int64, at now: Instant) throws -> [String] {
        try CombinedShares.suspend(connection, person, showsAddress, at: now).map { "share:\($0)" }
    }

    /// For a query over `share`: it shows an address that is masked.
    static let showsAddress: SQL = "sensitive = 1 AND ' ' || parts || ' ' LIKE '% identity %'"

    /// For a query over `share s`: it would show an address that must not become known.
    static let breaksMark: SQL = """
        \(showsAddress) AND EXISTS (
          SELECT 1 FROM case_marking k
          WHERE k.person_id = s.person_id AND k.ended_at IS NULL AND k.descriptor = \(MarkingDescriptor.locsen))
        """

    /// Of what is OFFICIAL-SENSITIVE there now, nothing was masked to whoever said last that it may be shared, at the moment when they said it.
    /// - Throws: `ShareStepRefusal.masked`.
    static func expectNone(_ connection: any Connection, _ share: CaseShare) throws {
        guard share.isSensitive, share.kind.opensParts else { return }
        let row = try connection.first(
            """
            SELECT o.id, o.username, o.name, o.agency, o.role, o.areas, t.at FROM share_state t JOIN officer o ON o.id = t.officer_id
            WHERE t.share_id = \(share.id) AND t.state = \(ShareState.proposed) ORDER BY t.id DESC LIMIT 1
            """)
        guard let row else { throw ShareStepRefusal.masked }
        let sender = Viewer(try Officer(row), at: try row.get("at"))
        guard try CaseStore.isOpen(connection, sender.byRight, share.person) else { throw ShareStepRefusal.masked }
        let sights = try ShareScenes.sights(connection, sender, share.person)
        let masked = try ShareScenes.masked(connection, sender, share.person, sights)
        guard masked.isDisjoint(with: share.parts) else { throw ShareStepRefusal.masked }
    }
}
