import Domain
import Store

/// There is no key to seal with: nothing is stored.
enum VictimKeyRefusal: Refusal {
    case missing

    var message: Text {
        Text(
            en: "No key is set that seals victims’ data, so nothing can be stored. Ask the administrator: secret-key.",
            cy:
                "Ni osodwyd allwedd sy’n selio data dioddefwyr, felly ni ellir storio dim. Gofynnwch i’r gweinyddwr: secret-key."
        )
    }
}

/// The victims' part of a case: read and kept by victim liaison officers, sealed.
struct VictimStore: Sendable {
    let site: Site

    func list(_ person: Int64, _ visit: Visit) async throws -> CaseVictims {
        let seal = VictimSeal(site)
        return try await CaseStore(site: site).read(person, visit) { connection, viewer in
            let found = try VictimStore.all(connection, viewer, person, seal)
            return CaseLook(found, records: found.records, fields: ["victims"])
        }
    }

    /// A contact of the officer's own agency, to be changed.
    func ask(_ person: Int64, _ contact: Int64, _ visit: Visit) async throws -> (CaseFile, CaseVictim) {
        let seal = VictimSeal(site)
        return try await CaseStore(site: site).read(person, visit) { connection, viewer in
            let all = try VictimStore.all(connection, viewer, person, seal)
            let found = try VictimStore.own(all.victims.first { $0.id == contact }, viewer.officer)
            return CaseLook((all.file, found), records: ["victim_contact:\(contact)"], fields: ["victims"])
        }
    }

    /// An involvement of the officer's own agency, to be taken back.
    func askToWithdraw(_ person: Int64, _ involvement: Int64, _ visit: Visit) async throws -> (CaseFile, CaseInvolvement) {
        let seal = VictimSeal(site)
        return try await CaseStore(site: site).read(person, visit) { connection, viewer in
            let all = try VictimStore.all(connection, viewer, person, seal)
            let found = all.involvements.first { $0.id == involvement }
            guard let found, found.sight == .open, found.owner == viewer.officer.agency else { throw NotFound() }
            return CaseLook((all.file, found), records: ["involvement:\(involvement)"], fields: ["victims"])
        }
    }

    func add(_ person: Int64, _ facts: VictimFacts, _ visit: Visit) async throws {
        let (viewer, now) = (try visit.viewer(), site.clock())
        let seal = try needed()
        try await site.change(try visit.actor()) { connection in
            try VictimStore.expectOpen(connection, viewer, person)
            let contact = try VictimKeeping.keep(facts)
            let id = try connection.insertReturningID(
                """
                INSERT INTO victim_contact (person_id, entered_for, owner) VALUES (\(person), \(person), \(viewer.officer.agency))
                RETURNING id
                """)
            let commitments = try VictimStore.store(connection, id, 1, contact, seal, viewer.officer, now)
            return Change((), VictimStore.event(.collection, person, "victim_contact:\(id)", commitments))
        }
    }

    /// - Parameter expected: the version that the officer saw.
    func change(_ person: Int64, _ contact: Int64, _ facts: VictimFacts, expected: Int, _ visit: Visit) async throws {
        let (viewer, now) = (try visit.viewer(), site.clock())
        let seal = try needed()
        try await site.change(try visit.actor()) { connection in
            let all = try VictimStore.all(connection, viewer, person, seal)
            let found = try VictimStore.own(all.victims.first { $0.id == contact }, viewer.officer)
            guard let standing = found.standing, let before = standing.contact else { throw NotFound() }
            guard standing.number == expected else { throw VictimStore.conflict(person, found, before, facts) }
            let next = try VictimKeeping.keep(facts, instead: before)
            let commitments = try VictimStore.store(connection, contact, standing.number + 1, next, seal, viewer.officer, now)
            return Change((), VictimStore.event(.alteration, person, "victim_contact:\(contact)", commitments))
        }
    }

    func involve(_ person: Int64, _ facts: InvolvementFacts, _ visit: Visit) async throws {
        let (viewer, now, today) = (try visit.viewer(), site.clock(), site.today)
        let seal = try needed()
        try await site.change(try visit.actor()) { connection in
            try VictimStore.expectOpen(connection, viewer, person)
            let involvement = try Involving.involve(facts, today: today)
            let id = try connection.insertReturningID(
                """
                INSERT INTO involvement (person_id, entered_for, owner, sealed, made_by, made_at)
                VALUES (\(person), \(person), \(viewer.officer.agency), \([UInt8]()), \(viewer.officer.id), \(now)) RETURNING id
                """)
            let sealed = try seal.seal(involvement.json, for: VictimStore.name(id))
            try connection.execute("UPDATE involvement SET sealed = \(sealed) WHERE id = \(id)")
            let commitments = try connection.commit("involvement:\(id)", ["sealed": hexadecimal(sealed)])
            return Change((), VictimStore.event(.collection, person, "involvement:\(id)", commitments))
        }
    }

    func withdraw(_ person: Int64, _ involvement: Int64, reason: String, _ visit: Visit) async throws {
        let (viewer, now) = (try visit.viewer(), site.clock())
        let seal = try needed()
        try await site.change(try visit.actor()) { connection in
            try VictimStore.expectOpen(connection, viewer, person)
            let sealed = try seal.seal(reason, for: VictimStore.name(involvement) + "/withdrawn")
            let count = try connection.changes(
                """
                UPDATE involvement SET withdrawn_at = \(now), withdrawn_by = \(viewer.officer.id), withdrawn_sealed = \(sealed)
                WHERE id = \(involvement) AND person_id = \(person) AND owner = \(viewer.officer.agency) AND withdrawn_at IS NULL
                """)
            guard count == 1 else { throw NotFound() }
            let commitments = try connection.commit(
                "involvement:\(involvement)", ["withdrawn_sealed": hexadecimal(sealed)])
            return Change((), VictimStore.event(.alteration, person, "involvement:\(involvement)", commitments))
        }
    }

    /// What a contact's version is sealed for.
    static func name(_ contact: Int64, _ version: Int) -> String { "victim_contact:\(contact)/\(version)" }

    static func name(_ involvement: Int64) -> String { "involvement:\(involvement)" }

    /// All victims' data is OFFICIAL-SENSITIVE: another agency's is masked.
    static func item(of owner: String) -> MarkedItem {
        MarkedItem(part: .victim, owner: owner, marking: .officialSensitive)
    }

    private func needed() throws -> VictimSeal {
        guard let seal = VictimSeal(site) else { throw Invalid([Problem("name", VictimKeyRefusal.missing.message)]) }
        return seal
    }

    private static func expectOpen(_ connection: any Connection, _ viewer: Viewer, _ person: Int64) throws {
        guard try CaseStore.sights(connection, viewer, person).isOpen(.victim) else { throw NotFound() }
    }

    private static func all(
        _ connection: any Connection, _ viewer: Viewer, _ person: Int64, _ seal: VictimSeal?
    ) throws -> CaseVictims {
        let file = try CaseStore.whole(connection, viewer, person)
        guard file.isOfVictims else { throw NotFound() }
        let answers = try connection.pipeline([CaseVictim.query(person), CaseInvolvement.query(person)])
        return CaseVictims(
            file: file,
            victims: try answers[0].grouped(by: "id").map { try CaseVictim($0, viewer.officer, file.sights, seal) },
            involvements: try answers[1].map { try CaseInvolvement($0, viewer.officer, file.sights, seal) }, hasKey: seal != nil
        )
    }

    private static func own(_ found: CaseVictim?, _ officer: Officer) throws -> CaseVictim {
        guard let found, found.sight == .open, found.owner == officer.agency, found.standing?.contact != nil else {
            throw NotFound()
        }
        return found
    }

    private static func store(
        _ connection: any Connection, _ id: Int64, _ version: Int, _ contact: VictimContact, _ seal: VictimSeal,
        _ officer: Officer, _ now: Instant
    ) throws -> [[UInt8]] {
        let sealed = try seal.seal(contact.json, for: name(id, version))
        let row = try connection.insertReturningID(
            """
            INSERT INTO victim_contact_version (victim_contact_id, version, sealed, made_by, made_at)
            VALUES (\(id), \(version), \(sealed), \(officer.id), \(now)) RETURNING id
            """)
        return try connection.commit("victim_contact_version:\(row)", ["sealed": hexadecimal(sealed)])
    }

    private static func event(_ kind: EntryKind, _ person: Int64, _ record: String, _ commitments: [[UInt8]]) -> Event {
        Event(kind, subjects: [person], records: [record], fields: ["victims"], commitments: commitments)
    }

    private static func lines(
        _ name: String, _ event: String, _ choice: VictimChoice?, _ told: Set<VictimNews>, _ wishes: String, _ safe: String
    ) -> [(Text, Text)] {
        [
            (VictimWords.name, Text(same: name)), (VictimWords.event, Text(same: event)),
            (VictimWords.choice, choice?.name ?? Text(same: "–")),
            (VictimWords.told, Text.joined(VictimNews.allCases.filter(told.contains).map(\.name))),
            (VictimWords.wishes, Text(same: wishes)), (VictimWords.safeContact, Text(same: safe)),
        ]
    }

    private static func conflict(
        _ person: Int64, _ found: CaseVictim, _ before: VictimContact, _ facts: VictimFacts
    ) -> Conflict {
        Conflict(
            title: Text(en: "These wishes were changed in the meantime", cy: "Newidiwyd y dymuniadau hyn yn y cyfamser"),
            theirs: lines(
                before.name, before.event, before.choice, before.told, before.wishes, before.safeContact),
            yours: lines(facts.name, facts.event, facts.choice, facts.told, facts.wishes, facts.safeContact),
            back: "/people/\(person)/victims",
            shows: Event(
                .consultation, subjects: [person], records: ["victim_contact:\(found.id)"], fields: ["victims"]))
    }
}
