import Domain
import Store

/// Reads cases. The officer who asks stands in the query that finds the person; without that row nothing else is shown.
struct CaseStore: Sendable {
    let site: Site

    /// The person was found to be another: the front door leads there.
    struct Became: Error {
        let old, person: Int64

        /// The same page of the other; the case, from an address that does not name the person.
        func path(instead address: String) -> Path {
            let pieces = address.split(separator: "?", maxSplits: 1).map(String.init)
            let parts = (pieces.first ?? "").split(separator: "/").map(String.init)
            guard let place = parts.firstIndex(of: "people"), parts.dropFirst(place + 1).first == String(old) else {
                return "/people/\(person)"
            }
            let there = parts[...place] + [String(person)] + parts[(place + 2)...]
            let query = pieces.count > 1 ? "?\(pieces[1])" : ""
            return Path(local: "/" + there.joined(separator: "/") + query) ?? "/people/\(person)"
        }
    }

    /// What the overview shows of the parts that are open.
    static func overviewFields(_ file: CaseFile) -> [String] {
        ["name", "date_of_birth", "sex", "ethnicity", "language", "identifiers"]
            + (file.addressSight == .open ? ["address"] : [])
            + (file.isOpen(.risk) ? ["markers", "rosh", "mappa", "registers", "official_score"] : [])
            + (file.isOpen(.offences) ? ["offences", "sentences", "custody", "prison"] : [])
            + (file.isOpen(.cohort) ? ["enrolment", "decisions"] : [])
            + (file.selection == nil ? [] : ["proposal", "score"]) + (file.notes.isEmpty ? [] : ["notes"])
    }

    private static func offenceFields(_ file: CaseFile) -> [String] {
        guard file.isOpen(.offences) else { return [] }
        return ["offences", "sentences", "custody", "prison"] + (file.isOpen(.risk) ? ["registers"] : [])
    }

    func overview(_ id: Int64, _ visit: Visit) async throws -> CaseFile {
        try await read(id, visit) { connection, viewer in
            let file = try NarrativeStore.withNotes(connection, viewer, try CaseStore.shown(connection, viewer, id))
            return CaseLook(
                file, records: file.noteRecords, fields: CaseStore.overviewFields(file), others: file.lookAlikes.people)
        }
    }

    func offences(_ id: Int64, _ visit: Visit) async throws -> CaseFile {
        try await read(id, visit) { connection, viewer in
            var file = try CaseStore.shown(connection, viewer, id)
            if file.isOpen(.offences) { file.former = try CaseFormer.all(connection, id) }
            return CaseLook(file, fields: CaseStore.offenceFields(file), others: file.lookAlikes.people)
        }
    }

    /// Reads a part of a case and enters the reading.
    func read<T: Sendable>(
        _ id: Int64, _ visit: Visit, _ fields: [String],
        _ body: @escaping @Sendable (any Connection, Viewer) throws -> T
    ) async throws -> T {
        let viewer = try visit.viewer()
        return try await site.consult(try visit.actor()) { connection in
            Change(
                try body(connection, viewer),
                Event(.consultation, subjects: [id], records: ["person:\(id)"], fields: fields))
        }
    }

    /// The row of the person, if the officer may open the case.
    static func personQuery(_ viewer: Viewer, _ id: Int64) -> SQL {
        """
        SELECT \(CasePerson.columns) FROM person p \(CasePerson.marked)
        WHERE p.id = \(id) AND \(PeopleAccess.opens(viewer))
        """
    }

    /// Whether the officer may open the case.
    static func isOpen(_ connection: any Connection, _ viewer: Viewer, _ id: Int64) throws -> Bool {
        try connection.exists(openQuery(viewer, id))
    }

    static func openQuery(_ viewer: Viewer, _ id: Int64) -> SQL {
        "SELECT 1 FROM person p WHERE p.id = \(id) AND \(PeopleAccess.opens(viewer))"
    }

    /// Throws as `person` does unless the officer may open the case.
    static func expectOpen(_ connection: any Connection, _ viewer: Viewer, _ id: Int64) throws {
        guard try !isOpen(connection, viewer, id) else { return }
        _ = try person(connection, viewer, id, nil)
    }

    /// Throws `Became` for a person that was found to be another whom the officer may see, else `NotFound`.
    static func person(_ connection: any Connection, _ viewer: Viewer, _ id: Int64, _ row: Row?) throws -> CasePerson {
        if let row {
            var person = try CasePerson(row)
            person.showsLooks = LookAccess.roles.contains(viewer.officer.role)
            return person
        }
        let other: Int64? = try connection.value(
            """
            SELECT p.id FROM person gone JOIN person p ON p.id = gone.merged_into
            WHERE gone.id = \(id) AND \(PeopleAccess.opens(viewer))
            """)
        if let other { throw Became(old: id, person: other) }
        throw NotFound()
    }

    /// The person and the orders and licences they are under, nothing else: for those who work with the case.
    /// - Parameter besides: what else is asked of a case that is open, together with it: a writer lets others wait.
    static func supervised(
        _ connection: any Connection, _ viewer: Viewer, _ id: Int64, besides: [SQL]
    ) throws -> (CaseFile, [[Row]]) {
        let viewer = viewer.byRight
        var file = CaseFile(
            person: try person(connection, viewer, id, try connection.first(personQuery(viewer, id))),
            sights: PartRules.sights(viewer.officer.role))
        let answers = try connection.pipeline([ordersQuery(id)] + besides)
        file.orders = try answers[0].map(CaseOrder.init)
        return (file, Array(answers.dropFirst()))
    }

    static func ordersQuery(_ id: Int64) -> SQL {
        """
        SELECT \(CaseOrder.columns) FROM record r JOIN court_order o ON o.record_id = r.id WHERE r.person_id = \(id)
        ORDER BY o.start_date DESC, o.source_row_id DESC
        """
    }

    /// All of the case that the officer may see.
    static func whole(_ connection: any Connection, _ viewer: Viewer, _ id: Int64) throws -> CaseFile {
        let sights =
            CaseSights.areAlike(viewer)
            ? PartRules.sights(viewer.officer.role) : try CaseSights.of(connection, viewer, [id])[id] ?? PartSights()
        var file = try CaseReading(id, sights, asking: viewer.at).file(connection, personQuery(viewer, id)) { row in
            try person(connection, viewer, id, row)
        }
        if viewer.isGranted {
            file.glass = try GlassStore.live(connection, viewer, id)
            if file.person.showsLooks { file.person.showsLooks = try isOpen(connection, viewer.byRight, id) }
        }
        file.isOfVictims = viewer.officer.role == .victimLiaison && file.isOpen(.victim)
        return file
    }

    /// The same for the pages of the case, above which stands whom the person must not be confused with.
    static func shown(_ connection: any Connection, _ viewer: Viewer, _ id: Int64) throws -> CaseFile {
        var file = try whole(connection, viewer, id)
        file.lookAlikes = try LookAlikes.of(connection, viewer, id)
        return file
    }
}
