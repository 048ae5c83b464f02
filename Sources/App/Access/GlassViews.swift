import Domain

/// The pages of the broken glass.
enum GlassViews {
    private static let title = Text(en: "Break the glass", cy: "Torri’r gwydr")

    static func search(_ visit: Visit, _ found: [GlassStore.Case]? = nil, _ problems: [Problem] = []) -> Page {
        Page(
            title: title, section: .people, hasForm: true, hasProblems: !problems.isEmpty,
            before: BackLink.html("/people", Text(en: "People", cy: "Pobl")),
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "For an emergency with somebody whose case is not open to you. Look for exactly this person: by a number, or by both names and the date of birth. What you looked for is recorded.",
                    cy: "Ar gyfer argyfwng gyda rhywun nad yw ei achos ar agor i chi. Chwiliwch am yr union berson hwn: yn ôl rhif, neu yn ôl y ddau enw a’r dyddiad geni. Cofnodir yr hyn y chwiliwyd amdano."))</p>
                \(found.map(results))
                \(MainForm.html(
                    visit, action: "/glass", submit: Text(en: "Look", cy: "Chwilio"),
                    """
                    \(Field.text(
                        "number", Text(en: "PNC ID, CRO, CRN or prison number", cy: "Rhif PNC, CRO, CRN neu rif carcharor"),
                        value: visit.form["number"], problems: problems, width: "medium", autocomplete: "off"))
                    \(Field.text("family", Text(en: "Family name", cy: "Cyfenw"), value: visit.form["family"], problems: problems, autocomplete: "off"))
                    \(Field.text("given", Text(en: "Given names", cy: "Enwau cyntaf"), value: visit.form["given"], problems: problems, autocomplete: "off"))
                    \(Field.day("born", Text(en: "Date of birth", cy: "Dyddiad geni"), form: visit.form, problems: problems))
                    """))
                """)
    }

    private static func results(_ found: [GlassStore.Case]) -> HTML {
        guard !found.isEmpty else {
            return EmptyState.html(
                Text(
                    en:
                        "No case that you could open this way fits exactly. A case that is already open to you is under People.",
                    cy:
                        "Nid oes achos y gallech ei agor fel hyn yn cyd-fynd yn union. Mae achos sydd eisoes ar agor i chi o dan Pobl."
                ))
        }
        let items: [HTML] = found.map { item in
            """
            <li><a href="\("/people/\(item.person)/glass" as Path)">\(Text(
                en: "Case \(item.person), \(item.area.name.en)", cy: "Achos \(item.person), \(item.area.name.cy)"))</a></li>
            """
        }
        return "<h2>\(Text(en: "Found", cy: "Canfuwyd"))</h2><ul>\(items)</ul>"
    }

    static func form(_ item: GlassStore.Case, _ visit: Visit, _ problems: [Problem] = []) -> Page {
        let title = Text(en: "Break the glass: case \(item.person)", cy: "Torri’r gwydr: achos \(item.person)")
        return Page(
            title: title, section: .people, hasForm: true, hasProblems: !problems.isEmpty,
            before: BackLink.html("/glass", GlassViews.title),
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "The case, of \(item.area.name.en), opens to you for three hours. Its coordinators and the information officer are told at once, and will ask you about it. Victims, intelligence and the agencies’ own rows stay closed.",
                    cy: "Bydd yr achos (ardal: \(item.area.name.cy)) yn agor i chi am dair awr. Hysbysir ei gydlynwyr a’r swyddog gwybodaeth ar unwaith, a byddant yn eich holi amdano. Mae dioddefwyr, cudd-wybodaeth a rhesi’r asiantaethau eu hunain yn aros ar gau."))</p>
                \(MainForm.html(
                    visit, action: "/people/\(item.person)/glass", submit: GlassViews.title, cancel: "/people",
                    """
                    \(Field.radios(
                        "reason_code", Text(en: "Why can it not wait?", cy: "Pam na all aros?"),
                        options: GlassReason.allCases.map { Option(value: $0.rawValue, label: $0.name) },
                        value: visit.form["reason_code"], problems: problems))
                    \(Field.area("reason", Text(en: "What happened", cy: "Beth ddigwyddodd"), value: visit.form["reason"], problems: problems, rows: 3))
                    """))
                """)
    }

    /// Above every page of the case while it is open.
    static func banner(_ glass: GlassBreak) -> HTML {
        """
        <div class="banner" role="region" aria-labelledby="glass-title">\
        <h2 id="glass-title">\(Text(en: "You broke the glass", cy: "Rydych wedi torri’r gwydr"))</h2>\
        <p>\(Text(
            en: "This case is open to you until \(London.time(of: glass.until)). \(glass.reason.name.en).",
            cy: "Mae’r achos hwn ar agor i chi hyd \(London.time(of: glass.until)). \(glass.reason.name.cy)."))</p>\
        <p><a href="\("/people/\(glass.person)/glass" as Path)">\(Text(en: "Close it now", cy: "Ei gau yn awr"))</a></p></div>
        """
    }

    /// The glass is broken already: closes it before its time.
    static func closing(_ glass: GlassBreak, _ visit: Visit) -> Page {
        let title = Text(en: "Close case \(glass.person) again", cy: "Cau achos \(glass.person) eto")
        return Page(
            title: title, section: .people, before: BackLink.html("/people/\(glass.person)"),
            body: """
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "It is open to you until \(London.time(of: glass.until)), because you broke the glass.",
                    cy: "Mae ar agor i chi hyd \(London.time(of: glass.until)), am i chi dorri’r gwydr."))</p>
                \(MainForm.button(
                    visit, action: "/glass/breaks/\(glass.id)/end", Text(en: "Close it now", cy: "Ei gau yn awr"), secondary: false))
                """)
    }

    static func list(_ list: GlassList, _ page: Int, by reader: Officer) -> Page {
        let title = Text(en: "Broken glass", cy: "Gwydr a dorrwyd")
        let none = EmptyState.html(
            Text(en: "Nobody has broken the glass on these cases.", cy: "Nid oes neb wedi torri’r gwydr ar yr achosion hyn."))
        let rows = list.breaks.map { row($0, isOwn: $0.by == reader.id, isOpen: list.open.contains($0.person)) }
        let table = DataTable.html(
            title, captionHidden: true,
            [
                DataTable.Head(Text(en: "When", cy: "Pryd")), DataTable.Head(Text(en: "Who", cy: "Pwy")),
                DataTable.Head(Text(en: "Case", cy: "Achos")), DataTable.Head(Text(en: "Why", cy: "Pam")),
                DataTable.Head(Text(en: "Review", cy: "Adolygiad")),
            ], rows, stacks: true)
        return Page(
            title: title, section: .glass,
            body: """
                <h1>\(title)</h1>\(list.breaks.isEmpty ? none : table)
                \(Pagination.html(page: page, hasNext: list.hasNext) { ("/glass/breaks" as Path).query([("page", String($0))]) })
                """)
    }

    /// Nobody reviews their own: of it, the case is linked, while it is open to whoever broke it.
    private static func row(_ item: GlassBreak, isOwn: Bool, isOpen: Bool) -> [HTML] {
        let when: HTML = "\(London.words(item.at))"
        let number: HTML = "\(Text(en: "Case \(item.person)", cy: "Achos \(item.person)"))"
        return [
            isOwn ? when : "<a href=\"\("/glass/breaks/\(item.id)" as Path)\">\(when)</a>",
            "\(item.officer), \(item.agency)",
            isOwn && isOpen ? "<a href=\"\("/people/\(item.person)" as Path)\">\(number)</a>" : number,
            "\(item.reason.name)",
            item.review.map { "\($0.outcome.name)" } ?? Tag.html(Text(en: "To review", cy: "I’w adolygu"), .amber),
        ]
    }

    static func review(_ item: GlassBreak, _ visit: Visit, _ problems: [Problem] = []) -> Page {
        let title = Text(en: "Review of broken glass", cy: "Adolygu gwydr a dorrwyd")
        let facts: [(Text, HTML)] = [
            (Text(en: "Who", cy: "Pwy"), "\(item.officer), \(item.agency)"),
            (Text(en: "When", cy: "Pryd"), "\(London.words(item.at))"),
            (Text(en: "Until", cy: "Hyd"), "\(London.words(item.until))"),
            (Text(en: "Case", cy: "Achos"), "\(String(item.person))"), (Text(en: "Why", cy: "Pam"), "\(item.reason.name)"),
            (Text(en: "In their words", cy: "Yn eu geiriau"), "\(item.words)"),
        ]
        let form: HTML = MainForm.html(
            visit, action: "/glass/breaks/\(item.id)", submit: Text(en: "Record the review", cy: "Cofnodi’r adolygiad"),
            """
            \(Field.radios(
                "outcome", Text(en: "What it came to", cy: "Y canlyniad"),
                options: GlassOutcome.allCases.map { Option(value: $0.rawValue, label: $0.name) }, value: visit.form["outcome"],
                problems: problems))
            \(Field.area("reason", Text(en: "Why?", cy: "Pam?"), value: visit.form["reason"], problems: problems))
            """)
        let done: HTML? = item.review.map { review in
            SummaryList.html([
                (Text(en: "Review", cy: "Adolygiad"), "\(review.outcome.name)"),
                (Text(en: "Why", cy: "Pam"), "\(review.words)"),
                (Text(en: "By", cy: "Gan"), "\(review.by), \(London.words(review.at))"),
            ])
        }
        return Page(
            title: title, section: .glass, hasForm: done == nil, hasProblems: !problems.isEmpty,
            before: BackLink.html("/glass/breaks", Text(en: "Broken glass", cy: "Gwydr a dorrwyd")),
            body: "\(ErrorSummary.html(problems))<h1>\(title)</h1>\(SummaryList.html(facts))\(done ?? form)")
    }
}
