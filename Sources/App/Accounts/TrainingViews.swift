import Domain

/// The pages of required training.
enum TrainingViews {
    static let codeProblem = Text(
        en: "Enter a code of 2 to 40 small letters, digits or hyphens",
        cy: "Rhowch god o 2 i 40 o lythrennau bach, digidau neu gysylltnodau")
    static let nameMissing = Text(en: "Enter the name in both languages", cy: "Rhowch yr enw yn y ddwy iaith")
    static let choose = Text(en: "Choose a training", cy: "Dewiswch hyfforddiant")
    static let dayMissing = Text(en: "Enter the day of completion", cy: "Rhowch y diwrnod y’i cwblhawyd")
    static let dayAhead = Text(en: "Enter a day that is not ahead", cy: "Rhowch ddiwrnod nad yw yn y dyfodol")

    /// What an officer of a restricted role gets instead of their work.
    static func missing(_ states: [TrainingState]) -> Page {
        let title = Text(en: "Training is missing", cy: "Mae hyfforddiant ar goll")
        let items: [HTML] = states.map { "<li>\($0.training.name)\(ended($0).map { " – \($0)" as HTML })</li>" }
        return Page(
            title: title,
            body: """
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "Your role needs this training before its pages open:",
                    cy: "Mae ar eich rôl angen yr hyfforddiant hwn cyn i’w thudalennau agor:"))</p>
                <ul>\(items)</ul>
                <p>\(Text(
                    en: "If you have completed it, ask your administrator to enter the day. If not, ask them where it is given.",
                    cy: "Os ydych wedi’i gwblhau, gofynnwch i’ch gweinyddwr nodi’r diwrnod. Os nad ydych, gofynnwch ble y’i cynhelir."))</p>
                """)
    }

    private static func ended(_ state: TrainingState) -> Text? {
        state.validUntil.map { Text(en: "ended on \($0.words.en)", cy: "daeth i ben ar \($0.words.cy)") }
    }

    static func list(_ visit: Visit, _ all: [Training], _ problems: [Problem] = []) -> Page {
        let title = Text(en: "Required training", cy: "Hyfforddiant gofynnol")
        let heads = [
            Text(en: "Code", cy: "Cod"), Text(en: "Name", cy: "Enw"), Text(en: "Holds for", cy: "Yn para am"),
            Text(en: "Roles that need it", cy: "Rolau y mae ei angen arnynt"),
        ].map { DataTable.Head($0) }
        let none = EmptyState.html(
            Text(en: "No training is required yet.", cy: "Nid oes hyfforddiant gofynnol eto."))
        let saved: HTML? =
            visit.query["note"] == "saved"
            ? Banner.success(Text(en: "The training is saved.", cy: "Cadwyd yr hyfforddiant.")) : nil
        return Page(
            title: title, section: .accounts, hasForm: true, hasProblems: !problems.isEmpty,
            body: """
                \(ErrorSummary.html(problems))\(saved)
                <h1>\(title)</h1>
                \(all.isEmpty ? none : DataTable.html(
                    title, heads,
                    all.map { training in
                        [
                            "\(training.code)", "\(training.name)", "\(months(training.months))",
                            "\(Text.joined(training.roles.map(\.name)))",
                        ]
                    }, stacks: true))
                <h2>\(Text(en: "Name a training, or change one", cy: "Enwi hyfforddiant, neu newid un"))</h2>
                \(MainForm.html(
                    visit, action: "/accounts/training", submit: Text(en: "Save the training", cy: "Cadw’r hyfforddiant"),
                    cancel: "/accounts", fields(visit.form, problems)))
                """)
    }

    private static func fields(_ form: Form, _ problems: [Problem]) -> HTML {
        """
        \(Field.text(
            "code", Text(en: "Code", cy: "Cod"), value: form["code"], problems: problems,
            hint: Text(
                en: "Small letters, like data-protection. The code of one that is there changes it.",
                cy: "Llythrennau bach, fel diogelu-data. Mae cod un sydd yno yn ei newid."),
            width: "medium", autocomplete: "off"))
        \(Field.text("name-en", Text(en: "Name in English", cy: "Enw yn Saesneg"), value: form["name-en"], problems: problems))
        \(Field.text("name-cy", Text(en: "Name in Welsh", cy: "Enw yn Gymraeg"), value: form["name-cy"], problems: problems))
        \(Field.text(
            "months", Text(en: "Months for which it holds", cy: "Misoedd y mae’n para"), value: form["months"], problems: problems,
            width: "short", inputmode: "numeric"))
        \(Field.checkboxes(
            "role", Text(en: "Roles that need it", cy: "Rolau y mae ei angen arnynt"),
            options: Role.allCases.map { Option(value: $0.rawValue, label: $0.name) }, values: form.all("role"), problems: problems))
        """
    }

    static let months = Counted(
        en: ("month", "months"), cy: ("mis", "mis", "fis", "mis", "mis", "mis"))

    static func completion(
        _ visit: Visit, _ officer: Officer, _ states: [TrainingState], _ today: Day, _ problems: [Problem]
    ) -> Page {
        let title = Text(en: "Training of \(officer.name)", cy: "Hyfforddiant \(officer.name)")
        let none = EmptyState.html(
            Text(en: "The role needs no training.", cy: "Nid oes angen hyfforddiant ar y rôl."))
        let saved: HTML? =
            visit.query["note"] == "saved" ? Banner.success(Text(en: "The day is saved.", cy: "Cadwyd y diwrnod.")) : nil
        let options =
            [Option(value: "", label: Text(en: "Choose", cy: "Dewiswch"))]
            + states.map { Option(value: $0.training.code, label: $0.training.name) }
        let form = MainForm.html(
            visit, action: "/accounts/\(officer.id)/training", submit: Text(en: "Save the day", cy: "Cadw’r diwrnod"),
            cancel: "/accounts/\(officer.id)",
            """
            \(Field.select(
                "training", Text(en: "Training", cy: "Hyfforddiant"), options: options, value: visit.form["training"],
                problems: problems))
            \(Field.day("completed", Text(en: "Completed on", cy: "Cwblhawyd ar"), form: visit.form, problems: problems))
            """)
        return Page(
            title: title, section: .accounts, hasForm: !states.isEmpty, hasProblems: !problems.isEmpty,
            body: """
                \(ErrorSummary.html(problems))\(saved)
                <h1>\(title)</h1>
                \(states.isEmpty ? none : SummaryList.html(states.map { ($0.training.name, standing($0, today)) }))
                \(states.isEmpty ? nil : form)
                <p><a href="/accounts/\(officer.id)">\(Text(en: "Back to the account", cy: "Yn ôl i’r cyfrif"))</a></p>
                """)
    }

    static func standing(_ state: TrainingState, _ today: Day) -> HTML {
        guard let until = state.validUntil else { return Tag.html(Text(en: "Missing", cy: "Ar goll"), .red) }
        return state.holds(today)
            ? "\(Tag.html(Text(en: "Holds", cy: "Yn para"), .green)) \(Text(en: "until", cy: "tan")) \(until)"
            : "\(Tag.html(Text(en: "Ended", cy: "Wedi dod i ben"), .amber)) \(until)"
    }
}
