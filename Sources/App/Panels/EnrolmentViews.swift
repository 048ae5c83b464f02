import Domain

/// An enrolment as a page.
enum EnrolmentViews {
    static func page(_ found: EnrolmentCase, _ visit: Visit, _ today: Day, _ problems: [Problem] = []) -> Page {
        let enrolment = found.enrolment
        let title = Text(en: "Enrolment of ", cy: "Cofrestriad ") + Text(same: found.file.person.name.display)
        return Page(
            title: title, section: .panels, hasForm: enrolment.state == .adopted, hasProblems: !problems.isEmpty,
            before: BackLink.html("/people/\(found.file.person.id)", Text(en: "The case", cy: "Yr achos"))
                + CaseHead.bar(found.file, today),
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                \(SummaryList.html(lines(enrolment)))
                \(found.exit.map(exit))
                \(activation(enrolment, visit, today, problems))
                \(leaving(enrolment))
                <h2>\(Text(en: "How it came here", cy: "Sut y daeth yma"))</h2>
                \(Timeline.html(found.steps.map(step)))
                """)
    }

    private static func lines(_ enrolment: StandingEnrolment) -> [(Text, HTML)] {
        var lines: [(Text, HTML)] = [
            (Text(en: "State", cy: "Statws"), Tag.html(enrolment.state.name, PanelWords.colour(enrolment.state))),
            (Text(en: "Panel area", cy: "Ardal y panel"), "\(PanelListView.name(enrolment.area))"),
        ]
        if let place = enrolment.place { lines.append((Text(en: "Cohort", cy: "Carfan"), "\(place.name)")) }
        if let ground = DecisionWords.ground(enrolment.ground) { lines.append((DecisionWords.Label.ground, "\(ground)")) }
        if let rag = CaseWords.ragTag(enrolment.rag) { lines.append((Text(same: "RAG"), rag)) }
        if let day = enrolment.startedOn { lines.append((Text(en: "Since", cy: "Ers"), "\(day)")) }
        if let day = enrolment.nextReview { lines.append((Text(en: "Next review", cy: "Adolygiad nesaf"), "\(day)")) }
        if let day = enrolment.endedOn { lines.append((Text(en: "Ended on", cy: "Daeth i ben ar"), "\(day)")) }
        let leads = [enrolment.policeLead, enrolment.probationLead].filter { !$0.isEmpty }
        if !leads.isEmpty {
            lines.append((Text(en: "Lead officers", cy: "Swyddogion arweiniol"), "\(leads.joined(separator: " · "))"))
        }
        return lines
    }

    private static func exit(_ exit: EnrolmentExit) -> HTML {
        SummaryList.card(
            "\(Text(en: "Exit", cy: "Ymadawiad"))",
            [
                (Text(en: "Reason", cy: "Rheswm"), "\(exit.reason?.name)"),
                (Text(en: "In words", cy: "Mewn geiriau"), "\(exit.words)"),
                (Text(en: "Agreed for the police", cy: "Cytunwyd ar ran yr heddlu"), "\(exit.policeAgreed)"),
                (Text(en: "Agreed for probation", cy: "Cytunwyd ar ran y gwasanaeth prawf"), "\(exit.probationAgreed)"),
                (Text(en: "Hand-over plan", cy: "Cynllun trosglwyddo"), "\(exit.plan)"),
                (Text(en: "Receiving team", cy: "Y tîm sy’n derbyn"), "\(exit.receivingTeam)"),
            ])
    }

    private static func activation(
        _ enrolment: StandingEnrolment, _ visit: Visit, _ today: Day, _ problems: [Problem]
    ) -> HTML? {
        guard enrolment.state == .adopted else { return nil }
        let version = visit.form["version"].isEmpty ? String(enrolment.version) : visit.form["version"]
        return """
            <h2>\(Text(en: "Begin the work", cy: "Dechrau’r gwaith"))</h2>
            \(MainForm.html(
                visit, action: "/enrolments/\(enrolment.id)/activation", submit: Text(en: "Make active", cy: "Gwneud yn weithredol"), """
                <input type="hidden" name="version" value="\(version)">
                \(Field.day(
                    "day", Text(en: "First day", cy: "Diwrnod cyntaf"), form: visit.form, value: today, problems: problems,
                    hint: Text(en: "The person has been told, and a lead officer works with them", cy: "Mae’r person wedi cael gwybod, ac mae swyddog arweiniol yn gweithio gydag ef")))
                """))
            """
    }

    private static func leaving(_ enrolment: StandingEnrolment) -> HTML? {
        guard enrolment.state.following.contains(.exited) else { return nil }
        return """
            <p><a class="button secondary" href="\("/enrolments/\(enrolment.id)/exit" as Path)">\(Text(
                en: "Record an exit", cy: "Cofnodi ymadawiad"))</a></p>
            """
    }

    private static func step(_ step: EnrolmentStep) -> Timeline.Item {
        Timeline.Item(
            title: step.state?.name ?? Text(same: ""), when: London.words(step.at), datetime: step.at.iso,
            by: Text(same: step.officer), body: reason(step.reason).map { "<p>\($0)</p>" } ?? .empty)
    }

    /// Why an enrolment took a step, from the code that the step was stored with.
    static func reason(_ code: String) -> Text? {
        PanelOutcome(rawValue: code)?.done ?? ExitReason(rawValue: code)?.name
            ?? ProposalKind(rawValue: code).map(CaseWords.proposal)
    }
}

/// The form of an exit.
enum ExitView {
    static func page(_ found: EnrolmentCase, _ visit: Visit, _ today: Day, _ problems: [Problem] = []) -> Page {
        let name = found.file.person.name.display
        let title = Text(en: "\(name) leaves the cohort", cy: "\(name) yn gadael y garfan")
        let path: Path = "/enrolments/\(found.enrolment.id)"
        return Page(
            title: title, section: .panels, hasForm: true, hasProblems: !problems.isEmpty,
            before: BackLink.html(path) + CaseHead.bar(found.file, today),
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "Police and probation agree on an exit, and continuing support must be in place before it.",
                    cy: "Mae’r heddlu a’r gwasanaeth prawf yn cytuno ar ymadawiad, a rhaid i gymorth parhaus fod yn ei le cyn hynny."))</p>
                \(MainForm.html(
                    visit, action: "/enrolments/\(found.enrolment.id)/exit", submit: Text(en: "Record the exit", cy: "Cofnodi’r ymadawiad"),
                    cancel: path, fields(found, visit.form, today, problems)))
                """)
    }

    private static func fields(_ found: EnrolmentCase, _ form: Form, _ today: Day, _ problems: [Problem]) -> HTML {
        func name(_ field: String, _ label: Text) -> HTML {
            Field.text(field, label, value: form.raw(field), problems: problems, autocomplete: "off")
        }
        let version = form["version"].isEmpty ? String(found.enrolment.version) : form["version"]
        return """
            <input type="hidden" name="version" value="\(version)">
            \(Field.radios(
                "reason", Text(en: "Why does the person leave?", cy: "Pam mae’r person yn gadael?"),
                options: ExitReason.allCases.map { Option(value: $0.rawValue, label: $0.name) }, value: form["reason"], problems: problems))
            \(Field.day("day", Text(en: "Day of the exit", cy: "Diwrnod yr ymadawiad"), form: form, value: today, problems: problems))
            \(Field.area("words", Text(en: "What has changed", cy: "Beth sydd wedi newid"), value: form.raw("words"), problems: problems))
            \(name("police_agreed", Text(en: "Agreed for the police", cy: "Cytunwyd ar ran yr heddlu")))
            \(name("probation_agreed", Text(en: "Agreed for probation", cy: "Cytunwyd ar ran y gwasanaeth prawf")))
            \(Field.area(
                "plan", Text(en: "Hand-over plan", cy: "Cynllun trosglwyddo"), value: form.raw("plan"), problems: problems,
                hint: Text(
                    en: "Remaining needs and who meets them, warning signs, what would bring the person back",
                    cy: "Anghenion sy’n weddill a phwy sy’n eu diwallu, arwyddion rhybudd, beth fyddai’n dod â’r person yn ôl"), rows: 8))
            \(name("receiving_team", Text(en: "Team that takes over", cy: "Y tîm sy’n cymryd drosodd")))
            """
    }
}
