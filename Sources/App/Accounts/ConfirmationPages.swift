import Domain
import HTTPTypes
import Hummingbird
import Logging

/// The page on which somebody signed in proves once more who they are; then what they were doing goes on.
struct ConfirmationPages: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/confirmation", needs: .signedIn, ask),
            Route(.post, "/confirmation", needs: .signedIn, take),
        ]
    }

    /// What is answered instead of an act that needs a fresh proof. The form that was sent goes along.
    static func needed(_ visit: Visit, _ site: Site) -> Answer {
        let isForm = visit.request?.method == .post
        let onward = isForm ? Onward(to: nil, kept: KeptForm(waiting: visit)) : Onward(to: Path(local: visit.address))
        return .page(page(visit, onward, site.config), status: .unauthorized)
    }

    private func ask(_ visit: Visit) async throws -> Answer {
        .page(ConfirmationPages.page(visit, Onward(to: Path(local: visit.query["to"])), site.config))
    }

    private func take(_ visit: Visit) async throws -> Answer {
        let onward = Onward(visit.form)
        guard visit.form.switchesLanguage == nil else { return .page(ConfirmationPages.page(visit, onward, site.config)) }
        let token: OpaqueToken?
        do {
            token = try await Confirmation(site: site, visit: visit).take(visit.form)
        } catch let broken as SealBroken {
            site.log.error("\(visit.requestID) \(visit.route): \(broken)")
            return .page(ConfirmationPages.page(visit, onward, site.config, isUnreadable: true), status: .serviceUnavailable)
        }
        guard let token else {
            let field = visit.form[SecondFactorViews.recovery].isEmpty ? SecondFactorViews.code : SecondFactorViews.recovery
            return .page(
                ConfirmationPages.page(visit, onward, site.config, refused: field), status: .unauthorized)
        }
        var answer = onward.kept.map { Answer.page($0.onwardPage(csrf: visit.csrf)) } ?? .redirect(onward.to ?? "/")
        answer.cookies = [.session(token.text, site.config)]
        return answer
    }

    private static func page(
        _ visit: Visit, _ onward: Onward, _ config: Config, refused: String? = nil, isUnreadable: Bool = false
    ) -> Page {
        let title = Text(en: "Confirm it is you", cy: "Cadarnhewch mai chi sydd yno")
        let isByPassword = config.secondFactor == .off
        let problems = refused.map {
            [isByPassword ? Problem("password", wrongPassword) : Problem($0, SecondFactorViews.wrongCode)]
        }
        let fields =
            isByPassword ? passwordField(problems ?? []) : SecondFactorViews.fields(problems ?? [], opensRecovery: isUnreadable)
        return Page(
            title: title, hasForm: true, hasProblems: refused != nil,
            body: """
                \(ErrorSummary.html(problems ?? []))\(isUnreadable ? SecondFactorViews.unreadable(visit) : nil)
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "It is a while since you proved who you are, and this needs it again. What you were doing goes on "
                        + "afterwards; nothing that you typed is lost.",
                    cy: "Mae sbel ers i chi brofi pwy ydych, ac mae angen hynny eto ar gyfer hyn. Aiff yr hyn roeddech yn ei "
                        + "wneud ymlaen wedyn; ni chollir dim a deipiwyd gennych."))</p>
                \(MainForm.html(
                    visit, action: "/confirmation", submit: Text(en: "Confirm and go on", cy: "Cadarnhau a pharhau"),
                    cancel: "/", "\(fields)\(onward.hidden)"))
                """)
    }

    private static func passwordField(_ problems: [Problem]) -> HTML {
        Field.text(
            "password", Text(en: "Password", cy: "Cyfrinair"), value: "", problems: problems, type: "password", width: "medium",
            autocomplete: "current-password")
    }

    private static let wrongPassword = Text(
        en: "Check the password. After several wrong attempts one must wait, up to an hour.",
        cy: "Gwiriwch y cyfrinair. Ar ôl sawl cynnig anghywir rhaid aros, hyd at awr.")
}
