import Domain

/// The form of a note: new, or a correction.
enum NoteView {
    static func page(_ asked: NoteAsked, _ today: Day, _ visit: Visit, _ problems: [Problem]) -> Page {
        let (file, note) = (asked.file, asked.note)
        let title =
            note.map { Text(en: "Correct note \($0.id)", cy: "Cywiro nodyn \($0.id)") }
            ?? Text(en: "Write a note about ", cy: "Ysgrifennu nodyn am ") + Text(same: file.person.name.display)
        let back: Path = "/people/\(file.person.id)/notes"
        let action: Path =
            note.map { "/people/\(file.person.id)/notes/\($0.id)/correction" } ?? "/people/\(file.person.id)/notes/new"
        let submit =
            note == nil
            ? Text(en: "Write the note", cy: "Ysgrifennu’r nodyn") : Text(en: "Correct the note", cy: "Cywiro’r nodyn")
        let marks = note?.standing.map { [MarkingLine($0.entry.marking)] } ?? []
        return Page(
            title: title, section: .people, hasForm: true, hasProblems: !problems.isEmpty,
            before: BackLink.html(back) + CaseHead.bar(file, today), marking: .highest([file.person.marking] + marks),
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "One thing in each note: what is known, what you make of it and what somebody said are written apart.",
                    cy: "Un peth ym mhob nodyn: ysgrifennir ar wahân yr hyn a wyddys, eich barn amdano a’r hyn a ddywedodd rhywun."))</p>
                \(MainForm.html(visit, action: action, submit: submit, cancel: back, fields(asked, visit, today, problems)))
                """)
    }

    private static func fields(_ asked: NoteAsked, _ visit: Visit, _ today: Day, _ problems: [Problem]) -> HTML {
        let (form, standing) = (visit.form, asked.note?.standing)
        // A form that was sent says what it says, even where that is nothing.
        let isSent = !form.fields.isEmpty
        func value(_ name: String, _ stands: String?) -> String { isSent ? form.raw(name) : stands ?? "" }
        return """
            \(asked.note == nil ? part(asked.file, form["part"], problems) : nil)
            \(Field.radios(
                "basis", Text(en: "What does it rest on?", cy: "Ar beth y mae’n seiliedig?"),
                options: NarrativeBasis.Kind.allCases.filter { $0 != .intelligence || !asked.reports.isEmpty }.map {
                    Option(value: $0.rawValue, label: $0.name, hint: $0.hint)
                }, value: value("basis", standing?.entry.basis.kind.rawValue), problems: problems))
            \(asked.reports.isEmpty ? nil : report(asked.reports, value("report", standing?.report.map { String($0) }), problems))
            \(Field.text(
                "source", Text(en: "Where it comes from", cy: "O ble y daw"), value: value("source", standing?.entry.source),
                problems: problems, hint: Text(
                    en: "A record, a colleague, or who said it. Empty for intelligence",
                    cy: "Cofnod, cydweithiwr, neu bwy a’i dywedodd. Gwag ar gyfer cudd-wybodaeth"), autocomplete: "off"))
            \(Field.day(
                "on", Text(en: "Day it is about", cy: "Y diwrnod dan sylw"), form: form, value: isSent ? nil : standing?.entry.on ?? today,
                problems: problems))
            \(Field.area(
                "text", Text(en: "Note", cy: "Nodyn"), value: value("text", standing?.entry.text), problems: problems, rows: 8))
            \(MarkingField.html(value("marking", standing?.entry.marking.rawValue), problems))
            \(asked.note.map { correction($0, form, problems) })
            """
    }

    private static func part(_ file: CaseFile, _ value: String, _ problems: [Problem]) -> HTML {
        Field.radios(
            "part", Text(en: "Part of the case", cy: "Rhan o’r achos"),
            options: NarrativeEntry.parts.filter(file.isOpen).map { Option(value: $0.rawValue, label: $0.name) }, value: value,
            problems: problems)
    }

    private static func report(_ reports: [CaseReport], _ value: String, _ problems: [Problem]) -> HTML {
        let options = reports.map { report in
            let grade = report.standing?.assessment.grade.code ?? ""
            return Option(
                value: String(report.id),
                label: Text(en: "Report \(report.id), \(grade)", cy: "Adroddiad \(report.id), \(grade)"))
        }
        return Field.select(
            "report", Text(en: "Report that it rests on", cy: "Adroddiad y mae’n seiliedig arno"),
            options: [Option(value: "", label: Text(same: "–"))] + options, value: value, problems: problems,
            hint: Text(en: "For intelligence only", cy: "Ar gyfer cudd-wybodaeth yn unig"))
    }

    private static func correction(_ note: CaseNote, _ form: Form, _ problems: [Problem]) -> HTML {
        let version = form["version"].isEmpty ? String(note.standing?.number ?? 0) : form["version"]
        return """
            <input type="hidden" name="version" value="\(version)">
            \(Field.area(
                "reason", Text(en: "What was wrong?", cy: "Beth oedd o’i le?"), value: form.raw("reason"), problems: problems, rows: 2))
            """
    }
}
