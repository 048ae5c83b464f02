import Domain
import Store

/// Reads a case part by part: of a part that is not open to the officer nothing is read, or nothing kept.
struct CaseReading {
    let id: Int64
    let sights: PartSights
    private var parts: [(query: SQL, keep: (inout CaseFile, any Connection, [Row]) throws -> Void)] = []

    /// - Parameter now: when it is said whom to ask; nil: it is not said.
    init(_ id: Int64, _ sights: PartSights, asking now: Instant? = nil) {
        (self.id, self.sights) = (id, sights)
        addRecords()
        if sights.isOpen(.offences) || sights.isOpen(.risk) { addOrders() }
        if sights.isOpen(.offences) { addOffences() }
        if sights.isOpen(.cohort) { addCohort() }
        if let now { addOwners(at: now) }
    }

    /// - Parameter person: the query that finds the person, if the case is open to the officer.
    func file(
        _ connection: any Connection, _ person: SQL, found: (Row?) throws -> CasePerson
    ) throws -> CaseFile {
        // Before anything else: of a case that is not open nothing is read, and the time it takes is that of no case.
        var file = CaseFile(person: try found(try connection.first(person)), sights: sights)
        let answers = try connection.pipeline(parts.map(\.query))
        for (part, rows) in zip(parts, answers) { try part.keep(&file, connection, rows) }
        if file.addressSight != .open {
            (file.person.address, file.person.postcode) = ("", "")
            for index in file.records.indices { (file.records[index].address, file.records[index].postcode) = ("", "") }
        }
        return file
    }

    private mutating func add(_ query: SQL, _ keep: @escaping (inout CaseFile, any Connection, [Row]) throws -> Void) {
        parts.append((query, keep))
    }

    private mutating func addRecords() {
        let isRisk = sights.isOpen(.risk)
        add("SELECT \(CaseRecord.columns) FROM record r WHERE r.person_id = \(id) ORDER BY r.id") { file, _, rows in
            file.records = try rows.map(CaseRecord.init)
            if !isRisk { for index in file.records.indices { file.records[index].markers = "" } }
        }
    }

    private mutating func addOrders() {
        let isRisk = sights.isOpen(.risk)
        add(CaseStore.ordersQuery(id)) { file, _, rows in
            file.orders = try rows.map(CaseOrder.init)
            if !isRisk { for index in file.orders.indices { file.orders[index].forgetRisk() } }
        }
    }

    private mutating func addOffences() {
        add(
            """
            SELECT \(CaseConviction.columns) FROM record r JOIN conviction c ON c.record_id = r.id WHERE r.person_id = \(id)
            ORDER BY c.court_date DESC, c.sentence_days DESC, c.source_row_id
            """
        ) { file, _, rows in file.convictions = try rows.map(CaseConviction.init) }
        add(
            """
            SELECT \(CaseCustody.columns) FROM record r JOIN custody_event e ON e.record_id = r.id WHERE r.person_id = \(id)
            ORDER BY e.arrested_at DESC, e.source_row_id DESC
            """
        ) { file, _, rows in file.custody = try rows.map(CaseCustody.init) }
        add(
            """
            SELECT \(CasePrison.columns) FROM record r JOIN prison_sentence s ON s.record_id = r.id WHERE r.person_id = \(id)
            ORDER BY s.release_date DESC, s.source_row_id DESC
            """
        ) { file, _, rows in file.prison = try rows.map(CasePrison.init) }
    }

    private mutating func addCohort() {
        add("SELECT \(CaseDecision.columns) FROM decision d WHERE d.person_id = \(id) ORDER BY d.id DESC") { file, _, rows in
            file.decisions = try rows.map(CaseDecision.init)
        }
        add(
            "SELECT \(CaseEnrolment.columns) FROM enrolment n WHERE n.person_id = \(id) AND n.scheme = 'iom' ORDER BY n.id"
        ) { file, _, rows in file.enrolments = try rows.map(CaseEnrolment.init) }
        add(
            """
            SELECT \(CaseStep.columns) FROM enrolment n JOIN enrolment_state t ON t.enrolment_id = n.id
            LEFT JOIN officer o ON o.id = t.officer_id
            LEFT JOIN enrolment_exit x ON x.enrolment_id = n.id AND t.state = 'exited'
            WHERE n.person_id = \(id) AND n.scheme = 'iom' ORDER BY t.id DESC
            """
        ) { file, _, rows in file.steps = try rows.map(CaseStep.init) }
        guard sights.isOpen(.risk), sights.isOpen(.offences) else { return }
        // A proposal is explained by scores and convictions.
        add(
            """
            SELECT \(CaseSelection.columns) FROM proposal s JOIN selection_round q ON q.id = s.round_id
            LEFT JOIN score k ON k.id = s.score_id
            WHERE s.round_id = \(PeopleStore.currentRound) AND s.person_id = \(id)
            """
        ) { file, connection, rows in file.selection = try CaseSelection(connection, rows.first) }
    }

    /// Whom to ask: the coordinators of the person's area.
    private mutating func addOwners(at now: Instant) {
        add(
            "SELECT name, areas FROM officer WHERE role = \(Role.coordinator) AND \(Officers.isHere(at: now)) ORDER BY id"
        ) { file, _, rows in
            let area = file.person.area.rawValue
            file.owners = try rows.filter { try $0.get("areas", as: String.self).split(separator: " ").contains { $0 == area } }
                .map { try $0.get("name") }
        }
    }
}

extension CaseOrder {
    mutating func forgetRisk() {
        (rosh, registers, mappaCategory, mappaLevel) = ("", "", "", "")
        (ogrs3OneYear, ogrs3TwoYear) = (nil, nil)
    }
}

extension CaseRecord {
    /// Where its person is must not become known.
    func isHidden(_ connection: any Connection) throws -> Bool {
        try connection.exists(
            """
            SELECT 1 FROM record r JOIN case_marking k ON k.person_id = r.person_id
            WHERE r.id = \(id) AND k.ended_at IS NULL AND k.descriptor = \(MarkingDescriptor.locsen)
            """)
    }

    var withoutHome: CaseRecord {
        var record = self
        (record.address, record.postcode) = ("", "")
        return record
    }
}

extension CaseFile {
    /// Where the person is: masked when it must not become known, until a reason is given; withheld from whom it was shared with.
    var addressSight: PartSight { person.isHidden ? sights.masked(.identity) : .open }

    /// What the officer sees of the agencies' rows, in which the address stands too.
    func sight(_ part: CasePart) -> PartSight {
        let sight = sights[part]
        return part == .source && person.isHidden ? min(sight, sights.masked(.source)) : sight
    }

    func isOpen(_ part: CasePart) -> Bool { sight(part) == .open }

    /// In words, for somebody to whom a part is withheld.
    var ask: Text {
        let leads = [currentEnrolment?.policeLead, currentEnrolment?.probationLead].compactMap { $0 }.filter { !$0.isEmpty }
        let names = leads + owners.filter { !leads.contains($0) }
        guard names.isEmpty else { return Text(same: names.prefix(3).joined(separator: ", ")) }
        let area = person.area.name
        return Text(en: "the coordinator of \(area.en)", cy: "gydlynydd \(area.cy)")
    }
}
