import Domain
import HTTPTypes
public import Hummingbird
import Logging
import NIOCore
import Store

/// Every request passes here: who asks, in which language, whether they may; what went wrong, in words; headers on the way out.
public struct FrontDoor: Sendable {
    let site: Site
    /// Those of the slices, and the ways back from addresses that only take forms.
    let routes: [Route]
    let accounts: AccountStore
    let sessions: SessionStore

    public init(site: Site) {
        self.init(site: site, routes: Schemes.routes(site))
    }

    init(site: Site, routes: [Route]) {
        self.site = site
        self.routes = routes + ActAddresses.ways(routes)
        accounts = AccountStore(site: site)
        sessions = SessionStore(site: site)
    }

    /// The router with every route of every slice.
    public func router() -> Router<Visit> {
        let router = Router(context: Visit.self)
        for route in routes {
            router.on(RouterPath(route.path), method: route.method) { request, visit in
                await answer(request, visit, route)
            }
            guard route.method == .get else { continue }
            // Asked for its head alone, a page is read, and entered in the journal, as when it is shown.
            router.on(RouterPath(route.path), method: .head) { request, visit in
                await answer(request, visit, route).createHeadResponse()
            }
        }
        router.add(middleware: Lost(door: self))
        return router
    }

    func answer(_ request: Request, _ arriving: Visit, _ route: Route?) async -> Response {
        var visit = arriving
        visit.requestID = hexadecimal(randomBytes(8))
        visit.nonce = hexadecimal(randomBytes(16))
        visit.path = request.uri.path
        visit.route = route.map { "\($0.method.rawValue) \($0.path)" } ?? ""
        visit.request = request
        visit.language = Languages.asked(request)
        var answer: Answer
        do {
            answer = try await welcome(&visit, request, route)
            if case .page = answer.content { visit.notices = await notices(visit) }
        } catch {
            answer = await refusal(error, visit)
        }
        if let signedIn = answer.signedIn { visit.signedIn = signedIn }
        if let language = visit.form.switchesLanguage { answer.cookies.append(.language(language, site.config)) }
        return Response(answer, visit, site)
    }

    /// What was done is done, and may be shown this once only: that notices cannot be read is no reason to answer anything else. They are
    /// told on the next page.
    private func notices(_ visit: Visit) async -> [OfficerNotice] {
        guard let signedIn = visit.signedIn, signedIn.notices > 0 else { return [] }
        do {
            return try await Notices(site: site).all(signedIn)
        } catch {
            site.log.warning("\(visit.requestID) \(visit.route): the notices were not read: \(error)")
            return []
        }
    }

    /// A conflict shows what another officer recorded of a person: that is a reading like any other. A case that did not open is
    /// entered too, whether or not there is one; one that is closed to the reader says so, wherever they asked for it.
    private func refusal(_ error: any Error, _ visit: Visit) async -> Answer {
        if let became = error as? CaseStore.Became { return .redirect(became.path(instead: visit.address)) }
        do {
            if let shown = (error as? Conflict)?.shows { try await site.enter(try visit.actor(), [shown]) }
            if asksForCase(error, visit), let closed = try await CaseStore(site: site).closed(visit) {
                return Problems.answer(closed, visit, site)
            }
            if let asked = try await RefusedLook.event(error, visit, site) { try await site.enter(try visit.actor(), [asked]) }
            return Problems.answer(error, visit, site)
        } catch {
            return Problems.answer(error, visit, site)
        }
    }

    /// Nothing was found, or nothing that the role may reach: that is known before the gates are, and whoever has not passed them hears of
    /// no case.
    private func asksForCase(_ error: any Error, _ visit: Visit) -> Bool {
        error is NotFound || (error is NotPermitted && visit.signedIn?.isAdmitted ?? false)
    }

    private func welcome(_ visit: inout Visit, _ request: Request, _ route: Route?) async throws -> Answer {
        try await identify(&visit, request, route)
        guard let route else { throw KnownAddresses(routes).refusal(of: request.uri.path) }
        guard let query = Form(urlEncoded: (request.uri.query ?? "").utf8) else { throw BadRequest() }
        visit.query = query
        let changes = route.method != .get && route.method != .head
        if changes {
            visit.isFromOwnPage = try Origins.check(request, site.config)
            if !route.readsBody { visit.form = try await FormReading.form(request.body, isSignedIn: visit.signedIn != nil) }
        }
        if case .anyone = route.needs {
        } else if visit.signedIn == nil {
            guard visit.isFromOwnPage, let again = route.beginsAgain else { throw SignInNeeded() }
            return SignInPages.asking(for: await again(visit).text)
        }
        if case .roles(let roles) = route.needs, !roles.contains(try visit.officer().role) { throw NotPermitted() }
        if changes, !route.readsBody {
            try Origins.check(token: visit.form.raw("csrf"), visit)
            if let language = visit.form.switchesLanguage {
                visit.language = language
                try await accounts.remember(language, visit)
            }
        }
        if let closed = try await AccessGates(site: site).answer(visit, route) { return closed }
        if route.proof == .recent { try Confirmation.check(visit, site) }
        let answer = try await route.act(visit)
        if changes, answer.isDone, visit.form.switchesLanguage == nil, mayHaveDraft(visit) { await forgetDraft(visit) }
        return answer
    }

    /// A form that the script keeps may have been kept since the session was read: the save was under way when it was sent.
    private func mayHaveDraft(_ visit: Visit) -> Bool {
        guard let signedIn = visit.signedIn else { return false }
        return signedIn.drafts > 0 || !visit.form.raw(KeptForm.window).isEmpty
    }

    /// What was typed has been sent. That its draft stays when it cannot be thrown away is no reason to say that nothing was done.
    private func forgetDraft(_ visit: Visit) async {
        do {
            try await DraftStore(site: site).sent(to: visit.path, visit)
        } catch {
            site.log.warning("\(visit.requestID) \(visit.route): the draft was not thrown away: \(error)")
        }
    }

    private func identify(_ visit: inout Visit, _ request: Request, _ route: Route?) async throws {
        let cookies = request.cookies
        // The style sheet and the script are the same for everybody.
        let isForAll = route?.path.hasPrefix("/public/") ?? false
        if !isForAll, let token = cookies[Cookies.session(site.config)]?.value {
            visit.signedIn = try await sessions.signedIn(token: token, prolongs: !visit.isRenewal)
        }
        if let signedIn = visit.signedIn {
            if let language = signedIn.language { visit.language = language }
        } else {
            let guest = cookies[Cookies.guest(site.config)].flatMap { OpaqueToken($0.value) }
            visit.guestToken = (guest ?? .fresh()).text
        }
    }
}

/// Addresses that no route knows still pass the front door.
private struct Lost: RouterMiddleware {
    let door: FrontDoor

    func handle(
        _ request: Request, context: Visit, next: (Request, Visit) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let answer = await door.answer(request, context, nil)
            return request.method == .head ? answer.createHeadResponse() : answer
        }
    }
}

/// The request cannot be understood.
public struct BadRequest: Error {}

/// The request is larger than this route accepts.
public struct TooLarge: Error {}

/// The form did not come from a page of ours, or from one that is out of date.
public struct StaleForm: Error {}
