import Domain

/// Asks for a file: whose it is, of which day, and the file itself.
struct ImportFormView {
    let form: Form
    let profiles: [ImportProfile]
    let today: Day
    var problems: [Problem] = []
    /// The file that this one equals.
    var sameFile: Int64?

    func page(_ visit: Visit) -> Page {
        let title = Text(en: "Import a file", cy: "Mewnforio ffeil")
        return Page(
            title: title, section: .imports, hasForm: !profiles.isEmpty, hasProblems: !problems.isEmpty,
            before: BackLink.html("/imports", Text(en: "Back to the files", cy: "Yn ôl i’r ffeiliau")),
            body: """
                \(ErrorSummary.html(problems))
                \(lost)
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "The file is first read and checked. You then see what it would change, and nothing counts before you say so.",
                    cy: "Caiff y ffeil ei darllen a’i gwirio yn gyntaf. Yna fe welwch beth y byddai’n ei newid, ac nid oes dim yn cyfrif cyn i chi ddweud hynny."))</p>
                \(profiles.isEmpty ? none : fields(visit))
                """)
    }

    /// The session had ended before the file was read.
    private var wasLost: Bool { form["again"] == "1" }

    private var lost: HTML? {
        guard wasLost else { return nil }
        return Banner.important(
            Text(
                en: "Your session had ended before the file was read. Nothing of it was taken: choose it again and send it.",
                cy:
                    "Roedd eich sesiwn wedi dod i ben cyn i’r ffeil gael ei darllen. Ni chymerwyd dim ohoni: dewiswch hi eto a’i hanfon."
            ))
    }

    private var none: HTML {
        EmptyState.html(
            Text(
                en: "No agency’s files are open to you: your areas cover none.",
                cy: "Nid oes ffeiliau unrhyw asiantaeth ar agor i chi: nid yw eich ardaloedd yn cynnwys yr un."))
    }

    private func fields(_ visit: Visit) -> HTML {
        let choose = Option(value: "", label: Text(en: "Choose a profile", cy: "Dewiswch broffil"))
        return MainForm.html(
            visit, action: "/imports", upload: true, submit: Text(en: "Send and check", cy: "Anfon a gwirio"),
            cancel: "/imports",
            """
            \(Field.select(
                "profile", Text(en: "Whose file is it, and what does it hold?", cy: "Ffeil pwy yw hi, a beth sydd ynddi?"),
                options: [choose] + profiles.map { Option(value: $0.id, label: $0.name) }, value: form["profile"],
                byName: true, problems: problems))
            \(Field.day(
                "as_of", Text(en: "On which day was it made?", cy: "Ar ba ddiwrnod y’i gwnaed?"), form: form,
                value: problems.isEmpty ? today : nil, problems: problems,
                hint: Text(
                    en: "The day of the extract. Dates after it are refused.",
                    cy: "Diwrnod yr echdyniad. Gwrthodir dyddiadau ar ei ôl.")))
            \(Field.file(
                "file", Text(en: "The file", cy: "Y ffeil"), accept: ".csv,.txt,text/csv", problems: problems, hint: fileHint))
            \(sameFile.map { number -> HTML in
                "<p><a href=\"/imports/\(number)\">\(Text(en: "Open file \(number)", cy: "Agor ffeil \(number)"))</a></p>"
            })
            """)
    }

    private var fileHint: Text {
        let kind = Text(
            en: "A CSV file as the agency’s system exports it.", cy: "Ffeil CSV fel y mae system yr asiantaeth yn ei hallforio."
        )
        guard wasLost || !problems.isEmpty else { return kind }
        return kind
            + Text(
                en: " Choose it again: a browser does not keep it.", cy: " Dewiswch hi eto: nid yw porwr yn ei chadw.")
    }
}
