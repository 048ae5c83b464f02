import Domain
import Store

/// A panel's list as a file: everybody whom its filters leave.
enum PanelExport {
    static func question(_ area: Area, _ form: Form) -> ExportQuestion {
        let kept = PanelQuestion(form).items
        let panel: Path = "/panels/\(area.rawValue)"
        return ExportQuestion(
            title: Text(en: "Export the panel’s list", cy: "Allforio rhestr y panel"),
            action: "/panels/\(area.rawValue)/export",
            section: .panels, back: BackLink.html(panel.query(kept.filter { !$0.1.isEmpty }), PanelListView.name(area)),
            kept: kept)
    }

    static func list(_ area: Area, _ visit: Visit, _ site: Site) async throws -> ListExport {
        let (viewer, today, question) = (try visit.viewer().byRight, site.today, PanelQuestion(visit.form))
        let found = try await site.database.read { connection -> (round: Int64, people: [Int64])? in
            guard let round = try RoundStore.current(connection) else { return nil }
            let people = try connection.numbers(
                """
                SELECT s.person_id \(PanelStore.everybody(connection, round.id, area)) AND \(PeopleAccess.opens(viewer))
                AND \(question.condition(area, today: today))\(PanelQuestion.order)
                """)
            return (round.id, people)
        }
        return ListExport(
            name: "carfan-panel-\(area.rawValue)-\(today.iso).csv", people: found?.people ?? [],
            records: found.map { ["selection_round:\($0.round)"] } ?? [], fields: PanelStore.fields, headings: headings
        ) { people, language in
            try await site.database.read { try PanelLine.of(people, found?.round ?? 0, area, viewer, $0) }.map {
                cells($0, site.reference.offences, language)
            }
        }
    }

    private static let headings = [
        Text(en: "Number", cy: "Rhif"), Text(en: "Family name", cy: "Cyfenw"), Text(en: "Given names", cy: "Enwau cyntaf"),
        Text(en: "Date of birth", cy: "Dyddiad geni"), Text(en: "Proposal", cy: "Cynnig"),
        Text(en: "Proposal code", cy: "Cod y cynnig"), Text(en: "Official two-year score", cy: "Sgôr dwy flynedd swyddogol"),
        Text(en: "Official score calculated", cy: "Cyfrifwyd y sgôr swyddogol"),
        Text(en: "Two-year score", cy: "Sgôr dwy flynedd"), Text(en: "Why not", cy: "Pam na"),
        Text(en: "Current offence", cy: "Trosedd gyfredol"), Text(en: "Since last time", cy: "Ers y tro diwethaf"),
        Text(en: "Proposal before", cy: "Cynnig blaenorol"), Text(en: "Code before", cy: "Cod blaenorol"),
        Text(en: "Score before", cy: "Sgôr blaenorol"), Text(en: "Records in doubt", cy: "Cofnodion amheus"),
        Text(en: "Decision", cy: "Penderfyniad"), Text(en: "Cohort", cy: "Carfan"),
        Text(en: "Enrolment", cy: "Cofrestriad"), Text(en: "Next review", cy: "Adolygiad nesaf"),
    ]

    private static func cells(_ line: PanelLine, _ offences: OffenceTable, _ language: Language) -> [String] {
        let enrolment = line.enrolment
        return [
            String(line.person), line.name.family, line.name.given, line.dateOfBirth?.iso ?? "",
            CaseWords.proposal(line.kind)[language], line.kind.rawValue, line.official?.twoYear.map(String.init) ?? "",
            line.official?.calculated?.iso ?? "", line.percent.map(String.init) ?? "", line.reason?.name[language] ?? "",
            line.offence.map { offences.title($0) } ?? "", line.news.name[language],
            line.before.map { CaseWords.proposal($0)[language] } ?? "", line.before?.rawValue ?? "",
            line.percentBefore.map(String.init) ?? "", line.isUnsure ? Text(en: "yes", cy: "oes")[language] : "",
            line.outcome?.done[language] ?? "", enrolment?.place?.name[language] ?? "", enrolment?.state.name[language] ?? "",
            enrolment?.nextReview?.iso ?? "",
        ]
    }
}

extension PanelLine {
    /// The lines of these people in their order, without those who are no longer the officer's to see.
    fileprivate static func of(
        _ people: [Int64], _ round: Int64, _ area: Area, _ viewer: Viewer, _ connection: any Connection
    ) throws -> [PanelLine] {
        let rows = try connection.query(
            """
            SELECT \(PanelLine.columns) FROM proposal s JOIN person p ON p.id = s.person_id
            WHERE s.round_id = \(round) AND s.person_id \(connection.among(people)) AND \(PeopleAccess.opens(viewer))
            """)
        let found = try detailed(connection, round, area, try rows.compactMap(PanelLine.init))
        let lines = Dictionary(found.map { ($0.person, $0) }, uniquingKeysWith: { first, _ in first })
        return people.compactMap { lines[$0] }
    }
}
