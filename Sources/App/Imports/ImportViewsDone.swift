import Domain

/// What came of a file: the people it brought, and what waits for somebody.
struct ImportDoneView {
    let file: ImportFile
    let report: ImportReport

    private static let people = Counted(
        en: ("person", "people"), cy: ("o bobl", "person", "berson", "pherson", "pherson", "o bobl"))
    private static let questions = Counted(
        en: ("pair of records waits for review", "pairs of records wait for review"),
        cy: (
            "pâr o gofnodion yn aros i’w adolygu", "pâr o gofnodion yn aros i’w adolygu",
            "bâr o gofnodion yn aros i’w hadolygu",
            "phâr o gofnodion yn aros i’w hadolygu", "phâr o gofnodion yn aros i’w hadolygu",
            "pâr o gofnodion yn aros i’w hadolygu"
        ))

    var html: HTML {
        """
        <h2>\(Text(en: "What came of it", cy: "Beth ddaeth ohoni"))</h2>
        \(came)
        \(ImportWords.crowded(file).map { "<p>\($0).</p>" as HTML })
        \(reviews)
        \(table)
        """
    }

    private var came: HTML {
        let known = file.counts.people - file.counts.newPeople
        guard file.counts.people > 0 else {
            return """
                <p>\(Text(
                    en: "No row that was taken is about a person whom Carfan knows.",
                    cy: "Nid oes yr un rhes a gymerwyd am berson y mae Carfan yn ei adnabod."))</p>
                """
        }
        return SummaryList.html([
            (Text(en: "New to Carfan", cy: "Newydd i Carfan"), "\(ImportDoneView.people(file.counts.newPeople))"),
            (Text(en: "Known before", cy: "Yn hysbys cynt"), "\(ImportDoneView.people(known))"),
        ])
    }

    private var reviews: HTML? {
        guard report.openReviews > 0 else { return nil }
        return "<p><a href=\"/reviews\">\(ImportDoneView.questions(report.openReviews))</a></p>"
    }

    private var table: HTML? {
        let withheld: HTML? =
            report.withheld > 0
            ? Withheld.html(
                ImportDoneView.people(report.withheld) + Text(en: " of the first rows", cy: " yn y rhesi cyntaf"),
                ask: FileAccess.ask)
            : nil
        guard !report.people.isEmpty else { return withheld }
        let rows: [[HTML]] = report.people.map { person in
            [
                "<a href=\"/people/\(person.id)\">\(person.name.familyFirst)</a>",
                person.dateOfBirth.map { "\($0.short)" } ?? "–",
                "\(person.pnc)\(person.pnc.isEmpty || person.crn.isEmpty ? "" : " · ")\(person.crn)", "\(person.area.name)",
            ]
        }
        return """
            \(DataTable.html(
                Text(en: "The first people in the file", cy: "Y bobl gyntaf yn y ffeil"),
                [
                    .init(Text(en: "Name", cy: "Enw")), .init(Text(en: "Date of birth", cy: "Dyddiad geni")),
                    .init(Text(en: "PNC ID and CRN", cy: "Rhif PNC a CRN")), .init(Text(en: "Area", cy: "Ardal")),
                ], rows, stacks: true))
            \(withheld)
            <p><a href="/people">\(Text(en: "All people", cy: "Pawb"))</a></p>
            """
    }
}
