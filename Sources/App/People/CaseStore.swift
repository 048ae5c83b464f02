import Domain
import Store

/// Reads cases. The officer who asks stands in the query that finds the person; without that row nothing else is shown.
struct CaseStore: Sendable {
    let site: Site

    /// The person was found to be another: read on there.
    struct Became: Error {
        let person: Int64
    }

    /// What the overview shows.
    static let overviewFields = [
        "name", "date_of_birth", "sex", "ethnicity", "language", "address", "identifiers", "markers", "rosh", "mappa",
        "registers", "proposal", "score", "official_score", "offences", "sentences", "custody", "prison", "enrolment",
        "decisions",
    ]

    func overview(_ id: Int64, _ visit: Visit) async throws -> CaseFile {
        try await read(id, visit, CaseStore.overviewFields) { try CaseStore.whole($0, $1, id) }
    }

    func offences(_ id: Int64, _ visit: Visit) async throws -> CaseFile {
        let fields = ["name", "date_of_birth", "identifiers", "offences", "sentences", "custody", "prison", "registers"]
        return try await read(id, visit, fields) { connection, officer in
            var file = try CaseStore.whole(connection, officer, id)
            file.former = try CaseFormer.all(connection, id)
            return file
        }
    }

    /// Reads a part of a case and enters the reading.
    func read<T: Sendable>(
        _ id: Int64, _ visit: Visit, _ fields: [String],
        _ body: @escaping @Sendable (any Connection, Officer) throws -> T
    ) async throws -> T {
        let officer = try visit.officer()
        return try await site.consult(try visit.actor()) { connection in
            Change(
                try body(connection, officer),
                Event(.consultation, subjects: [id], records: ["person:\(id)"], fields: fields))
        }
    }

    /// The row of the person, if the officer may open the case.
    static func personQuery(_ officer: Officer, _ id: Int64) -> SQL {
        "SELECT \(CasePerson.columns) FROM person p WHERE p.id = \(id) AND \(PeopleAccess.opens(officer))"
    }

    /// Whether the officer may open the case.
    static func isOpen(_ connection: any Connection, _ officer: Officer, _ id: Int64) throws -> Bool {
        try connection.exists("SELECT 1 FROM person p WHERE p.id = \(id) AND \(PeopleAccess.opens(officer))")
    }

    /// Throws `Became` for a person that was found to be another whom the officer may see, else `NotFound`.
    static func person(_ connection: any Connection, _ officer: Officer, _ id: Int64, _ row: Row?) throws -> CasePerson {
        if let row {
            var person = try CasePerson(row)
            person.showsLooks = LookAccess.roles.contains(officer.role)
            return person
        }
        let other: Int64? = try connection.value(
            """
            SELECT p.id FROM person gone JOIN person p ON p.id = gone.merged_into
            WHERE gone.id = \(id) AND \(PeopleAccess.opens(officer))
            """)
        if let other { throw Became(person: other) }
        throw NotFound()
    }

    /// The person and the orders and licences they are under, nothing else.
    static func supervised(_ connection: any Connection, _ officer: Officer, _ id: Int64) throws -> CaseFile {
        let answers = try connection.pipeline([personQuery(officer, id), ordersQuery(id)])
        var file = CaseFile(person: try person(connection, officer, id, answers[0].first))
        file.orders = try answers[1].map(CaseOrder.init)
        return file
    }

    private static func ordersQuery(_ id: Int64) -> SQL {
        """
        SELECT \(CaseOrder.columns) FROM record r JOIN court_order o ON o.record_id = r.id WHERE r.person_id = \(id)
        ORDER BY o.start_date DESC, o.source_row_id DESC
        """
    }

    static func whole(_ connection: any Connection, _ officer: Officer, _ id: Int64) throws -> CaseFile {
        let answers = try connection.pipeline([
            personQuery(officer, id),
            "SELECT \(CaseRecord.columns) FROM record r WHERE r.person_id = \(id) ORDER BY r.id",
            ordersQuery(id),
            """
            SELECT \(CaseConviction.columns) FROM record r JOIN conviction c ON c.record_id = r.id WHERE r.person_id = \(id)
            ORDER BY c.court_date DESC, c.sentence_days DESC, c.source_row_id
            """,
            """
            SELECT \(CaseCustody.columns) FROM record r JOIN custody_event e ON e.record_id = r.id WHERE r.person_id = \(id)
            ORDER BY e.arrested_at DESC, e.source_row_id DESC
            """,
            """
            SELECT \(CasePrison.columns) FROM record r JOIN prison_sentence s ON s.record_id = r.id WHERE r.person_id = \(id)
            ORDER BY s.release_date DESC, s.source_row_id DESC
            """,
            "SELECT \(CaseDecision.columns) FROM decision d WHERE d.person_id = \(id) ORDER BY d.id DESC",
            "SELECT \(CaseEnrolment.columns) FROM enrolment n WHERE n.person_id = \(id) AND n.scheme = 'iom' ORDER BY n.id",
            """
            SELECT \(CaseSelection.columns) FROM proposal s JOIN selection_round q ON q.id = s.round_id
            LEFT JOIN score k ON k.id = s.score_id
            WHERE s.round_id = \(PeopleStore.currentRound) AND s.person_id = \(id)
            """,
            """
            SELECT \(CaseStep.columns) FROM enrolment n JOIN enrolment_state t ON t.enrolment_id = n.id
            LEFT JOIN officer o ON o.id = t.officer_id
            LEFT JOIN enrolment_exit x ON x.enrolment_id = n.id AND t.state = 'exited'
            WHERE n.person_id = \(id) AND n.scheme = 'iom' ORDER BY t.id DESC
            """,
        ])
        var file = CaseFile(person: try person(connection, officer, id, answers[0].first))
        file.records = try answers[1].map(CaseRecord.init)
        file.orders = try answers[2].map(CaseOrder.init)
        file.convictions = try answers[3].map(CaseConviction.init)
        file.custody = try answers[4].map(CaseCustody.init)
        file.prison = try answers[5].map(CasePrison.init)
        file.decisions = try answers[6].map(CaseDecision.init)
        file.enrolments = try answers[7].map(CaseEnrolment.init)
        file.selection = try CaseSelection(connection, answers[8].first)
        file.steps = try answers[9].map(CaseStep.init)
        return file
    }
}
