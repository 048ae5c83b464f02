import Domain
import Store

/// Something that was shared and was wrong, and who is to be told.
struct CorrectionNotice: Sendable {
    let id: Int64
    let person: Int64
    let part: CasePart?
    /// nil: the part is not open to the reader.
    var what: String?
    let wrongSince: Day
    let madeAt: Instant
    let author: String
    var tasks: [CorrectionTask] = []

    /// For a reader who may know that there is a correction, and who is to be told, but not see what the part says.
    var withheld: CorrectionNotice {
        var notice = self
        notice.what = nil
        for index in notice.tasks.indices { notice.tasks[index].evidence = nil }
        return notice
    }

    /// For a reader of the case.
    func read(in file: CaseFile) -> CorrectionNotice { file.sight(ofCorrection: part) == .open ? self : withheld }
}

/// One recipient to be told.
struct CorrectionTask: Sendable {
    let id: Int64
    let correction: Int64
    let agency: String
    let due: Day
    let toldAt: Instant?
    let toldBy: String
    /// nil: the part is not open to the reader.
    var evidence: String?
}

extension CaseFile {
    /// What the officer sees of a correction: what they see of the part. The address is part of who the person is.
    func sight(ofCorrection part: CasePart?) -> PartSight {
        guard let part else { return .withheld }
        return part == .identity ? addressSight : sight(part)
    }
}

/// Finds corrections.
enum CorrectionRows {
    /// With all their tasks, the newest first.
    static func some(_ connection: any Connection, _ condition: SQL) throws -> [CorrectionNotice] {
        let rows = try connection.query(
            """
            SELECT c.id, c.person_id, c.part, c.what, c.wrong_since, c.made_at, COALESCE(o.name, '') AS author
            FROM correction_notice c LEFT JOIN officer o ON o.id = c.made_by WHERE \(condition) ORDER BY c.id DESC
            """)
        let tasks = try tasks(connection, try rows.map { try $0.get("id") })
        return try rows.map { row in
            let id: Int64 = try row.get("id")
            return CorrectionNotice(
                id: id, person: try row.get("person_id"), part: CasePart(rawValue: try row.get("part")),
                what: try row.get("what"),
                wrongSince: try row.get("wrong_since"), madeAt: try row.get("made_at"), author: try row.get("author"),
                tasks: tasks[id] ?? [])
        }
    }

    /// What an officer is to know who held these parts of cases: whichever share of their agency the correction hangs on.
    static func told(
        _ connection: any Connection, _ agency: String, _ held: [(person: Int64, part: Correction.Held)]
    ) throws -> [CorrectionNotice] {
        let people = Set(held.map(\.person)).sorted()
        let found = try some(
            connection,
            """
            c.person_id \(connection.among(people)) AND c.id IN (
              SELECT k.correction_id FROM correction_task k WHERE k.agency = \(agency))
            """)
        let theirs = found.filter { notice in
            held.contains { one in
                one.person == notice.person && one.part.until >= notice.wrongSince && (notice.part.map(one.part.shows) ?? false)
            }
        }
        // Who the person is goes with everything, an address that must not become known does not.
        let hidden = Set(
            try connection.numbers(
                """
                SELECT person_id AS id FROM case_marking WHERE person_id \(connection.among(people)) AND ended_at IS NULL
                  AND descriptor = \(MarkingDescriptor.locsen)
                """))
        return theirs.map { $0.part == .identity && hidden.contains($0.person) ? $0.withheld : $0 }
    }

    private static func tasks(_ connection: any Connection, _ corrections: [Int64]) throws -> [Int64: [CorrectionTask]] {
        let rows = try connection.query(
            """
            SELECT k.id, k.correction_id, k.agency, k.due_on, k.told_at, k.evidence, COALESCE(o.name, '') AS teller
            FROM correction_task k LEFT JOIN officer o ON o.id = k.told_by
            WHERE k.correction_id \(connection.among(corrections)) ORDER BY k.id
            """)
        let tasks = try rows.map { row in
            CorrectionTask(
                id: try row.get("id"), correction: try row.get("correction_id"), agency: try row.get("agency"),
                due: try row.get("due_on"), toldAt: try row.get("told_at"),
                toldBy: try row.get("teller"), evidence: try row.get("evidence"))
        }
        return Dictionary(grouping: tasks, by: \.correction)
    }
}

/// Records that something shared was wrong, and that its recipients were told. Source: DPA 2018 s.38(5); assurance DP-08.
struct CorrectionStore: Sendable {
    let site: Site

    /// The case, for the form.
    func file(_ person: Int64, _ visit: Visit) async throws -> CaseFile {
        try await CaseStore(site: site).read(person, visit, ["name", "date_of_birth", "identifiers"]) { connection, viewer in
            try CaseStore.whole(connection, viewer.byRight, person)
        }
    }

    /// - Returns: how many recipients are to be told.
    func record(_ person: Int64, part: CasePart?, what: String, since: Day?, _ visit: Visit) async throws -> Int {
        let (viewer, now, today, holidays) = (try visit.viewer(), site.clock(), site.today, site.reference.holidays)
        return try await site.change(try visit.actor()) { connection in
            try CaseStore.expectOpen(connection, viewer.byRight, person)
            try Correction.record(what: what, since: since, part: part, today: today)
            guard let part, let since else { preconditionFailure("the rule lets no correction through without part and day") }
            let id = try connection.insertReturningID(
                """
                INSERT INTO correction_notice (person_id, entered_for, part, what, wrong_since, made_by, made_at)
                VALUES (\(person), \(person), \(part.rawValue), \(what), \(since), \(viewer.officer.id), \(now)) RETURNING id
                """)
            let held = try CorrectionStore.held(connection, person, by: viewer.officer, today)
            let recipients = Correction.recipients(of: part, wrongSince: since, among: held)
            let due = Correction.due(from: today, holidays: holidays)
            var records = ["correction_notice:\(id)"]
            for recipient in recipients {
                let task = try connection.insertReturningID(
                    """
                    INSERT INTO correction_task (correction_id, share_id, agency, due_on)
                    VALUES (\(id), \(recipient.share), \(recipient.agency), \(due)) RETURNING id
                    """)
                records.append("correction_task:\(task)")
            }
            return Change(
                recipients.count,
                Event(
                    .alteration, subjects: [person], records: records, fields: ["correction", part.rawValue],
                    reason: "correction", commitments: try connection.commit("correction_notice:\(id)", ["what": what])))
        }
    }

    /// What other agencies hold or held of the case, by a share or because an officer of theirs broke the glass.
    private static func held(
        _ connection: any Connection, _ person: Int64, by officer: Officer, _ today: Day
    ) throws -> [Correction.Held] {
        let shares = try ShareRows.some(
            connection, "s.person_id = \(person) AND s.accepted_at IS NOT NULL AND s.to_agency <> s.from_agency", today)
        let glass = try connection.query(
            """
            SELECT \(CaseGrant.columns) FROM case_grant
            WHERE person_id = \(person) AND ground = \(CaseGrant.Ground.glass) AND agency <> \(officer.agency)
            """
        ).map(CaseGrant.init)
        return shares.compactMap(\.held) + glass.map(Correction.Held.init)
    }

    /// A task with its correction. Throws `NotFound` unless the case is open to the officer by their own right.
    func find(_ task: Int64, _ visit: Visit) async throws -> (notice: CorrectionNotice, task: CorrectionTask, file: CaseFile) {
        let viewer = try visit.viewer()
        return try await site.consult(try visit.actor()) { connection in
            let found = try CorrectionStore.task(connection, task, viewer)
            let file = try ShareScenes.file(connection, viewer, found.notice.person)
            let notice = found.notice.read(in: file)
            return Change(
                (notice, notice.tasks.first { $0.id == task } ?? found.task, file),
                Event(
                    .consultation, subjects: [found.notice.person], records: ["correction_task:\(task)"], fields: ["correction"]
                ))
        }
    }

    /// A recipient was told.
    /// - Returns: whose case it is about.
    func tell(_ task: Int64, evidence: String, _ visit: Visit) async throws -> Int64 {
        let (viewer, now) = (try visit.viewer(), site.clock())
        return try await site.change(try visit.actor()) { connection in
            let found = try CorrectionStore.task(connection, task, viewer)
            try Correction.tell(evidence: evidence, isClosed: found.task.toldAt != nil)
            try connection.execute(
                """
                UPDATE correction_task SET told_at = \(now), told_by = \(viewer.officer.id), evidence = \(evidence)
                WHERE id = \(task) AND told_at IS NULL
                """)
            return Change(
                found.notice.person,
                Event(
                    .alteration, subjects: [found.notice.person], records: ["correction_task:\(task)"], fields: ["correction"],
                    reason: "told", commitments: try connection.commit("correction_task:\(task)", ["evidence": evidence])))
        }
    }

    private static func task(
        _ connection: any Connection, _ task: Int64, _ viewer: Viewer
    ) throws -> (notice: CorrectionNotice, task: CorrectionTask) {
        let notice = try CorrectionRows.some(
            connection,
            """
            c.id = (SELECT k.correction_id FROM correction_task k WHERE k.id = \(task))
              AND EXISTS (SELECT 1 FROM person p WHERE p.id = c.person_id AND \(PeopleAccess.opens(viewer.byRight)))
            """
        ).first
        guard let notice, let found = notice.tasks.first(where: { $0.id == task }) else { throw NotFound() }
        return (notice, found)
    }
}
