import Domain
import HTTPTypes

/// Where a one-time link leads: the officer sets a password. Looking at the page does not use the link up.
struct WelcomePages: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/welcome/{token}", needs: .anyone, ask),
            Route(.post, "/welcome/{token}", needs: .anyone, set),
        ]
    }

    private func ask(_ visit: Visit) async throws -> Answer {
        let token = try visit.word("token")
        guard let officer = try await PasswordStore(site: site).officer(link: token) else { return WelcomePages.over }
        return .page(WelcomePages.page(visit, officer, token))
    }

    private func set(_ visit: Visit) async throws -> Answer {
        let token = try visit.word("token")
        let store = PasswordStore(site: site)
        guard let officer = try await store.officer(link: token) else { return WelcomePages.over }
        do {
            let password = try NewPassword.read(visit.form, officer, site)
            try await store.set(password, link: token, visit)
        } catch let invalid as Invalid {
            return .page(
                WelcomePages.page(visit, officer, token, invalid.problems),
                status: invalid.problems.isEmpty ? .ok : .unprocessableContent)
        } catch is NotFound {
            return WelcomePages.over
        }
        return .redirect("/sign-in?note=set")
    }

    private static func page(_ visit: Visit, _ officer: Officer, _ token: String, _ problems: [Problem] = []) -> Page {
        let title = Text(en: "Choose your password", cy: "Dewiswch eich cyfrinair")
        return Page(
            title: title, hasForm: true, hasProblems: !problems.isEmpty,
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "\(officer.name), your username is", cy: "\(officer.name), eich enw defnyddiwr yw")) \
                <strong>\(officer.username)</strong>.</p>
                \(MainForm.html(
                    visit, action: "/welcome/\(token)", submit: Text(en: "Set the password", cy: "Gosod y cyfrinair"),
                    NewPassword.fields(officer, problems)))
                """)
    }

    private static var over: Answer {
        let title = Text(en: "This link no longer works", cy: "Nid yw’r ddolen hon yn gweithio mwyach")
        return .page(
            Page(
                title: title,
                body: """
                    <h1>\(title)</h1>
                    <p>\(Text(
                        en: "A link works once, for 24 hours. Ask your administrator for a new one.",
                        cy: "Mae dolen yn gweithio unwaith, am 24 awr. Gofynnwch i’ch gweinyddwr am un newydd."))</p>
                    <p><a href="/sign-in">\(Text(en: "Sign in", cy: "Mewngofnodi"))</a></p>
                    """),
            status: .notFound)
    }
}

/// The two fields in which a new password is typed.
enum NewPassword {
    static let field = "new-password"
    static let again = "new-password-again"

    /// - Throws: `Invalid`.
    static func read(_ form: Form, _ officer: Officer, _ site: Site) throws -> String {
        var reader = FormReader(form)
        let password = form.raw(field)
        if let problem = PasswordRule(officer: officer).problem(password) {
            reader.problem(field, problem)
        } else if try site.breached?.contains(password) ?? false {
            reader.problem(field, breached)
        } else if form.raw(again) != password {
            reader.problem(again, Text(en: "Type the same password again", cy: "Teipiwch yr un cyfrinair eto"))
        }
        try reader.finish()
        return password
    }

    private static let breached = Text(
        en: "This password is known from a breach somewhere, so whoever guesses tries it early. Choose another.",
        cy:
            "Mae’r cyfrinair hwn yn hysbys ers i ddata gael ei ddatgelu yn rhywle, felly bydd unrhyw un sy’n dyfalu yn rhoi cynnig "
            + "arno’n gynnar. Dewiswch un arall.")

    static func fields(_ officer: Officer, _ problems: [Problem]) -> HTML {
        let shortest = PasswordRule(officer: officer).shortest
        return """
            <input type="text" name="username" value="\(officer.username)" autocomplete="username" hidden>
            \(Field.text(
                field, Text(en: "New password", cy: "Cyfrinair newydd"), value: "", problems: problems,
                hint: Text(
                    en: "At least \(shortest) characters of any kind; three or more words that do not belong together are good",
                    cy: "O leiaf \(shortest) nod o unrhyw fath; mae tri gair neu fwy nad ydynt yn perthyn i’w gilydd yn dda"),
                type: "password", width: "medium", autocomplete: "new-password"))
            \(Field.text(
                again, Text(en: "New password again", cy: "Y cyfrinair newydd eto"), value: "", problems: problems,
                type: "password", width: "medium", autocomplete: "new-password"))
            """
    }
}
