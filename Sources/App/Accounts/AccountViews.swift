import Domain

/// The pages of officers' accounts.
enum AccountViews {
    static func list(_ visit: Visit, _ accounts: [Account], _ site: Site, refusal: Text? = nil) -> Page {
        let title = Text(en: "Accounts", cy: "Cyfrifon")
        return Page(
            title: title, section: .accounts, hasProblems: refusal != nil,
            body: """
                \(refusal.map { Banner.important($0) })
                <h1>\(title)</h1>
                <p><a class="button" href="/accounts/new">\(Text(en: "Add an account", cy: "Ychwanegu cyfrif"))</a></p>
                <p><a href="/accounts/terms">\(Text(en: "Terms of use", cy: "Telerau defnyddio"))</a> · \
                <a href="/accounts/training">\(Text(en: "Required training", cy: "Hyfforddiant gofynnol"))</a></p>
                \(DataTable.html(
                    Text(en: "Officers who may sign in", cy: "Swyddogion a gaiff fewngofnodi"), heads,
                    accounts.map { row($0, visit, site) }, stacks: true))
                """)
    }

    private static let heads = [
        Text(en: "Name", cy: "Enw"), Text(en: "Username", cy: "Enw defnyddiwr"), Text(en: "Role", cy: "Rôl"),
        Text(en: "Agency and areas", cy: "Asiantaeth ac ardaloedd"), Text(en: "State", cy: "Statws"),
        Text(en: "Last signed in", cy: "Mewngofnodi ddiwethaf"), Text(en: "Changes", cy: "Newidiadau"),
    ].map { DataTable.Head($0) }

    private static func row(_ account: Account, _ visit: Visit, _ site: Site) -> [HTML] {
        let officer = account.officer
        let standing = account.standing(site)
        let last: HTML = account.signedInAt.map { "\($0)" } ?? "\(Text(en: "never", cy: "erioed"))"
        return [
            "<a href=\"/accounts/\(officer.id)\">\(officer.name)</a>", "\(officer.username)", "\(officer.role.name)",
            "\(officer.agencyName)\(officer.areas.isEmpty ? nil : " – \(officer.areaNames)" as HTML)",
            Tag.html(standing.name, standing.colour), last,
            officer.id == visit.signedIn?.officer.id
                ? "\(Text(en: "your own", cy: "eich un chi"))" : acts(account, standing, visit),
        ]
    }

    private static func acts(_ account: Account, _ standing: Account.Standing, _ visit: Visit) -> HTML {
        let officer = account.officer
        let link =
            standing == .disabled
            ? Text(en: "Open \(officer.username) again", cy: "Ailagor \(officer.username)")
            : Text(en: "New link for \(officer.username)", cy: "Dolen newydd i \(officer.username)")
        let close: HTML? =
            standing == .disabled
            ? nil
            : MainForm.button(
                visit, action: "/accounts/\(officer.id)/closure",
                Text(en: "Close \(officer.username)", cy: "Cau \(officer.username)"))
        let takeOff: HTML? =
            account.factorSetAt == nil
            ? nil
            : MainForm.button(
                visit, action: "/accounts/\(officer.id)/second-step-removal",
                Text(
                    en: "Take the second step off \(officer.username)", cy: "Dileu’r ail gam oddi ar \(officer.username)"))
        let open: HTML? =
            standing.isClosedByItself
            ? MainForm.button(
                visit, action: "/accounts/\(officer.id)/opening",
                Text(en: "Open \(officer.username) again", cy: "Ailagor \(officer.username)")) : nil
        let sessions: HTML = """
            <p><a href="/accounts/\(officer.id)/sessions">\(Text(
                en: "Sessions of \(officer.username)", cy: "Sesiynau \(officer.username)"))</a></p>
            """
        return "\(sessions)\(open)\(MainForm.button(visit, action: "/accounts/\(officer.id)/link", link))\(takeOff)\(close)"
    }

    static func new(_ visit: Visit, _ problems: [Problem] = []) -> Page {
        let title = Text(en: "Add an account", cy: "Ychwanegu cyfrif")
        return Page(
            title: title, section: .accounts, hasForm: true, hasProblems: !problems.isEmpty,
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "You get a link to hand to the officer, who chooses a password with it. You never see the password.",
                    cy: "Cewch ddolen i’w rhoi i’r swyddog, a fydd yn dewis cyfrinair â hi. Ni welwch y cyfrinair byth."))</p>
                \(MainForm.html(visit, action: "/accounts", submit: title, fields(visit.form, problems)))
                """)
    }

    private static func fields(_ form: Form, _ problems: [Problem]) -> HTML {
        """
        \(Field.text(
            "name", Text(en: "Officer's name", cy: "Enw’r swyddog"), value: form["name"], problems: problems,
            autocomplete: "off"))
        \(Field.text(
            "username", Text(en: "Username", cy: "Enw defnyddiwr"), value: form["username"], problems: problems,
            hint: Text(en: "Small letters, like carys.pritchard", cy: "Llythrennau bach, fel carys.pritchard"),
            width: "medium", autocomplete: "off"))
        \(roleFields(form, problems))
        """
    }

    static let roleMissing = Text(en: "Choose a role", cy: "Dewiswch rôl")

    static func roleFields(_ form: Form, _ problems: [Problem]) -> HTML {
        let agencies =
            [Option(value: "", label: Text(en: "Choose", cy: "Dewiswch"))]
            + (Agency.all + Agency.partners).map { Option(value: $0.code, label: $0.name) }
        return """
            \(Field.radios(
                "role", Text(en: "Role", cy: "Rôl"),
                options: Role.allCases.map { Option(value: $0.rawValue, label: $0.name) }, value: form["role"],
                problems: problems))
            \(Field.select(
                "agency", Text(en: "Agency", cy: "Asiantaeth"), options: agencies, value: form["agency"], byName: true,
                problems: problems))
            \(Field.checkboxes(
                "area", Text(en: "Areas", cy: "Ardaloedd"),
                options: Area.allCases.map { Option(value: $0.rawValue, label: $0.name) }, values: form.all("area"),
                byName: true, problems: problems,
                hint: Text(en: "Wales means all areas", cy: "Mae Cymru’n golygu pob ardal")))
            """
    }

    private static let secondStepStays = Text(
        en: "The link gives a new password only. The second step stays as it is: the officer still needs the app or a recovery "
            + "code. If both are lost, take the second step off in the list as well, once you are sure who asks.",
        cy:
            "Dim ond cyfrinair newydd a roddir gan y ddolen. Mae’r ail gam yn aros fel y mae: bydd angen yr ap neu god adfer ar y "
            + "swyddog o hyd. Os collwyd y ddau, dilëwch yr ail gam yn y rhestr hefyd, pan fyddwch yn sicr pwy sy’n gofyn.")

    static func link(
        _ link: OneTimeLink, _ config: Config, name: String, username: String, keepsSecondStep: Bool = false
    ) -> Page {
        let title = Text(en: "Link for \(name)", cy: "Dolen i \(name)")
        return Page(
            title: title, section: .accounts,
            body: """
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "Hand this link to the officer in a safe way. It is shown only now and works once, until",
                    cy: "Rhowch y ddolen hon i’r swyddog mewn ffordd ddiogel. Dim ond nawr y caiff "
                        + "ei dangos, ac mae’n gweithio unwaith, tan")) \(link.expiresAt).</p>
                \(SummaryList.html([
                    (Text(en: "Username", cy: "Enw defnyddiwr"), "\(username)"),
                    (Text(en: "Link", cy: "Dolen"), "<code>\(link.address(config))</code>"),
                ]))
                \(keepsSecondStep ? "<p>\(secondStepStays)</p>" as HTML : nil)
                \(OneTimeLink.hint(config).map { "<p>\($0)</p>" as HTML })
                <p><a href="/accounts">\(Text(en: "Back to the accounts", cy: "Yn ôl at y cyfrifon"))</a></p>
                """)
    }
}
