import Domain

/// The form of a new report.
enum ReportView {
    static func page(_ file: CaseFile, _ today: Day, _ visit: Visit, _ problems: [Problem]) -> Page {
        let title = Text(en: "Enter a report about ", cy: "Cofnodi adroddiad am ") + Text(same: file.person.name.display)
        let back: Path = "/people/\(file.person.id)/intelligence"
        return Page(
            title: title, section: .people, hasForm: true, hasProblems: !problems.isEmpty,
            before: BackLink.html(back) + CaseHead.bar(file, today), marking: file.person.marking,
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "Only what is OFFICIAL or OFFICIAL-SENSITIVE, and nothing that could lead to the source.",
                    cy: "Dim ond yr hyn sy’n OFFICIAL neu’n OFFICIAL-SENSITIVE, a dim a allai arwain at y ffynhonnell."))</p>
                \(MainForm.html(
                    visit, action: "/people/\(file.person.id)/intelligence/new", submit: Text(en: "Enter the report", cy: "Cofnodi’r adroddiad"),
                    cancel: back, fields(file, visit, today, problems)))
                """)
    }

    private static func fields(_ file: CaseFile, _ visit: Visit, _ today: Day, _ problems: [Problem]) -> HTML {
        let form = visit.form
        let sanitised = Option(
            value: "yes",
            label: Text(
                en: "I have taken out whatever could lead to the source",
                cy: "Rwyf wedi tynnu allan unrhyw beth a allai arwain at y ffynhonnell"))
        return """
            \(Field.area(
                "text", Text(en: "Report", cy: "Adroddiad"), value: form.raw("text"), problems: problems,
                hint: Text(en: "What is said to have happened. Do not name the source", cy: "Yr hyn y dywedir iddo ddigwydd. Peidiwch ag enwi’r ffynhonnell"), rows: 8))
            \(Field.checkboxes(
                "sanitised", Text(en: "Sanitised", cy: "Wedi’i lanhau"), options: [sanitised], values: form.all("sanitised"), problems: problems))
            \(Field.text(
                "reference", Text(en: "Number in your force’s system", cy: "Rhif yn system eich heddlu"), value: form.raw("reference"),
                problems: problems, hint: Text(en: "Like GP/2026/004711", cy: "Fel GP/2026/004711"), width: "medium", autocomplete: "off"))
            \(Field.day("information_on", Text(en: "Day of the information", cy: "Diwrnod yr wybodaeth"), form: form, problems: problems))
            \(Field.day("reported_on", Text(en: "Day of the report", cy: "Diwrnod yr adroddiad"), form: form, value: today, problems: problems))
            \(GradingFields.html(file, nil, visit, today, problems))
            """
    }
}

/// The form of another grading.
enum GradingView {
    static func page(
        _ file: CaseFile, _ report: CaseReport, _ today: Day, _ visit: Visit, _ problems: [Problem]
    ) -> Page {
        let title = Text(en: "Grade report \(report.id) anew", cy: "Graddio adroddiad \(report.id) o’r newydd")
        let back: Path = "/people/\(file.person.id)/intelligence"
        let version = visit.form["version"].isEmpty ? String(report.standing?.version ?? 0) : visit.form["version"]
        let form = visit.form
        return Page(
            title: title, section: .people, hasForm: true, hasProblems: !problems.isEmpty,
            before: BackLink.html(back) + CaseHead.bar(file, today),
            marking: MarkingLine.highest(
                [file.person.marking] + (report.standing.map { [MarkingLine($0.assessment.marking)] } ?? [])),
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                \(report.content.map { Paragraphs.html($0.text) })
                <p>\(Text(en: "The earlier grading is kept.", cy: "Cedwir y raddfa flaenorol."))</p>
                \(MainForm.html(
                    visit, action: "/people/\(file.person.id)/intelligence/\(report.id)/grading",
                    submit: Text(en: "Grade the report", cy: "Graddio’r adroddiad"), cancel: back,
                    """
                    <input type="hidden" name="version" value="\(version)">
                    \(GradingFields.html(file, report.standing?.assessment, visit, today, problems))
                    \(Field.area(
                        "reason", Text(en: "Why", cy: "Pam"), value: form.raw("reason"), problems: problems,
                        hint: Text(
                            en: "Needed when it is marked lower, or more agencies may see it",
                            cy: "Ei angen pan roddir marc is, neu pan gaiff mwy o asiantaethau ei weld")))
                    """))
                """)
    }
}

/// What both forms ask.
enum GradingFields {
    /// - Parameter standing: what the form begins with; nothing for a new report.
    static func html(
        _ file: CaseFile, _ standing: IntelligenceAssessment?, _ visit: Visit, _ today: Day, _ problems: [Problem]
    ) -> HTML {
        let form = visit.form
        // A form that was sent says what it says, even where that is nothing.
        let isSent = !form.fields.isEmpty
        func value(_ name: String, _ stands: String?) -> String { isSent ? form[name] : stands ?? "" }
        let agencies = isSent ? form.all("agencies") : (standing?.handling.agencies ?? []).sorted()
        let options = choices(file, agencies, visit.signedIn?.officer).map { Option(value: $0.code, label: $0.name) }
        return """
            \(Field.radios(
                "source_grade", Text(en: "How reliable is the source?", cy: "Pa mor ddibynadwy yw’r ffynhonnell?"),
                options: SourceEvaluation.allCases.map { Option(value: $0.rawValue, label: Text(same: $0.rawValue + " – ") + $0.name) },
                value: value("source_grade", standing?.grade.source.rawValue), problems: problems))
            \(Field.radios(
                "information_grade", Text(en: "How is it known?", cy: "Sut y gwyddys hyn?"),
                options: InformationEvaluation.allCases.map { Option(value: $0.rawValue, label: Text(same: $0.rawValue + " – ") + $0.name) },
                value: value("information_grade", standing?.grade.information.rawValue), problems: problems))
            \(Field.radios(
                "handling", Text(en: "Handling code", cy: "Cod trin"),
                options: HandlingCode.allCases.map { Option(value: $0.rawValue, label: Text(same: $0.rawValue + " – ") + $0.name) },
                value: value("handling", standing?.handling.code.rawValue), problems: problems))
            \(Field.area(
                "conditions", Text(en: "Conditions of code C", cy: "Amodau cod C"),
                value: isSent ? form.raw("conditions") : standing?.handling.conditions ?? "", problems: problems, rows: 3))
            \(Field.checkboxes(
                "agencies", Text(en: "Agencies that code C admits", cy: "Asiantaethau y mae cod C yn eu derbyn"), options: options,
                values: agencies, byName: true, problems: problems,
                hint: Text(en: "All others do not see the report", cy: "Nid yw’r lleill i gyd yn gweld yr adroddiad")))
            \(MarkingField.html(value("marking", standing?.marking.rawValue), problems))
            \(Field.day(
                "review_on", IntelligenceWords.review, form: form, value: isSent ? nil : standing?.reviewOn ?? today.adding(months: 12),
                problems: problems))
            """
    }

    /// Police, probation, prisons and the partners of the person's area; whoever is named already stays.
    private static func choices(_ file: CaseFile, _ chosen: [String], _ reader: Officer?) -> [Agency] {
        let near = (Agency.all + Agency.partners).filter { agency in
            agency.code != "pnc" && (agency.area == .wales || agency.area == file.person.area || agency.kind == .police)
        }
        let others = (chosen + [reader?.agency].compactMap { $0 }).filter { code in !near.contains { $0.code == code } }
        return near + Set(others).sorted().compactMap(Agency.find)
    }
}

/// OFFICIAL or OFFICIAL-SENSITIVE.
enum MarkingField {
    static func html(_ value: String, _ problems: [Problem]) -> HTML {
        Field.radios(
            "marking", IntelligenceWords.marking,
            options: [
                Option(value: Marking.official.rawValue, label: Text(same: MarkingLine(.official).words)),
                Option(
                    value: Marking.officialSensitive.rawValue, label: Text(same: MarkingLine(.officialSensitive).words),
                    hint: Text(
                        en: "Masked for other agencies unless it is shared with them",
                        cy: "Wedi’i guddio rhag asiantaethau eraill oni rennir ef â nhw")),
            ], value: value, problems: problems)
    }
}
