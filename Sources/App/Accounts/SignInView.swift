import Domain

/// The page on which one signs in.
struct SignInView: Sendable {
    var username = ""
    var to: Path?
    var kept: KeptForm?
    var note: Note?
    var isRefused = false
    /// The password was right, and yet the account is closed.
    var closed: AccountLife.Closed?

    /// What has just happened.
    enum Note: String, Sendable {
        case out
        case set
        /// The second step took too long.
        case late
    }

    func page(_ visit: Visit) -> Page {
        let title = Text(en: "Sign in", cy: "Mewngofnodi")
        return Page(
            title: title, hasForm: true, hasProblems: !problems.isEmpty, before: .empty,
            body: """
                \(ErrorSummary.html(problems))\
                \(banner)
                <h1>\(title)</h1>
                \(MainForm.html(visit, action: "/sign-in", submit: title, fields))
                <p class="hint">\(Text(
                    en: "You have no account, or cannot sign in? Ask your administrator for a new link.",
                    cy: "Dim cyfrif gennych, neu’n methu mewngofnodi? Gofynnwch i’ch gweinyddwr am ddolen newydd."))</p>
                """)
    }

    private var fields: HTML {
        """
        \(Field.text(
            "username", Text(en: "Username", cy: "Enw defnyddiwr"), value: username, problems: problems, width: "medium",
            autocomplete: "username"))
        \(Field.text(
            "password", Text(en: "Password", cy: "Cyfrinair"), value: "", type: "password", width: "medium",
            autocomplete: "current-password"))
        \(Onward(to: to, kept: kept).hidden)
        """
    }

    /// One answer for every reason, so that nobody learns which usernames exist.
    private var problems: [Problem] {
        if let closed { return [Problem("username", closed.words)] }
        guard isRefused else { return [] }
        return [
            Problem(
                "username",
                Text(
                    en: "Check the username and the password. After several wrong attempts one must wait, up to an hour.",
                    cy: "Gwiriwch yr enw defnyddiwr a’r cyfrinair. Ar ôl sawl cynnig anghywir rhaid aros, hyd at awr."))
        ]
    }

    private var banner: HTML? {
        if note == .late {
            return Banner.important(
                Text(
                    en: "Sign in again: the second step took too long, or was taken elsewhere.",
                    cy: "Mewngofnodwch eto: cymerodd yr ail gam ormod o amser, neu fe’i cymerwyd yn rhywle arall."))
        }
        if kept != nil {
            return Banner.important(
                Text(
                    en: "Your session had ended. Sign in again: what you typed is kept, and nothing has been sent yet.",
                    cy: "Roedd eich sesiwn wedi dod i ben. Mewngofnodwch eto: cedwir yr hyn a deipiwyd gennych, ac ni "
                        + "anfonwyd dim eto."))
        }
        switch note {
        case .out?: return Banner.success(Text(en: "You are signed out.", cy: "Rydych wedi allgofnodi."))
        case .set?:
            return Banner.success(
                Text(en: "Your password is set. Sign in with it.", cy: "Mae eich cyfrinair wedi’i osod. Mewngofnodwch ag ef."))
        case .late?, nil: return nil
        }
    }
}
