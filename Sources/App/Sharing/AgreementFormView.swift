import Domain

/// The form of a draft.
enum AgreementFormView {
    static func page(_ stored: StoredAgreement?, _ visit: Visit, _ problems: [Problem]) -> Page {
        let title =
            stored.map { Text(en: "Draft: ", cy: "Drafft: ") + $0.agreement.title }
            ?? Text(en: "Draft an agreement", cy: "Drafftio cytundeb")
        let form = AgreementForm.shown(visit, stored)
        let back: Path = stored.map { "/agreements/\($0.id)" } ?? "/agreements"
        return Page(
            title: title, section: .sharing, hasForm: true, hasProblems: !problems.isEmpty, before: BackLink.html(back),
            marking: .official,
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "The headings are those of a WASPI Information Sharing Protocol. All must be filled before an information officer approves it.",
                    cy: "Penawdau Protocol Rhannu Gwybodaeth WASPI yw’r rhain. Rhaid llenwi pob un cyn i swyddog gwybodaeth ei gymeradwyo."))</p>
                \(MainForm.html(
                    visit, action: stored.map { "/agreements/\($0.id)/draft" } ?? "/agreements", submit: Text(en: "Save the draft", cy: "Cadw’r drafft"),
                    cancel: back, fields(stored, form, problems)))
                """)
    }

    private static func fields(_ stored: StoredAgreement?, _ form: Form, _ problems: [Problem]) -> HTML {
        func checks(_ name: String, _ heading: Text, _ options: [Option], byName: Bool = false) -> HTML {
            Field.checkboxes(name, heading, options: options, values: form.all(name), byName: byName, problems: problems)
        }
        let words: [HTML] = AgreementHeading.inWords.map { heading in
            Field.area(
                heading.rawValue, heading.name, value: form.raw(heading.rawValue), problems: problems,
                hint: AgreementWords.hint(heading), rows: 5)
        }
        return """
            <input type="hidden" name="edition" value="\(form["edition"])">
            \(Field.text("title_en", Text(en: "Title in English", cy: "Teitl yn Saesneg"), value: form.raw("title_en"), problems: problems))
            \(Field.text("title_cy", Text(en: "Title in Welsh", cy: "Teitl yn Gymraeg"), value: form.raw("title_cy"), problems: problems))
            \(checks("parties", AgreementHeading.parties.name, Agency.sharing.map { Option(value: $0.code, label: $0.name) }, byName: true))
            \(checks("purpose", AgreementHeading.purpose.name, SharingPurpose.allCases.map { Option(value: $0.rawValue, label: $0.name) }))
            \(checks("items", AgreementHeading.items.name, CasePart.shareable.map { Option(value: $0.rawValue, label: $0.name) }))
            \(checks("gateways", Text(en: "Gateways", cy: "Pyrth"), Gateway.allCases.map(SharingWords.option)))
            \(HTML.joined(words))
            \(Field.day("review", Text(en: "To be reviewed by", cy: "I’w adolygu erbyn"), form: form, problems: problems, hint: Text(
                en: "From the next day on nothing new is shared under it", cy: "O’r diwrnod wedyn ni rennir dim newydd o dano")))
            \(signatures(stored, form, problems))
            """
    }

    /// Whoever is a party signs; the parties are those of the draft as it was saved last.
    private static func signatures(_ stored: StoredAgreement?, _ form: Form, _ problems: [Problem]) -> HTML {
        let parties = Agency.sharing.filter { form.all("parties").contains($0.code) }
        guard stored != nil, !parties.isEmpty else {
            return """
                <h2 id="signatories">\(AgreementHeading.signatories.name)</h2>
                <p class="hint">\(Text(
                    en: "Save the draft with its partner organisations first.", cy: "Cadwch y drafft gyda’i sefydliadau partner yn gyntaf."))</p>
                """
        }
        let fields: [HTML] = parties.map { agency in
            """
            <h3>\(agency.name)</h3>
            \(Field.text(
                "signatory-\(agency.code)", Text(en: "Signed by", cy: "Llofnodwyd gan"), value: form.raw("signatory-\(agency.code)"),
                problems: problems, autocomplete: "off"))
            \(Field.text("post-\(agency.code)", Text(en: "Post", cy: "Swydd"), value: form.raw("post-\(agency.code)"), problems: problems))
            \(Field.day("signed-\(agency.code)", Text(en: "Signed on", cy: "Llofnodwyd ar"), form: form, problems: problems))
            """
        }
        return "<h2 id=\"signatories\">\(AgreementHeading.signatories.name)</h2>\(HTML.joined(fields))"
    }
}
