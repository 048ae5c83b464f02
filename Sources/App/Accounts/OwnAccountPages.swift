import Domain
import HTTPTypes

/// An officer's own account: what Carfan knows of them, their language, their password.
struct OwnAccountPages: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/account", needs: .signedIn, show),
            Route(.post, "/account/password", needs: .signedIn, changePassword),
            Route(.post, "/account/recovery-codes", needs: .signedIn, renewCodes),
        ]
    }

    private func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit))
    }

    private func changePassword(_ visit: Visit) async throws -> Answer {
        let officer = try visit.officer()
        do {
            let password = try NewPassword.read(visit.form, officer, site)
            guard try await SignIn(site: site, visit: visit).confirms(officer, visit.form.raw("current-password")) else {
                throw Invalid([
                    Problem(
                        "current-password",
                        Text(
                            en: "Check your present password. After several wrong attempts one must wait, up to an hour.",
                            cy: "Gwiriwch eich cyfrinair presennol. Ar ôl sawl cynnig anghywir rhaid aros, hyd at awr."))
                ])
            }
            let session = try await PasswordStore(site: site).change(password, of: officer, visit)
            var answer = Answer.redirect("/account?note=set")
            answer.cookies = [session.cookie(site.config)]
            return answer
        } catch let invalid as Invalid {
            return .page(
                try await page(visit, invalid.problems), status: invalid.problems.isEmpty ? .ok : .unprocessableContent)
        }
    }

    private func renewCodes(_ visit: Visit) async throws -> Answer {
        let code = visit.form[SecondFactorViews.code]
        let codes = try await SecondFactor(site: site, visit: visit).renewCodes(of: try visit.officer(), code: code)
        guard let codes else {
            let problems = [Problem(SecondFactorViews.code, SecondFactorViews.wrongCode)]
            return .again(try await page(visit, problems), problems)
        }
        return .page(SecondFactorViews.codes(visit, codes, Onward(to: "/account")))
    }

    private func page(_ visit: Visit, _ problems: [Problem] = []) async throws -> Page {
        let account = try await AccountStore(site: site).account(try visit.officer().id, by: visit.actor())
        let training = try await TrainingStore(site: site).states(of: account.officer)
        let terms = try await TermsStore(site: site).inForce()
        let title = Text(en: "Your account", cy: "Eich cyfrif")
        let done: HTML? =
            visit.query["note"] == "set"
            ? Banner.success(
                Text(
                    en: "Your password is changed. Other places where you were signed in are signed out.",
                    cy: "Newidiwyd eich cyfrinair. Fe’ch allgofnodwyd ym mhob man arall."))
            : nil
        return Page(
            title: title, hasForm: true, hasProblems: !problems.isEmpty,
            body: """
                \(ErrorSummary.html(problems))\(done)
                <h1>\(title)</h1>
                \(SummaryList.html(
                    OwnAccountPages.facts(account) + training.map { ($0.training.name, TrainingViews.standing($0, site.today)) }))
                \(terms == nil ? nil : OwnAccountPages.termsLink)
                <p><a href="/account/sessions">\(SessionViews.own)</a></p>
                <h2>\(Text(en: "Language", cy: "Iaith"))</h2>
                \(OwnAccountPages.languageForm(visit))
                <h2>\(Text(en: "Change your password", cy: "Newid eich cyfrinair"))</h2>
                \(MainForm.html(
                    visit, action: "/account/password",
                    submit: Text(en: "Change the password", cy: "Newid y cyfrinair"),
                    OwnAccountPages.passwordFields(account.officer, problems)))
                \(asksForCodes && account.factorSetAt != nil ? OwnAccountPages.codesForm(visit, problems) : nil)
                """)
    }

    private var asksForCodes: Bool { site.config.secondFactor == .required }

    private static let termsLink: HTML = """
        <p><a href="/terms">\(Text(en: "Terms of use", cy: "Telerau defnyddio"))</a></p>
        """

    private static func codesForm(_ visit: Visit, _ problems: [Problem]) -> HTML {
        let title = Text(en: "New recovery codes", cy: "Codau adfer newydd")
        return """
            <h2>\(title)</h2>
            <form method="post" action="/account/recovery-codes" novalidate>\
            <input type="hidden" name="csrf" value="\(visit.csrf)">
            \(SecondFactorViews.codeField(problems))
            <button class="button secondary">\(Text(en: "Make ten new ones", cy: "Gwneud deg newydd"))</button></form>
            """
    }

    private static func passwordFields(_ officer: Officer, _ problems: [Problem]) -> HTML {
        """
        \(Field.text(
            "current-password", Text(en: "Present password", cy: "Cyfrinair presennol"), value: "", problems: problems,
            type: "password", width: "medium", autocomplete: "current-password"))
        \(NewPassword.fields(officer, problems))
        """
    }

    private static func secondStep(_ account: Account) -> (Text, HTML)? {
        account.factorSetAt.map { since in
            let left = SecondFactorViews.left(account.recoveryCodes)
            return (
                Text(en: "Second step of signing in", cy: "Ail gam mewngofnodi"),
                "\(Text(en: "an app, since", cy: "ap, ers")) \(since); \(left)"
            )
        }
    }

    private static func facts(_ account: Account) -> [(Text, HTML)] {
        let officer = account.officer
        let before: HTML = account.signedInBefore.map { "\($0)" } ?? "\(Text(en: "never before", cy: "erioed o’r blaen"))"
        return [
            (Text(en: "Name", cy: "Enw"), "\(officer.name)"),
            (Text(en: "Username", cy: "Enw defnyddiwr"), "\(officer.username)"),
            (Text(en: "Role", cy: "Rôl"), "\(officer.role.name)"),
            (Text(en: "Agency", cy: "Asiantaeth"), "\(officer.agencyName)"),
            (Text(en: "Areas", cy: "Ardaloedd"), "\(officer.areaNames)"),
            (Text(en: "Signed in before this", cy: "Mewngofnodi cyn hyn"), before),
        ] + [secondStep(account)].compactMap { $0 }
    }

    private static func languageForm(_ visit: Visit) -> HTML {
        """
        <form method="post" action="/language"><input type="hidden" name="csrf" value="\(visit.csrf)">\
        <input type="hidden" name="to" value="/account">
        \(Field.radios(
            "switch-language",
            Text(en: "Language of Carfan for you", cy: "Iaith Carfan i chi"),
            options: [
                Option(value: Language.welsh.rawValue, label: Text(same: "Cymraeg")),
                Option(value: Language.english.rawValue, label: Text(same: "English")),
            ], value: visit.language.rawValue))
        <button class="button secondary">\(Text(en: "Save", cy: "Cadw"))</button></form>
        """
    }
}
