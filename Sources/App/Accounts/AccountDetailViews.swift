import Domain

/// The pages of one officer's account.
enum AccountDetailViews {
    static func show(_ visit: Visit, _ account: Account, _ site: Site, refusal: Text? = nil) -> Page {
        let officer = account.officer
        let standing = account.standing(site)
        return Page(
            title: title(officer), section: .accounts, hasProblems: refusal != nil,
            body: """
                \(refusal.map { Banner.important($0) } ?? done(visit).map { Banner.success($0) })
                <h1>\(title(officer))</h1>
                \(SummaryList.html(facts(account, standing)))
                \(officer.id == visit.signedIn?.officer.id ? nil : ways(officer, standing, visit))
                <p><a href="/accounts">\(Text(en: "Back to the accounts", cy: "Yn ôl at y cyfrifon"))</a></p>
                """)
    }

    private static func title(_ officer: Officer) -> Text {
        Text(en: "Account of \(officer.name)", cy: "Cyfrif \(officer.name)")
    }

    private static func done(_ visit: Visit) -> Text? {
        switch visit.query["note"] {
        case "role":
            Text(
                en: "The role is changed. The officer is signed out everywhere and signs in again.",
                cy: "Newidiwyd y rôl. Allgofnodwyd y swyddog ym mhob man, a bydd yn mewngofnodi eto.")
        case "last-day": Text(en: "The last day is saved.", cy: "Cadwyd y diwrnod olaf.")
        case "open": Text(en: "The account is open again.", cy: "Mae’r cyfrif ar agor eto.")
        default: nil
        }
    }

    private static func facts(_ account: Account, _ standing: Account.Standing) -> [(Text, HTML)] {
        let officer = account.officer
        let last: HTML = account.signedInAt.map { "\($0)" } ?? "\(Text(en: "never", cy: "erioed"))"
        let day: HTML = account.life.lastDay.map { "\($0)" } ?? "\(Text(en: "none", cy: "dim"))"
        let step: HTML = account.factorSetAt.map { "\(Text(en: "since", cy: "ers")) \($0)" } ?? "\(Text(en: "none", cy: "dim"))"
        return [
            (Text(en: "Username", cy: "Enw defnyddiwr"), "\(officer.username)"),
            (Text(en: "Role", cy: "Rôl"), "\(officer.role.name)"),
            (Text(en: "Agency", cy: "Asiantaeth"), "\(officer.agencyName)"),
            (Text(en: "Areas", cy: "Ardaloedd"), "\(officer.areaNames)"),
            (Text(en: "State", cy: "Statws"), Tag.html(standing.name, standing.colour)),
            (Text(en: "Last signed in", cy: "Mewngofnodi ddiwethaf"), last),
            (Text(en: "Second step", cy: "Ail gam"), step),
            (Text(en: "Last day", cy: "Diwrnod olaf"), day),
        ]
    }

    private static func ways(_ officer: Officer, _ standing: Account.Standing, _ visit: Visit) -> HTML {
        let address: Path = "/accounts/\(officer.id)"
        let open: HTML? =
            standing.isClosedByItself
            ? MainForm.button(visit, action: address.below("opening"), Text(en: "Open it again", cy: "Ei ailagor")) : nil
        return """
            \(open)
            <ul>
            <li><a href="\(address.below("role"))">\(Text(en: "Change role, agency or areas", cy: "Newid rôl, asiantaeth neu ardaloedd"))</a></li>
            <li><a href="\(address.below("last-day"))">\(Text(en: "Set the last day", cy: "Gosod y diwrnod olaf"))</a></li>
            <li><a href="\(address.below("training"))">\(Text(en: "Training", cy: "Hyfforddiant"))</a></li>
            <li><a href="\(address.below("sessions"))">\(Text(en: "Where the officer is signed in", cy: "Ble mae’r swyddog wedi mewngofnodi"))</a></li>
            </ul>
            """
    }

    /// What the officer has now, as the form holds it.
    static func form(_ officer: Officer) -> Form {
        Form([("role", officer.role.rawValue), ("agency", officer.agency)] + officer.areas.map { ("area", $0.rawValue) })
    }

    static func role(_ visit: Visit, _ officer: Officer, _ form: Form, _ problems: [Problem] = []) -> Page {
        let title = Text(en: "Role of \(officer.name)", cy: "Rôl \(officer.name)")
        return Page(
            title: title, section: .accounts, hasForm: true, hasProblems: !problems.isEmpty,
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "The change holds from the officer’s next request on: they are signed out and sign in again.",
                    cy: "Mae’r newid yn dal o gais nesaf y swyddog ymlaen: caiff ei allgofnodi a bydd yn mewngofnodi eto."))</p>
                \(MainForm.html(
                    visit, action: "/accounts/\(officer.id)/role", submit: Text(en: "Change the role", cy: "Newid y rôl"),
                    cancel: "/accounts/\(officer.id)", AccountViews.roleFields(form, problems)))
                """)
    }

    static func lastDay(_ visit: Visit, _ account: Account, _ problems: [Problem] = []) -> Page {
        let officer = account.officer
        let title = Text(en: "Last day of \(officer.name)", cy: "Diwrnod olaf \(officer.name)")
        let isSent = visit.form["csrf"] != ""
        return Page(
            title: title, section: .accounts, hasForm: true, hasProblems: !problems.isEmpty,
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                \(MainForm.html(
                    visit, action: "/accounts/\(officer.id)/last-day", submit: Text(en: "Save", cy: "Cadw"),
                    cancel: "/accounts/\(officer.id)",
                    Field.day(
                        "last-day", Text(en: "Last day", cy: "Diwrnod olaf"), form: visit.form,
                        value: isSent ? nil : account.life.lastDay, problems: problems,
                        hint: Text(
                            en: "The account closes at the end of this day, wherever the officer is signed in. Leave it empty when "
                                + "there is none.",
                            cy: "Caeir y cyfrif ar ddiwedd y diwrnod hwn, ble bynnag y mae’r swyddog wedi mewngofnodi. Gadewch yn wag "
                                + "pan nad oes un."))))
                """)
    }
}
