import Domain

/// The pages of the second step of signing in.
enum SecondFactorViews {
    static let code = "code"
    static let recovery = "recovery-code"
    static let codes = "made-code"

    /// - Parameter refused: the field in which the wrong code was typed. One answer for every reason.
    static func ask(_ visit: Visit, _ onward: Onward, refused: String? = nil, isUnreadable: Bool = false) -> Page {
        let title = Text(en: "Enter your sign-in code", cy: "Rhowch eich cod mewngofnodi")
        let problems = refused.map { [Problem($0, wrongCode)] } ?? []
        return Page(
            title: title, hasForm: true, hasProblems: refused != nil,
            body: """
                \(ErrorSummary.html(problems))\(isUnreadable ? unreadable(visit) : nil)
                <h1>\(title)</h1>
                \(MainForm.html(
                    visit, action: SecondFactorPages.code, submit: Text(en: "Sign in", cy: "Mewngofnodi"), cancel: "/sign-in",
                    "\(fields(problems, opensRecovery: isUnreadable))\(onward.hidden)"))
                <p class="hint">\(Text(
                    en: "You have neither the app nor a recovery code? Ask your administrator to take the second step off.",
                    cy: "Heb yr ap na chod adfer? Gofynnwch i’ch gweinyddwr ddileu’r ail gam."))</p>
                """)
    }

    /// A code, or a recovery code instead.
    static func fields(_ problems: [Problem], opensRecovery: Bool = false) -> HTML {
        "\(codeField(problems))\(recoveryField(problems, isOpen: opensRecovery))"
    }

    /// No code can be checked, because the key to what it is made of is not there.
    static func unreadable(_ visit: Visit) -> HTML {
        Banner.important(
            Text(
                en: "No code can be checked just now, and nothing is wrong with your app. Use a recovery code, and tell your "
                    + "administrator this number: \(visit.requestID)",
                cy:
                    "Ni ellir gwirio cod ar hyn o bryd, ac nid oes dim o’i le ar eich ap. Defnyddiwch god adfer, a rhowch y rhif "
                    + "hwn i’ch gweinyddwr: \(visit.requestID)"))
    }

    static func codeField(_ problems: [Problem]) -> HTML {
        Field.text(
            code, Text(en: "Code from your authenticator app", cy: "Cod o’ch ap dilysu"), value: "", problems: problems,
            hint: Text(en: "Six digits. Each code works once.", cy: "Chwe digid. Mae pob cod yn gweithio unwaith."),
            width: "short", autocomplete: "one-time-code", inputmode: "numeric")
    }

    private static func recoveryField(_ problems: [Problem], isOpen: Bool) -> HTML {
        Details.html(
            Text(en: "I do not have my app: use a recovery code", cy: "Nid yw fy ap gennyf: defnyddio cod adfer"),
            open: isOpen || problems.contains { $0.field == recovery },
            Field.text(
                recovery, Text(en: "Recovery code", cy: "Cod adfer"), value: "", problems: problems,
                hint: Text(
                    en: "One of the ten that you were shown when you set up the app. Each works once.",
                    cy: "Un o’r deg a ddangoswyd i chi wrth osod yr ap. Mae pob un yn gweithio unwaith."),
                width: "medium", autocomplete: "off"))
    }

    static let wrongCode = Text(
        en:
            "Check the code; if you have used it already, wait for the next one. After several wrong attempts one must wait, up to "
            + "an hour.",
        cy:
            "Gwiriwch y cod; os ydych wedi’i ddefnyddio eisoes, arhoswch am yr un nesaf. Ar ôl sawl cynnig anghywir rhaid aros, hyd "
            + "at awr.")

    static let wrongFirstCode = Text(
        en: "This is not the code that the app shows for this key. Check the key in the app, and the clock of the device.",
        cy: "Nid dyma’r cod y mae’r ap yn ei ddangos ar gyfer yr allwedd hon. Gwiriwch yr allwedd yn yr ap, a chloc y ddyfais.")

    static func setUp(
        _ visit: Visit, _ officer: Officer, _ seed: FactorSeed, _ onward: Onward, _ problems: [Problem]
    ) -> Page {
        let title = Text(en: "Set up the second step of signing in", cy: "Gosod ail gam mewngofnodi")
        return Page(
            title: title, hasForm: true, hasProblems: !problems.isEmpty,
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "From now on you sign in with your password and a code from an app of yours, so that a stolen password "
                        + "opens nothing.",
                    cy: "O hyn ymlaen byddwch yn mewngofnodi â’ch cyfrinair a chod o ap sydd gennych, fel nad yw cyfrinair wedi’i "
                        + "ddwyn yn agor dim."))</p>
                \(steps)
                \(SummaryList.html(key(officer, seed)))
                \(MainForm.html(
                    visit, action: SecondFactorPages.setUp, submit: Text(en: "Set it up", cy: "Ei osod"), cancel: "/sign-in",
                    "\(codeField(problems))\(onward.hidden)"))
                """)
    }

    private static let steps: HTML = """
        <ol>
        <li>\(Text(
            en: "Open your authenticator app: any that makes six-digit codes by the time will do.",
            cy: "Agorwch eich ap dilysu: bydd unrhyw un sy’n gwneud codau chwe digid yn ôl yr amser yn gwneud y tro."))</li>
        <li>\(Text(
            en: "Add an account to it by typing the key, or by opening the address on the device that has the app.",
            cy: "Ychwanegwch gyfrif ato drwy deipio’r allwedd, neu drwy agor y cyfeiriad ar y ddyfais y mae’r ap arni."))</li>
        <li>\(Text(en: "Enter the code that the app now shows.", cy: "Rhowch y cod y mae’r ap yn ei ddangos nawr."))</li>
        </ol>
        """

    private static func key(_ officer: Officer, _ seed: FactorSeed) -> [(Text, HTML)] {
        let address = seed.address(officer.username)
        return [
            (Text(en: "Key", cy: "Allwedd"), "<code>\(seed.groups)</code>"),
            (Text(en: "Address", cy: "Cyfeiriad"), "<a href=\"\(address)\"><code>\(address)</code></a>"),
        ]
    }

    /// The recovery codes, now and never again. They stand in the form, so that the page can be read in the other language.
    static func codes(_ visit: Visit, _ made: [String], _ onward: Onward) -> Page {
        let title = Text(en: "Keep your recovery codes", cy: "Cadwch eich codau adfer")
        let hidden: [HTML] = made.map { "<input type=\"hidden\" name=\"\(codes)\" value=\"\($0)\">" }
        let items: [HTML] = made.map { "<li><code>\($0)</code></li>" }
        return Page(
            title: title, hasForm: true,
            body: """
                \(Banner.success(
                    Text(
                        en: "You have ten recovery codes. Older ones, if you had any, work no more.",
                        cy: "Mae gennych ddeg cod adfer. Nid yw rhai hŷn, os oedd gennych rai, yn gweithio mwyach.")))
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "When you do not have your app, each of these codes signs you in once. Write them down or print them, and "
                        + "keep them away from your computer. They are shown only now.",
                    cy: "Pan nad yw’ch ap gennych, mae pob un o’r codau hyn yn eich mewngofnodi unwaith. Ysgrifennwch neu "
                        + "argraffwch nhw, a’u cadw ar wahân i’ch cyfrifiadur. Dim ond nawr y cânt eu dangos."))</p>
                <ol>\(items)</ol>
                \(MainForm.html(
                    visit, action: "/sign-in/recovery-codes",
                    submit: Text(en: "I have kept them: go on", cy: "Rwyf wedi’u cadw: ymlaen"), "\(hidden)\(onward.hidden)"))
                """)
    }

    static let left = Counted(
        en: ("recovery code left", "recovery codes left"),
        cy: (
            "cod adfer ar ôl", "cod adfer ar ôl", "god adfer ar ôl", "chod adfer ar ôl", "chod adfer ar ôl", "cod adfer ar ôl"
        ))
}
