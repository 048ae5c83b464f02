import Domain
import Store

/// The list of people as a file.
enum PeopleExport {
    static func question(_ form: Form) -> ExportQuestion {
        let kept = (["q", "sort"] + PeopleFilters.Kind.allCases.map(\.rawValue)).map { ($0, form[$0]) }
        return ExportQuestion(
            title: Text(en: "Export the list of people", cy: "Allforio’r rhestr o bobl"), action: "/people/export",
            section: .people,
            back: BackLink.html(("/people" as Path).query(kept.filter { !$0.1.isEmpty }), Text(en: "People", cy: "Pobl")),
            kept: kept)
    }

    static func list(_ visit: Visit, _ site: Site) async throws -> ListExport {
        let (viewer, today) = (try visit.viewer().byRight, site.today)
        let question = PeopleQuestion(visit.form, visit.language, today: today)
        let people = try await site.database.read { connection in
            try PeopleFinder(connection, viewer, today, question).all(question)
        }
        return ListExport(
            name: "carfan-people-\(today.iso).csv", people: people, fields: PeopleStore.fields, headings: headings
        ) { people, language in
            try await site.database.read { try PeopleStore.lines($0, viewer, people).lines }.map { cells($0, language) }
        }
    }

    private static let headings = [
        Text(en: "Number", cy: "Rhif"), Text(en: "Family name", cy: "Cyfenw"), Text(en: "Given names", cy: "Enwau cyntaf"),
        Text(en: "Date of birth", cy: "Dyddiad geni"), Text(en: "Sex", cy: "Rhyw"), Text(en: "PNC ID", cy: "Rhif PNC"),
        Text(en: "CRN", cy: "CRN"), Text(en: "Area", cy: "Ardal"), Text(en: "Proposal", cy: "Cynnig"),
        Text(en: "Proposal code", cy: "Cod y cynnig"),
        Text(en: "Two-year score", cy: "Sgôr dwy flynedd"), Text(en: "Cohort", cy: "Carfan"),
        Text(en: "Enrolment", cy: "Cofrestriad"), Text(en: "RAG", cy: "RAG"),
    ]

    private static func cells(_ line: PersonLine, _ language: Language) -> [String] {
        [
            String(line.id), line.name.family, line.name.given, line.dateOfBirth?.iso ?? "", CaseWords.sex(line.sex)[language],
            line.pnc, line.crn, line.area.name[language], line.proposal.map { CaseWords.proposal($0)[language] } ?? "",
            line.proposal?.rawValue ?? "", line.percent.map(String.init) ?? "", line.cohort?.name[language] ?? "",
            line.state?.name[language] ?? "", line.rag?.name[language] ?? "",
        ]
    }
}
