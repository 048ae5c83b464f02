import Domain
import Store

/// A note to be written or corrected, with the reports that it may rest on.
struct NoteAsked: Sendable {
    let file: CaseFile
    let reports: [CaseReport]
    /// The note to be corrected; nil for a new one.
    var note: CaseNote?
}

/// Notes read, written and corrected.
struct NarrativeStore: Sendable {
    let site: Site

    func list(_ person: Int64, _ visit: Visit) async throws -> CaseFile {
        try await CaseStore(site: site).read(person, visit) { connection, viewer in
            let file = try NarrativeStore.withNotes(connection, viewer, try CaseStore.whole(connection, viewer, person))
            return CaseLook(file, records: file.noteRecords, fields: ["notes"])
        }
    }

    /// The case of somebody about whom the officer may write.
    func ask(_ person: Int64, _ visit: Visit) async throws -> NoteAsked {
        try await CaseStore(site: site).read(person, visit) { connection, viewer in
            let file = try CaseStore.whole(connection, viewer, person)
            guard NarrativeEntry.parts.contains(where: file.isOpen) else { throw NotFound() }
            return CaseLook(NoteAsked(file: file, reports: try NarrativeStore.reports(connection, viewer, file)))
        }
    }

    /// A note of the officer's own agency, to be corrected.
    func ask(_ person: Int64, _ note: Int64, _ visit: Visit) async throws -> NoteAsked {
        try await CaseStore(site: site).read(person, visit) { connection, viewer in
            let file = try CaseStore.whole(connection, viewer, person)
            let found = try NarrativeStore.own(connection, viewer.officer, file.sights, note, of: person)
            let asked = NoteAsked(file: file, reports: try NarrativeStore.reports(connection, viewer, file), note: found)
            return CaseLook(asked, records: ["narrative:\(note)"], fields: ["notes"])
        }
    }

    func add(_ person: Int64, _ form: NoteForm, _ visit: Visit) async throws {
        let (viewer, now, today) = (try visit.viewer(), site.clock(), site.today)
        try await site.change(try visit.actor()) { connection in
            let (sights, ids) = try CaseStore.sights(
                connection, viewer, person, numbering: ["narrative", "narrative_version"])
            let facts = try NarrativeStore.graded(form, connection, viewer.officer, sights, person)
            let entry = try Noting.note(facts, today: today)
            guard sights.isOpen(entry.part) else { throw NotFound() }
            try connection.execute(
                """
                INSERT INTO narrative (id, person_id, entered_for, part, owner)
                VALUES (\(ids[0]), \(person), \(person), \(entry.part.rawValue), \(viewer.officer.agency))
                """)
            let version = NoteVersion(id: ids[1], note: ids[0], number: 1, entry: entry, report: form.report, reason: "")
            let commitments = try version.store(connection, viewer.officer, now)
            return Change((), NarrativeStore.event(.collection, person, ids[0], commitments))
        }
    }

    func correct(_ person: Int64, _ note: Int64, _ form: NoteForm, _ visit: Visit) async throws {
        let (viewer, now, today) = (try visit.viewer(), site.clock(), site.today)
        try await site.change(try visit.actor()) { connection in
            let (sights, ids) = try CaseStore.sights(connection, viewer, person, numbering: ["narrative_version"])
            let found = try NarrativeStore.own(connection, viewer.officer, sights, note, of: person)
            guard let standing = found.standing else { throw NotFound() }
            guard standing.number == form.version else { throw NarrativeStore.conflict(person, found, standing, form) }
            let facts = try NarrativeStore.graded(form, connection, viewer.officer, sights, person)
            let next = try Noting.correct(standing.entry, facts, reason: form.reason, today: today)
            let version = NoteVersion(
                id: ids[0], note: note, number: standing.number + 1, entry: next, report: form.report, reason: form.reason)
            let commitments = try version.store(connection, viewer.officer, now)
            return Change((), NarrativeStore.event(.alteration, person, note, commitments))
        }
    }

    /// The case with its notes as the officer sees them, the newest first.
    static func withNotes(_ connection: any Connection, _ viewer: Viewer, _ file: CaseFile) throws -> CaseFile {
        var file = file
        file.notes = try notes(connection, viewer.officer, file.sights, of: file.person.id)
        return file
    }

    /// Of a part that is not open nothing is kept.
    private static func notes(
        _ connection: any Connection, _ officer: Officer, _ sights: PartSights, of person: Int64
    ) throws -> [CaseNote] {
        let open = NarrativeEntry.parts.filter(sights.isOpen)
        guard !open.isEmpty else { return [] }
        return try connection.query(CaseNote.query(person)).grouped(by: "id").map { try CaseNote($0, officer, sights) }
            .filter { open.contains($0.part) }
    }

    /// Those whose note it is correct it; others ask them.
    private static func own(
        _ connection: any Connection, _ officer: Officer, _ sights: PartSights, _ note: Int64, of person: Int64
    ) throws -> CaseNote {
        let found = try notes(connection, officer, sights, of: person).first { $0.id == note }
        guard let found, found.sight == .open, found.owner == officer.agency else { throw NotFound() }
        return found
    }

    private static func reports(_ connection: any Connection, _ viewer: Viewer, _ file: CaseFile) throws -> [CaseReport] {
        try IntelligenceStore.reports(connection, viewer.officer, file.sights, of: file.person.id).filter { $0.sight == .open }
    }

    /// What was typed, with the grade of the report that it names, if that is open to the officer.
    private static func graded(
        _ form: NoteForm, _ connection: any Connection, _ officer: Officer, _ sights: PartSights, _ person: Int64
    ) throws -> NarrativeFacts {
        var facts = form.facts
        guard facts.basis == .intelligence, let report = form.report else { return facts }
        let found = try IntelligenceStore.reports(connection, officer, sights, of: person).first { $0.id == report }
        facts.grade = found?.standing?.assessment.grade
        return facts
    }

    private static func event(_ kind: EntryKind, _ person: Int64, _ note: Int64, _ commitments: [[UInt8]]) -> Event {
        Event(kind, subjects: [person], records: ["narrative:\(note)"], fields: ["notes"], commitments: commitments)
    }

    private static func conflict(
        _ person: Int64, _ found: CaseNote, _ standing: CaseNote.Version, _ form: NoteForm
    ) -> Conflict {
        let name = Text(en: "Note", cy: "Nodyn")
        return Conflict(
            title: Text(en: "This note was corrected in the meantime", cy: "Cywirwyd y nodyn hwn yn y cyfamser"),
            theirs: [(standing.entry.basis.name, Text(same: standing.entry.text))],
            yours: [(form.facts.basis?.name ?? name, Text(same: form.facts.text))], back: "/people/\(person)/notes",
            shows: Event(.consultation, subjects: [person], records: ["narrative:\(found.id)"], fields: ["notes"]))
    }
}

/// A note as it is to stand from now on.
private struct NoteVersion {
    let id, note: Int64
    let number: Int
    let entry: NarrativeEntry
    let report: Int64?
    let reason: String

    func store(_ connection: any Connection, _ officer: Officer, _ now: Instant) throws -> [[UInt8]] {
        let cited = entry.basis.kind == .intelligence ? report : nil
        try connection.execute(
            """
            INSERT INTO narrative_version (id, narrative_id, version, basis, intelligence_id, source, on_day, text, marking, reason,
              made_by, made_at)
            VALUES (\(id), \(note), \(number), \(entry.basis.kind.rawValue), \(cited), \(entry.source), \(entry.on), \(entry.text),
              \(entry.marking), \(reason), \(officer.id), \(now))
            """)
        return try connection.commit(
            "narrative_version:\(id)", ["text": entry.text, "source": entry.source, "reason": reason], isNew: true)
    }
}
