import Domain

/// What the parts of a report are called.
enum IntelligenceWords {
    static let grading = Text(en: "Grading", cy: "Graddio")
    static let handling = Text(en: "Handling", cy: "Trin")
    static let conditions = Text(en: "Conditions", cy: "Amodau")
    static let marking = Text(en: "Marking", cy: "Marc diogelwch")
    static let sourceGrade = Text(en: "Source", cy: "Ffynhonnell")
    static let informationGrade = Text(en: "Information", cy: "Gwybodaeth")
    static let review = Text(en: "Next review", cy: "Adolygiad nesaf")

    /// Names of agencies, each in its language's order.
    static func agencies(_ codes: Set<String>) -> HTML {
        let names = codes.map { Agency.name(of: $0) }
        return HTML.ordered(names, by: { $0 }) { "\(Text.joined($0))" }
    }

    /// A day that has come is said to have come.
    static func reviewDay(_ day: Day, _ today: Day) -> HTML {
        guard day <= today else { return "\(day)" }
        return "\(day) \(Tag.html(Text(en: "due", cy: "mae’n bryd"), .amber))"
    }
}

/// The list of reports. Handling and conditions stand at each of them.
enum IntelligenceViews {
    static func page(_ found: CaseIntelligence, _ today: Day, _ visit: Visit) -> Page {
        let file = found.file
        if let notice = PartNotice.html(file, .intelligence) {
            return CaseHead.page(file, .intelligence, today, notice)
        }
        let reader = visit.signedIn?.officer
        let marks = found.reports.compactMap { $0.standing.map { MarkingLine($0.assessment.marking) } }
        return CaseHead.page(
            file, .intelligence, today, marking: marks, banner: banner(found, visit),
            """
            \(reader?.role.worksWithCases == true ? new(file) : nil)
            \(found.reports.isEmpty ? CaseOffencesView.none : HTML.joined(found.reports.map { html($0, file, today, reader) }))
            """)
    }

    /// What was just done; else that conditions apply.
    private static func banner(_ found: CaseIntelligence, _ visit: Visit) -> HTML? {
        switch visit.query["done"] {
        case "report": return Banner.success(Text(en: "The report is entered.", cy: "Mae’r adroddiad wedi’i gofnodi."))
        case "grading": return Banner.success(Text(en: "The new grading stands.", cy: "Mae’r raddfa newydd yn sefyll."))
        default: break
        }
        let bound = found.reports.filter { $0.standing?.assessment.handling.code == .conditions }.map { String($0.id) }
        guard !bound.isEmpty else { return nil }
        let list = bound.joined(separator: ", ")
        let one = bound.count == 1
        return Banner.important(
            Text(
                en: "Conditions apply (code C) to report\(one ? "" : "s") \(list). Read them before you tell anybody.",
                cy: "Mae amodau (cod C) ar \(one ? "adroddiad" : "adroddiadau") \(list). Darllenwch nhw cyn dweud wrth neb."))
    }

    private static func new(_ file: CaseFile) -> HTML {
        """
        <p><a class="button secondary" href="\("/people/\(file.person.id)/intelligence/new" as Path)">\(Text(
            en: "Enter a report", cy: "Cofnodi adroddiad"))</a></p>
        """
    }

    private static func html(_ report: CaseReport, _ file: CaseFile, _ today: Day, _ reader: Officer?) -> HTML {
        let name = Text(en: "Report \(report.id)", cy: "Adroddiad \(report.id)")
        guard let content = report.content, let standing = report.standing else {
            return ItemNotice.html(file, .intelligence, report.sight, name, owner: report.ownerName)
        }
        let assessment = standing.assessment
        let mayGrade = reader?.agency == report.owner && reader?.role.worksWithCases == true
        let regrade: Path = "/people/\(file.person.id)/intelligence/\(report.id)/grading"
        let action: HTML? =
            mayGrade
            ? """
            <a href="\(regrade)">\(Text(en: "Grade anew", cy: "Graddio o’r newydd"))<span class="hidden">: \(name)</span></a>
            """ : nil
        return """
            <article class="report" id="\("report-\(report.id)")"><h2>\(name)</h2>
            <p class="tags">\(Tag.html(Text(same: assessment.grade.code), .blue)) \
            \(Tag.html(Text(same: assessment.handling.code.rawValue), assessment.handling.code == .conditions ? .amber : .grey)) \
            \(ItemMarking.html(assessment.marking))</p>
            \(conditions(assessment.handling))
            \(Paragraphs.html(content.text))
            \(SummaryList.html(lines(report, content, assessment, today)))
            \(history(report))
            <p>\(action)</p></article>
            """
    }

    /// Code C on every read: what may be done with it, and who else may see it.
    private static func conditions(_ handling: Handling) -> HTML? {
        guard let agencies = handling.agencies else { return nil }
        return """
            \(Banner.warning(IntelligenceWords.conditions + Text(same: ": " + handling.conditions)))
            <p>\(Text(en: "May be shown to", cy: "Gellir ei ddangos i’r rhain")): \(IntelligenceWords.agencies(agencies))</p>
            """
    }

    private static func lines(
        _ report: CaseReport, _ content: CaseReport.Content, _ assessment: IntelligenceAssessment, _ today: Day
    ) -> [(Text, HTML)] {
        let grade = assessment.grade
        return [
            (IntelligenceWords.sourceGrade, "\(grade.source.rawValue) – \(grade.source.name)"),
            (IntelligenceWords.informationGrade, "\(grade.information.rawValue) – \(grade.information.name)"),
            (IntelligenceWords.handling, "\(assessment.handling.code.rawValue) – \(assessment.handling.code.name)"),
            (Text(en: "Day of the information", cy: "Diwrnod yr wybodaeth"), "\(content.informationOn)"),
            (Text(en: "Day of the report", cy: "Diwrnod yr adroddiad"), "\(content.reportedOn)"),
            (Text(en: "Owner", cy: "Perchennog"), "\(report.ownerName), \(content.reference)"),
            (IntelligenceWords.review, IntelligenceWords.reviewDay(assessment.reviewOn, today)),
        ]
    }

    /// Earlier gradings.
    private static func history(_ report: CaseReport) -> HTML? {
        guard report.gradings.count > 1 else { return nil }
        let items: [HTML] = report.gradings.map { grading in
            let assessment = grading.assessment
            return """
                <li>\(grading.at), \(grading.by): \(assessment.grade.code), \(assessment.handling.code.rawValue), \
                <span lang="en">\(MarkingLine(assessment.marking).words)</span>\(grading.reason.isEmpty ? "" : ". \(grading.reason)")</li>
                """
        }
        return Details.html(
            Text(en: "Gradings of report \(report.id)", cy: "Graddfeydd adroddiad \(report.id)"), "<ol>\(items)</ol>")
    }
}
