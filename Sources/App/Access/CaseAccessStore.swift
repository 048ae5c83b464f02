import Domain
import Store

/// Changes who may open a case: each act by a named officer, with a reason, entered in the journal.
struct CaseAccessStore: Sendable {
    let site: Site

    /// The officers to whom the case would be open without a restriction, by right or by a share: those among whom one chooses.
    func candidates(
        _ person: Int64, _ visit: Visit
    ) async throws -> (file: CaseFile, officers: [Officer], standing: CaseRestriction?) {
        try await CaseStore(site: site).read(person, visit, ["name", "date_of_birth", "identifiers", "access"]) {
            connection, viewer in
            let file = try CaseAccessStore.owned(connection, viewer, person)
            return (
                file, try CaseAccessStore.known(connection, person, at: viewer.at),
                try CaseRestrictions.live(connection, of: [person])[person]
            )
        }
    }

    func restrict(
        _ person: Int64, to usernames: [String], shown: CaseRestriction.Shown, reason: String, _ visit: Visit
    ) async throws {
        try await change(person, visit, ["restriction"]) { connection, viewer in
            let known = try CaseAccessStore.known(connection, person, at: viewer.at)
            let restriction = try AccessActs.restricting(
                try CaseFacts.of(person, connection, at: viewer.at), to: known.filter { usernames.contains($0.username) },
                shown: shown)
            var act = try CaseAccessStore.end(connection, "case_restriction", viewer, "person_id = \(person)", reason)
            let id = try connection.insertReturningID(
                """
                INSERT INTO case_restriction (person_id, entered_for, shown, reason, made_by, made_at)
                VALUES (\(person), \(person), \(shown), \(reason), \(viewer.officer.id), \(viewer.at)) RETURNING id
                """)
            try connection.insert(
                into: "case_restriction_officer", ["restriction_id", "officer_id"],
                restriction.allowed.sorted().map { [id.stored, $0.stored] })
            try PersonRefresh.refresh(connection, [person])
            try act.made(connection, "case_restriction", id, reason)
            act.records += try CaseAccessStore.closeGlass(connection, person, butFor: restriction, at: viewer.at)
            return act
        }
    }

    /// The restriction is no owner's any more, and the officer may lift it without reading the case.
    func isOrphaned(_ person: Int64, _ visit: Visit) async throws -> Bool {
        let viewer = try visit.viewer()
        return try await site.consult(try visit.actor()) { connection in
            guard try !CaseStore.isOpen(connection, viewer.byRight, person),
                try RestrictionOwners.mayLift(connection, viewer, person)
            else { return .nothing(false) }
            return Change(true, Event(.consultation, subjects: [person], fields: ["person"]))
        }
    }

    func liftRestriction(_ person: Int64, reason: String, _ visit: Visit) async throws {
        try await change(person, visit, ["restriction"], by: .lifter) { connection, viewer in
            let ended = try CaseAccessStore.end(connection, "case_restriction", viewer, "person_id = \(person)", reason)
            guard !ended.records.isEmpty else { throw NotFound() }
            try PersonRefresh.refresh(connection, [person])
            return ended
        }
    }

    func exclude(_ username: String, from person: Int64, reason: String, _ visit: Visit) async throws {
        try await change(person, visit, ["exclusion"]) { connection, viewer in
            let facts = try CaseFacts.of(person, connection, at: viewer.at)
            let officers = try Officers.here(connection, at: viewer.at)
            let excluded = try AccessActs.excluding(username, from: facts, of: officers, by: viewer.officer)
            return try CaseAccessStore.bar(connection, excluded.id, person, .excluded, reason, viewer)
        }
    }

    /// The officer knows the person: the case is closed to them from now on.
    func declareRelation(_ person: Int64, reason: String, _ visit: Visit) async throws {
        try await change(person, visit, ["relation"], by: .reader) { connection, viewer in
            try CaseAccessStore.bar(connection, viewer.officer.id, person, .relation, reason, viewer)
        }
    }

    func endBar(_ bar: Int64, of person: Int64, reason: String, _ visit: Visit) async throws {
        try await change(person, visit, ["exclusion"]) { connection, viewer in
            let ended = try CaseAccessStore.end(
                connection, "case_bar", viewer, "person_id = \(person) AND id = \(bar)", reason)
            guard !ended.records.isEmpty else { throw NotFound() }
            return ended
        }
    }

    func mark(_ person: Int64, _ line: MarkingLine, reason: String, _ visit: Visit) async throws {
        try await change(person, visit, ["marking"]) { connection, viewer in
            let wasHidden = try connection.exists(
                """
                SELECT 1 FROM case_marking
                WHERE person_id = \(person) AND ended_at IS NULL AND descriptor = \(MarkingDescriptor.locsen)
                """)
            var act = try CaseAccessStore.end(connection, "case_marking", viewer, "person_id = \(person)", reason)
            let id = try connection.insertReturningID(
                """
                INSERT INTO case_marking (person_id, entered_for, marking, descriptor, reason, made_by, made_at)
                VALUES (\(person), \(person), \(line.marking), \(line.descriptor), \(reason), \(viewer.officer.id),
                  \(viewer.at)) RETURNING id
                """)
            try act.made(connection, "case_marking", id, reason)
            if line.descriptor == .locsen, !wasHidden {
                act.records += try MaskedShares.suspend(connection, person, at: viewer.at)
            }
            return act
        }
    }

    func unmask(_ person: Int64, _ part: CasePart, reason: String, _ visit: Visit) async throws {
        try await change(person, visit, [part.rawValue], by: .reader) { connection, viewer in
            let file = try CaseStore.whole(connection, viewer, person)
            let sight = part == .identity ? file.addressSight : file.mayHoldMasked(part) ? .masked : file.sight(part)
            let grant = try AccessActs.unmasking(part, sight, of: viewer.officer, at: viewer.at)
            var act = CaseAct()
            try act.granted(connection, grant, of: person, from: nil, reason: reason, by: viewer.officer, at: viewer.at)
            return act
        }
    }

    /// Who may do it.
    private enum Doer {
        /// A coordinator, by their own right.
        case owner
        /// The same, or one who may lift a restriction that is no owner's any more.
        case lifter
        /// Everybody to whom the case is open.
        case reader
    }

    /// One act on a case.
    private func change(
        _ person: Int64, _ visit: Visit, _ fields: [String], by doer: Doer = .owner,
        _ body: @escaping @Sendable (any Connection, Viewer) throws -> CaseAct
    ) async throws {
        let viewer = try visit.viewer()
        try await site.change(try visit.actor()) { connection in
            switch doer {
            case .reader: try CaseStore.expectOpen(connection, viewer, person)
            case .lifter where try RestrictionOwners.mayLift(connection, viewer, person): break
            case .owner, .lifter: try CaseAccessStore.owned(connection, viewer, person)
            }
            let act = try body(connection, viewer)
            return Change(
                (),
                Event(
                    .alteration, subjects: [person], records: act.records, fields: fields + ["access"],
                    commitments: act.commitments))
        }
    }

    /// The case of a coordinator by their own right; else it is not theirs to say who opens it.
    @discardableResult
    private static func owned(_ connection: any Connection, _ viewer: Viewer, _ person: Int64) throws -> CaseFile {
        guard viewer.officer.role == .coordinator else { throw NotPermitted() }
        return try CaseStore.whole(connection, viewer.byRight, person)
    }

    /// Whoever broke the glass and is not named by the new restriction has to break it anew, which its owner hears of.
    private static func closeGlass(
        _ connection: any Connection, _ person: Int64, butFor restriction: CaseRestriction, at now: Instant
    ) throws -> [String] {
        let rows = try connection.query(
            "SELECT id, officer_id FROM glass_break WHERE person_id = \(person) AND until_at > \(now) ORDER BY id")
        let broken: [Int64] = try rows.filter { !restriction.allowed.contains(try $0.get("officer_id")) }.map {
            try $0.get("id")
        }
        try GlassStore.close(connection, broken, at: now)
        return broken.map { "glass_break:\($0)" }
    }

    private static func known(_ connection: any Connection, _ person: Int64, at now: Instant) throws -> [Officer] {
        var facts = try CaseFacts.of(person, connection, at: now)
        facts.restriction = nil
        facts.grants.removeAll { $0.ground != .share }
        return try Officers.here(connection, at: now).filter { AccessPolicy.sight($0, facts, at: now).isOpen }
    }

    private static func bar(
        _ connection: any Connection, _ officer: Int64, _ person: Int64, _ kind: BarKind, _ reason: String, _ viewer: Viewer
    ) throws -> CaseAct {
        let id = try connection.insertReturningID(
            """
            INSERT INTO case_bar (person_id, entered_for, officer_id, kind, reason, made_by, made_at)
            VALUES (\(person), \(person), \(officer), \(kind), \(reason), \(viewer.officer.id), \(viewer.at)) RETURNING id
            """)
        var act = CaseAct()
        try act.made(connection, "case_bar", id, reason)
        if try CaseRestrictions.live(connection, of: [person])[person]?.allowed.contains(officer) ?? false {
            try RestrictionOwners.tell(connection, [person], at: viewer.at)
        }
        return act
    }

    private static func end(
        _ connection: any Connection, _ table: String, _ viewer: Viewer, _ which: SQL, _ reason: String
    ) throws -> CaseAct {
        let standing = try connection.numbers(
            "SELECT id FROM \(name: table) WHERE \(which) AND ended_at IS NULL ORDER BY id")
        try connection.execute(
            """
            UPDATE \(name: table) SET ended_at = \(viewer.at), ended_by = \(viewer.officer.id), ended_reason = \(reason)
            WHERE id \(connection.among(standing))
            """)
        var act = CaseAct()
        for id in standing {
            act.records.append("\(table):\(id)")
            act.commitments += try connection.commit("\(table):\(id)", ["ended_reason": reason])
        }
        return act
    }
}
