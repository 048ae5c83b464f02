import Domain

/// The form of a victim's contact.
enum VictimFormView {
    static func page(_ file: CaseFile, _ victim: CaseVictim?, _ today: Day, _ visit: Visit, _ problems: [Problem]) -> Page {
        let title =
            victim == nil
            ? Text(en: "Enter a victim", cy: "Cofnodi dioddefwr")
            : Text(en: "Change what a victim wishes", cy: "Newid dymuniadau dioddefwr")
        let back: Path = "/people/\(file.person.id)/victims"
        let action: Path =
            victim.map { "/people/\(file.person.id)/victims/\($0.id)/correction" } ?? "/people/\(file.person.id)/victims/new"
        return Page(
            title: title, section: .people, hasForm: true, hasProblems: !problems.isEmpty,
            before: BackLink.html(back) + CaseHead.bar(file, today), marking: file.person.marking,
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                \(MainForm.html(
                    visit, action: action, submit: Text(en: "Keep this", cy: "Cadw hyn"), cancel: back,
                    fields(victim, visit, problems)))
                """)
    }

    private static func fields(_ victim: CaseVictim?, _ visit: Visit, _ problems: [Problem]) -> HTML {
        let (form, standing) = (visit.form, victim?.standing)
        // A form that was sent says what it says, even where that is nothing.
        let isSent = !form.fields.isEmpty
        func value(_ name: String, _ stands: String?) -> String { isSent ? form.raw(name) : stands ?? "" }
        let contact = standing?.contact
        let told = isSent ? form.all("told") : (contact?.told ?? []).map(\.rawValue)
        return """
            <input type="hidden" name="version" value="\(form["version"].isEmpty ? String(standing?.number ?? 0) : form["version"])">
            \(Field.text(
                "name", VictimWords.name, value: value("name", contact?.name), problems: problems, autocomplete: "off"))
            \(Field.text(
                "event", VictimWords.event, value: value("event", contact?.event), problems: problems, autocomplete: "off"))
            \(Field.radios(
                "choice", VictimWords.choice, options: VictimChoice.allCases.map { Option(value: $0.rawValue, label: $0.name) },
                value: value("choice", contact?.choice.rawValue), problems: problems))
            \(Field.checkboxes(
                "told", VictimWords.told, options: VictimNews.allCases.map { Option(value: $0.rawValue, label: $0.name) },
                values: told, problems: problems,
                hint: Text(en: "For those who have joined the scheme", cy: "I’r rhai sydd wedi ymuno â’r cynllun")))
            \(Field.area(
                "wishes", VictimWords.wishes, value: value("wishes", contact?.wishes), problems: problems,
                hint: Text(en: "By whom, how, in which language", cy: "Gan bwy, sut, ym mha iaith"), rows: 3))
            \(Field.area(
                "safe_contact", VictimWords.safeContact, value: value("safe_contact", contact?.safeContact), problems: problems,
                hint: Text(
                    en: "Number, times, and who must not know", cy: "Rhif, amserau, a phwy na chaiff wybod"), rows: 3))
            """
    }
}

/// The forms of an involvement.
enum InvolvementView {
    static func page(_ file: CaseFile, _ today: Day, _ visit: Visit, _ problems: [Problem]) -> Page {
        let form = visit.form
        let fields: HTML = """
            \(Field.radios(
                "category", Text(en: "What was the person in it?", cy: "Beth oedd y person ynddo?"),
                options: InvolvementCategory.entered.map { Option(value: $0.rawValue, label: $0.name) }, value: form["category"],
                problems: problems))
            \(Field.text("event", Text(en: "What happened", cy: "Beth ddigwyddodd"), value: form.raw("event"), problems: problems, autocomplete: "off"))
            \(Field.day("from", Text(en: "Day, or first day", cy: "Diwrnod, neu’r diwrnod cyntaf"), form: form, problems: problems))
            \(Field.day("to", Text(en: "Last day, if there were several", cy: "Diwrnod olaf, os oedd sawl un"), form: form, problems: problems))
            \(Field.text(
                "source", Text(en: "Where it comes from", cy: "O ble y daw"), value: form.raw("source"), problems: problems, autocomplete: "off"))
            """
        return around(
            file, Text(en: "Enter an event", cy: "Cofnodi digwyddiad"), "/people/\(file.person.id)/involvements/new",
            Text(en: "Keep this", cy: "Cadw hyn"), today, visit, problems, fields)
    }

    static func withdrawal(
        _ file: CaseFile, _ item: CaseInvolvement, _ today: Day, _ visit: Visit, _ problems: [Problem]
    ) -> Page {
        around(
            file, Text(en: "Take back event \(item.id)", cy: "Tynnu digwyddiad \(item.id) yn ôl"),
            "/people/\(file.person.id)/involvements/\(item.id)/withdrawal", Text(en: "Take it back", cy: "Ei dynnu’n ôl"),
            today,
            visit, problems,
            """
            \(item.involvement.map { involvement -> HTML in "<p>\(involvement.category.name): \(involvement.event)</p>" })
            \(Field.area(
                "reason", Text(en: "What was wrong?", cy: "Beth oedd o’i le?"), value: visit.form.raw("reason"), problems: problems, rows: 2))
            """)
    }

    private static func around(
        _ file: CaseFile, _ title: Text, _ action: Path, _ submit: Text, _ today: Day, _ visit: Visit,
        _ problems: [Problem], _ fields: HTML
    ) -> Page {
        let back: Path = "/people/\(file.person.id)/victims"
        return Page(
            title: title, section: .people, hasForm: true, hasProblems: !problems.isEmpty,
            before: BackLink.html(back) + CaseHead.bar(file, today), marking: file.person.marking,
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                \(MainForm.html(visit, action: action, submit: submit, cancel: back, fields))
                """)
    }
}
