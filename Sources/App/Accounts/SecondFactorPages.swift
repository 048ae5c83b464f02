import Domain
import HTTPTypes
import Hummingbird
import Logging

/// The second step of signing in: a code, or for an account that has none yet, setting it up.
struct SecondFactorPages: Sendable {
    let site: Site

    static let code: Path = "/sign-in/code"
    static let setUp: Path = "/sign-in/second-step"

    var routes: [Route] {
        [
            Route(.get, "/sign-in/code", needs: .anyone, askCode),
            Route(.post, "/sign-in/code", needs: .anyone, enterCode),
            Route(.get, "/sign-in/second-step", needs: .anyone, askSetUp),
            Route(.post, "/sign-in/second-step", needs: .anyone, takeSetUp),
            Route(.post, "/sign-in/recovery-codes", needs: .signedIn, gate: .none, codesKept),
        ]
    }

    /// What follows a right password: the way to the page that is due or, for what was typed before to go along, the page.
    func next(_ visit: Visit, _ token: OpaqueToken, _ onward: Onward) async throws -> Answer {
        guard let half = try await HalfSignIn.find(token, site) else { return late(visit, onward) }
        let isDue = half.factor != nil
        var answer =
            onward.kept == nil
            ? Answer.redirect(onward.query(isDue ? SecondFactorPages.code : SecondFactorPages.setUp))
            : .page(isDue ? SecondFactorViews.ask(visit, onward) : try setUpPage(visit, half, onward))
        answer.cookies = [.half(token, site.config)]
        return answer
    }

    private func askCode(_ visit: Visit) async throws -> Answer {
        let onward = Onward(to: Path(local: visit.query["to"]))
        guard let half = try await HalfSignIn.find(visit, site) else { return begin(visit, onward) }
        guard half.factor != nil else { return .redirect(onward.query(SecondFactorPages.setUp)) }
        return .page(SecondFactorViews.ask(visit, onward))
    }

    private func enterCode(_ visit: Visit) async throws -> Answer {
        let onward = Onward(visit.form)
        guard let half = try await HalfSignIn.find(visit, site) else { return late(visit, onward) }
        let (code, recovery) = (visit.form[SecondFactorViews.code], visit.form[SecondFactorViews.recovery])
        if visit.form.switchesLanguage != nil { return .page(SecondFactorViews.ask(visit, onward)) }
        let opened: SignIn.Opened?
        do {
            opened = try await SecondFactor(site: site, visit: visit).open(half, code: code, recovery: recovery)
        } catch let broken as SealBroken {
            site.log.error("\(visit.requestID) \(visit.route): \(broken)")
            return .page(SecondFactorViews.ask(visit, onward, isUnreadable: true), status: .serviceUnavailable)
        }
        guard let opened else {
            return .page(
                SecondFactorViews.ask(
                    visit, onward, refused: recovery.isEmpty ? SecondFactorViews.code : SecondFactorViews.recovery),
                status: .unauthorized)
        }
        return signedIn(onward.answer(csrf: opened.signedIn.csrf), opened)
    }

    private func askSetUp(_ visit: Visit) async throws -> Answer {
        let onward = Onward(to: Path(local: visit.query["to"]))
        guard let half = try await HalfSignIn.find(visit, site) else { return begin(visit, onward) }
        guard half.factor == nil, half.newSeed != nil else { return .redirect(onward.query(SecondFactorPages.code)) }
        return .page(try setUpPage(visit, half, onward))
    }

    private func takeSetUp(_ visit: Visit) async throws -> Answer {
        let onward = Onward(visit.form)
        guard let half = try await HalfSignIn.find(visit, site), half.factor == nil, half.newSeed != nil else {
            return late(visit, onward)
        }
        if visit.form.switchesLanguage != nil { return .page(try setUpPage(visit, half, onward)) }
        do {
            let code = visit.form[SecondFactorViews.code]
            guard let (opened, codes) = try await SecondFactor(site: site, visit: visit).setUp(half, code: code) else {
                return late(visit, onward)
            }
            var theirs = visit
            theirs.signedIn = opened.signedIn
            return signedIn(.page(SecondFactorViews.codes(theirs, codes, onward)), opened)
        } catch let invalid as Invalid {
            return .again(try setUpPage(visit, half, onward, invalid.problems), invalid.problems)
        }
    }

    private func setUpPage(
        _ visit: Visit, _ half: HalfSignIn, _ onward: Onward, _ problems: [Problem] = []
    ) throws -> Page {
        let seed = try SecondFactor(site: site, visit: visit).offered(half)
        return SecondFactorViews.setUp(visit, half.officer, seed, onward, problems)
    }

    /// The codes were kept; in the other language they are shown again, from the page itself.
    private func codesKept(_ visit: Visit) async throws -> Answer {
        let onward = Onward(visit.form)
        guard visit.form.switchesLanguage != nil else { return onward.answer(csrf: visit.csrf) }
        let codes = visit.form.all(SecondFactorViews.codes).prefix(RecoveryCode.count)
        return .page(SecondFactorViews.codes(visit, codes.filter { RecoveryCode.hash(typed: $0) != nil }, onward))
    }

    private func signedIn(_ answer: Answer, _ opened: SignIn.Opened) -> Answer {
        var answer = answer
        answer.signedIn = opened.signedIn
        answer.cookies = [opened.session.cookie(site.config), .half(nil, site.config)]
        return answer
    }

    private func begin(_ visit: Visit, _ onward: Onward) -> Answer {
        visit.signedIn == nil ? .redirect(onward.query("/sign-in")) : .redirect(onward.to ?? "/")
    }

    /// The password must be typed again; what was typed before is not lost.
    private func late(_ visit: Visit, _ onward: Onward) -> Answer {
        .page(SignInView(to: onward.to, kept: onward.kept, note: .late).page(visit), status: .unauthorized)
    }
}

/// Where signing in leads: the page that was asked for, or a form that was typed before.
struct Onward: Sendable {
    let to: Path?
    let kept: KeptForm?

    init(to: Path?, kept: KeptForm? = nil) {
        self.to = to
        self.kept = kept
    }

    init(_ form: Form) {
        self.init(to: Path(local: form["to"]), kept: KeptForm(carried: form))
    }

    func query(_ path: Path) -> Path {
        path.query([("to", to.map(\.text) ?? "")])
    }

    /// As hidden fields of a form on the way.
    var hidden: HTML {
        "\(to.map { path -> HTML in "<input type=\"hidden\" name=\"to\" value=\"\(path)\">" })\(kept?.hidden)"
    }

    func answer(csrf: String) -> Answer {
        kept.map { .page($0.page(csrf: csrf)) } ?? .redirect(to ?? "/")
    }
}
