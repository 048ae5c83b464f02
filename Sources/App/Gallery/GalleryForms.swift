import Domain

/// A form with every kind of field: as it is first shown, and with something wrong in each.
enum GalleryForms {
    static func blank(_ visit: Visit) -> Page {
        Page(
            title: title, section: .panels, hasForm: true, before: BackLink.html("/components"),
            body: "<h1>\(title)</h1>\(form(visit, []))")
    }

    static func wrong(_ visit: Visit) -> Page {
        let problems = [
            Problem("outcome", Text(en: "Choose what the panel decided", cy: "Dewiswch yr hyn a benderfynodd y panel")),
            Problem("review-day", Text(en: "Enter a real date, like 27 3 2026", cy: "Rhowch ddyddiad go iawn, fel 27 3 2026")),
            Problem("lead", Text(en: "Enter the lead officer's name", cy: "Rhowch enw’r prif swyddog")),
            Problem("team", Text(en: "Choose a team", cy: "Dewiswch dîm")),
            Problem("reason", Text(en: "Give the panel's reason", cy: "Rhowch reswm y panel")),
            Problem("pathways", Text(en: "Choose at least one pathway", cy: "Dewiswch o leiaf un llwybr")),
            Problem("file", Text(en: "Choose a file", cy: "Dewiswch ffeil")),
        ]
        return Page(
            title: title, section: .panels, hasForm: true, hasProblems: true, before: BackLink.html("/components"),
            body: "\(ErrorSummary.html(problems))<h1>\(title)</h1>\(form(visit, problems))")
    }

    private static let title = Text(en: "Record the panel's decision", cy: "Cofnodi penderfyniad y panel")

    private static func form(_ visit: Visit, _ problems: [Problem]) -> HTML {
        MainForm.html(
            visit, action: "/components/form", submit: Text(en: "Save the decision", cy: "Cadw’r penderfyniad"),
            cancel: "/components",
            """
            \(Field.radios("outcome", Text(en: "What did the panel decide?", cy: "Beth a benderfynodd y panel?"), options: outcomes,
                value: problems.isEmpty ? "fixed" : "", problems: problems))
            \(Field.day("review-day", Text(en: "Next review", cy: "Yr adolygiad nesaf"),
                form: Form([("review-day-day", "31"), ("review-day-month", "2"), ("review-day-year", "2027")]), problems: problems,
                hint: Text(en: "For example, 27 3 2027", cy: "Er enghraifft, 27 3 2027")))
            \(Field.text("lead", Text(en: "Lead officer", cy: "Prif swyddog"), value: problems.isEmpty ? "Siân O'Neill" : "",
                problems: problems, width: "medium", autocomplete: "off"))
            \(Field.select("team", Text(en: "Team", cy: "Tîm"), options: teams, value: "", problems: problems))
            \(Field.area("reason", Text(en: "Reason", cy: "Rheswm"), value: problems.isEmpty ? "<b>Tri byrgleriaeth</b> ers mis Mai." : "",
                problems: problems, hint: Text(
                    en: "In the panel's words. Whoever reads the case sees it.",
                    cy: "Yng ngeiriau’r panel. Gwêl pawb sy’n darllen yr achos hyn.")))
            \(Field.checkboxes("pathways", Text(en: "Pathways", cy: "Llwybrau"), options: pathways,
                values: problems.isEmpty ? ["housing"] : [], problems: problems))
            \(Field.file("file", Text(en: "Minutes", cy: "Cofnodion y cyfarfod"), accept: ".pdf", problems: problems))
            """)
    }

    private static let outcomes = [
        Option(
            value: "fixed", label: Text(en: "Adopt as Fixed", cy: "Mabwysiadu yn y garfan sefydlog"),
            hint: Text(en: "Rule F2 proposes this", cy: "Rheol F2 sy’n cynnig hyn")),
        Option(value: "flex", label: Text(en: "Adopt as Flex", cy: "Mabwysiadu yn y garfan hyblyg")),
        Option(value: "decline", label: Text(en: "Decline", cy: "Gwrthod")),
    ]

    private static let teams = [
        Option(value: "", label: Text(en: "Choose a team", cy: "Dewiswch dîm")),
        Option(value: "newport", label: Text(en: "Newport", cy: "Casnewydd")),
        Option(value: "torfaen", label: Text(en: "Torfaen", cy: "Torfaen")),
    ]

    private static let pathways = [
        Option(value: "housing", label: Text(en: "Accommodation", cy: "Llety")),
        Option(value: "drugs", label: Text(en: "Drugs", cy: "Cyffuriau")),
        Option(value: "work", label: Text(en: "Employment", cy: "Cyflogaeth")),
    ]
}
