import Domain

/// The forms by which it is changed who may open a case.
enum AccessForms {
    static func reason(_ reader: inout FormReader) -> String {
        reader.text("reason", missing: Text(en: "Say why", cy: "Dywedwch pam"), limit: 1000)
    }

    static func restriction(
        _ file: CaseFile, _ officers: [Officer], _ visit: Visit, ticked: [String], shown: String, _ today: Day,
        _ problems: [Problem]
    ) -> Page {
        let options = officers.map {
            Option(
                value: $0.username, label: Text(same: "\($0.name), ") + $0.role.name + Text(same: ", ") + $0.agencyName)
        }
        return page(
            Text(en: "Restrict this case", cy: "Cyfyngu’r achos hwn"), "/people/\(file.person.id)/restriction", file, visit,
            today,
            problems,
            Text(
                en:
                    "Only the officers whom you choose will open the case, from their next page on. What was shared opens to nobody else while the restriction stands, and a glass that is broken now is closed. A restriction that stands is replaced.",
                cy:
                    "Dim ond y swyddogion a ddewiswch fydd yn agor yr achos, o’u tudalen nesaf ymlaen. Ni fydd yr hyn a rannwyd yn agor i neb arall tra bo’r cyfyngiad mewn grym, a chaeir gwydr sydd wedi’i dorri nawr. Disodlir cyfyngiad sydd mewn grym."
            ),
            submit: Text(en: "Restrict", cy: "Cyfyngu"),
            """
            \(Field.checkboxes(
                "officer", Text(en: "Who may open it", cy: "Pwy a gaiff ei agor"), options: options, values: ticked,
                problems: problems,
                hint: Text(
                    en: "Of those to whom it would be open anyhow, or is shared. At least one coordinator.",
                    cy: "O blith y rhai y byddai ar agor iddynt beth bynnag, neu y rhannwyd ef â hwy. O leiaf un cydlynydd.")))
            \(Field.radios(
                "shown", Text(en: "What the others see", cy: "Yr hyn a wêl y lleill"),
                options: CaseRestriction.Shown.allCases.map { Option(value: $0.rawValue, label: $0.name) }, value: shown,
                problems: problems))
            """)
    }

    static func exclusion(_ file: CaseFile, _ visit: Visit, _ today: Day, _ problems: [Problem]) -> Page {
        page(
            Text(en: "Close this case to an officer", cy: "Cau’r achos hwn i swyddog"), "/people/\(file.person.id)/exclusions",
            file,
            visit, today, problems,
            Text(
                en: "From their next page on the case does not exist for them, whatever else opens it.",
                cy: "O’u tudalen nesaf ymlaen nid yw’r achos yn bodoli iddynt, beth bynnag arall sy’n ei agor."),
            submit: Text(en: "Close it to them", cy: "Ei gau iddynt"),
            Field.text(
                "username", Text(en: "User name", cy: "Enw defnyddiwr"), value: visit.form["username"], problems: problems,
                width: "medium", autocomplete: "off"))
    }

    static func marking(
        _ file: CaseFile, _ visit: Visit, _ form: Form, _ today: Day, _ problems: [Problem]
    ) -> Page {
        let standing = file.person.marking
        return page(
            Text(en: "Mark this case", cy: "Marcio’r achos hwn"), "/people/\(file.person.id)/marking", file, visit, today,
            problems,
            Text(
                en:
                    "The marking stands at the top and bottom of every page of the case and of every print. LOCSEN also masks the address: whoever needs it gives a reason.",
                cy:
                    "Mae’r marc ar frig ac ar waelod pob tudalen o’r achos ac o bob copi printiedig. Mae LOCSEN hefyd yn cuddio’r cyfeiriad: rhaid i bwy bynnag sydd ei angen roi rheswm."
            ),
            submit: Text(en: "Mark", cy: "Marcio"),
            """
            \(Field.radios(
                "marking", Text(en: "Marking", cy: "Marc"),
                options: Marking.allCases.map { Option(value: $0.rawValue, label: Text(same: MarkingLine($0).words)) },
                value: form["marking"].isEmpty ? standing.marking.rawValue : form["marking"], problems: problems))
            \(Field.radios(
                "descriptor", Text(en: "Descriptor", cy: "Disgrifydd"), options: descriptors,
                value: form["marking"].isEmpty ? standing.descriptor?.rawValue ?? "" : form["descriptor"], problems: problems))
            """)
    }

    private static let descriptors = [
        Option(value: "", label: Text(en: "None", cy: "Dim")),
        Option(
            value: MarkingDescriptor.personal.rawValue, label: Text(en: "PERSONAL: about people", cy: "PERSONAL: am bobl")),
        Option(
            value: MarkingDescriptor.locsen.rawValue,
            label: Text(
                en: "LOCSEN: where somebody is must not become known",
                cy: "LOCSEN: ni ddylai fod yn hysbys ble mae rhywun")),
        Option(
            value: MarkingDescriptor.commercial.rawValue,
            label: Text(en: "COMMERCIAL: about a contract", cy: "COMMERCIAL: am gontract")),
    ]

    static func plain(
        _ act: PlainAccessAct, _ file: CaseFile, _ visit: Visit, _ today: Day, _ problems: [Problem]
    ) -> Page {
        let id = file.person.id
        switch act {
        case .lifting:
            return page(
                Text(en: "Lift the restriction", cy: "Codi’r cyfyngiad"), "/people/\(id)/restriction/end", file, visit, today,
                problems,
                Text(
                    en: "The case is open again to everybody to whom it was before.",
                    cy: "Bydd yr achos ar agor eto i bawb yr oedd ar agor iddynt o’r blaen."),
                submit: Text(en: "Lift", cy: "Codi"), "")
        case .endingBar(let bar):
            return page(
                Text(en: "Open the case to the officer again", cy: "Agor yr achos i’r swyddog eto"),
                "/people/\(id)/exclusions/\(bar)/end", file, visit, today, problems,
                Text(
                    en: "What opened it to them before opens it again.",
                    cy: "Bydd yr hyn a’i agorai iddynt o’r blaen yn ei agor eto."),
                submit: Text(en: "Open it again", cy: "Ei agor eto"), "")
        case .relation:
            return page(
                Text(en: "I know this person", cy: "Rwy’n adnabod y person hwn"), "/people/\(id)/relation", file, visit, today,
                problems,
                Text(
                    en:
                        "If you know the person, or somebody close to them, the case is closed to you at once. Only a coordinator opens it to you again.",
                    cy:
                        "Os ydych yn adnabod y person, neu rywun agos atynt, caeir yr achos i chi ar unwaith. Dim ond cydlynydd all ei agor i chi eto."
                ),
                submit: Text(en: "Close the case to me", cy: "Cau’r achos i mi"), "")
        case .unmasking(let part):
            let name = part == .identity ? Text(en: "The address", cy: "Y cyfeiriad") : part.name
            return page(
                Text(en: "See what is masked: \(name.en)", cy: "Gweld yr hyn a guddir: \(name.cy)"),
                ("/people/\(id)/unmasking" as Path).query([("part", part.rawValue)]), file, visit, today, problems,
                Text(
                    en: "You see it for a quarter of an hour. That you saw it, and why, is recorded.",
                    cy: "Byddwch yn ei weld am chwarter awr. Cofnodir eich bod wedi’i weld, a pham."),
                submit: Text(en: "Show it", cy: "Ei ddangos"),
                "<input type=\"hidden\" name=\"part\" value=\"\(part.rawValue)\">")
        }
    }

    /// For a coordinator who may lift a restriction and not read the case.
    static func orphaned(_ person: Int64, _ visit: Visit, _ problems: [Problem]) -> Page {
        let title = Text(en: "Lift the restriction of case \(person)", cy: "Codi cyfyngiad achos \(person)")
        return Page(
            title: title, section: .people, hasForm: true, hasProblems: !problems.isEmpty,
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "No coordinator whom the restriction names can lift it any more. When you lift it, the case is open again to everybody to whom it was before.",
                    cy: "Ni all yr un cydlynydd a enwir gan y cyfyngiad ei godi mwyach. Pan fyddwch yn ei godi, bydd yr achos ar agor eto i bawb yr oedd ar agor iddynt o’r blaen."))</p>
                \(MainForm.html(
                    visit, action: "/people/\(person)/restriction/end", submit: Text(en: "Lift", cy: "Codi"), cancel: "/people",
                    Field.area("reason", Text(en: "Why?", cy: "Pam?"), value: visit.form["reason"], problems: problems)))
                """)
    }

    private static func page(
        _ title: Text, _ action: Path, _ file: CaseFile, _ visit: Visit, _ today: Day, _ problems: [Problem], _ words: Text,
        submit: Text, _ fields: HTML
    ) -> Page {
        Page(
            title: title, section: .people, hasForm: true, hasProblems: !problems.isEmpty, before: CaseHead.bar(file, today),
            marking: file.person.marking,
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                <p>\(words)</p>
                \(MainForm.html(
                    visit, action: action, submit: submit, cancel: CaseHead.Part.overview.path(file.person.id),
                    """
                    \(fields)
                    \(Field.area("reason", Text(en: "Why?", cy: "Pam?"), value: visit.form["reason"], problems: problems))
                    """))
                """)
    }
}
