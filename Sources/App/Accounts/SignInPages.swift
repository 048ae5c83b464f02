import Domain
import HTTPTypes
import Hummingbird

/// Signing in and out, staying signed in, and the choice of language.
struct SignInPages: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/sign-in", needs: .anyone, ask),
            Route(.post, "/sign-in", needs: .anyone, open),
            Route(.post, "/sign-out", needs: .anyone, end),
            Route(.post, "/session/extend", needs: .signedIn, gate: .none, extend),
            Route(.post, "/language", needs: .anyone, chooseLanguage),
        ] + SecondFactorPages(site: site).routes + WelcomePages(site: site).routes + HomePages(site: site).routes
            + AccountPages(site: site).routes + AccountDetailPages(site: site).routes
            + Notices(site: site).routes + DraftPages(site: site).routes + TermsPages(site: site).routes
            + TrainingPages(site: site).routes
            + ConfirmationPages(site: site).routes + OwnAccountPages(site: site).routes + SessionPages(site: site).routes
    }

    /// What somebody not signed in gets instead of the page: the way back there, and what they typed, go along.
    static func needed(_ visit: Visit) -> Answer {
        if visit.path == "/session/extend" { return .json("{\"seconds\":0}", status: .unauthorized) }
        guard visit.request?.method == .get || visit.request?.method == .head else {
            guard let kept = KeptForm(unsent: visit) else { return asking(for: visit.isFromOwnPage ? visit.path : "/") }
            return .page(SignInView(kept: kept).page(visit), status: .unauthorized)
        }
        return asking(for: visit.address)
    }

    static func asking(for address: String) -> Answer {
        let path: Path = "/sign-in"
        return .redirect(address == "/" ? path : path.query([("to", address)]))
    }

    private func ask(_ visit: Visit) async throws -> Answer {
        let to = Path(local: visit.query["to"])
        if visit.signedIn != nil { return .redirect(to ?? "/") }
        return .page(SignInView(to: to, note: SignInView.Note(rawValue: visit.query["note"])).page(visit))
    }

    private func open(_ visit: Visit) async throws -> Answer {
        let username = visit.form["username"]
        var view = SignInView(username: username, to: Path(local: visit.form["to"]), kept: KeptForm(carried: visit.form))
        if visit.form.switchesLanguage != nil { return .page(view.page(visit)) }
        let onward = Onward(to: view.to, kept: view.kept)
        switch try await SignIn(site: site, visit: visit).open(username, visit.form.raw("password")) {
        case .refused:
            view.isRefused = true
            return .page(view.page(visit), status: .unauthorized)
        case .closed(let closed):
            view.closed = closed
            return .page(view.page(visit), status: .unauthorized)
        case .half(let token): return try await SecondFactorPages(site: site).next(visit, token, onward)
        case .opened(let opened):
            var answer = onward.answer(csrf: opened.signedIn.csrf)
            answer.signedIn = opened.signedIn
            answer.cookies = [opened.session.cookie(site.config)]
            return answer
        }
    }

    private func end(_ visit: Visit) async throws -> Answer {
        if let signedIn = visit.signedIn { try await SessionStore(site: site).end(signedIn, by: visit.actor()) }
        var answer = Answer.redirect("/sign-in?note=out")
        answer.cookies = [.endingSession(site.config), .half(nil, site.config)]
        answer.clearsSiteData = true
        return answer
    }

    private func extend(_ visit: Visit) async throws -> Answer {
        guard let signedIn = visit.signedIn else { throw SignInNeeded() }
        return .json("{\"seconds\":\(try await SessionStore(site: site).extend(signedIn))}")
    }

    /// The front door has noted the language; here one only goes back to the page.
    private func chooseLanguage(_ visit: Visit) async throws -> Answer {
        .redirect(Path(local: visit.form["to"]) ?? "/")
    }
}
