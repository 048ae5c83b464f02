import Domain
import HTTPTypes

/// Where an officer is signed in: their own sessions for everybody, those of others for administrators; each can be ended.
struct SessionPages: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/account/sessions", needs: .signedIn, own),
            Route(.post, "/account/sessions/{session}/closure", needs: .signedIn, endOwn),
            Route(.get, "/accounts/{officer}/sessions", needs: .roles([.administrator]), theirs),
            Route(
                .post, "/accounts/{officer}/sessions/{session}/closure", needs: .roles([.administrator]), proof: .recent,
                endTheirs),
        ]
    }

    private var store: SessionStore { SessionStore(site: site) }

    private func own(_ visit: Visit) async throws -> Answer {
        let sessions = try await store.open(of: try visit.officer().id, by: visit.actor())
        return .page(SessionViews.own(visit, sessions))
    }

    private func endOwn(_ visit: Visit) async throws -> Answer {
        try await end(visit, of: try visit.officer().id, back: "/account/sessions?note=ended")
    }

    private func theirs(_ visit: Visit) async throws -> Answer {
        let id = try visit.number("officer")
        let officer = try await AccountStore(site: site).account(id, by: visit.actor()).officer
        return .page(SessionViews.theirs(visit, officer, try await store.open(of: id, by: visit.actor())))
    }

    private func endTheirs(_ visit: Visit) async throws -> Answer {
        let id = try visit.number("officer")
        return try await end(visit, of: id, back: "/accounts/\(id)/sessions?note=ended")
    }

    /// One that has ended in the meantime is ended all the same.
    private func end(_ visit: Visit, of officer: Int64, back: Path) async throws -> Answer {
        do {
            try await store.end(try visit.word("session"), of: officer, by: visit.actor())
        } catch is NotFound {}
        return .redirect(back)
    }
}

/// The pages of sessions.
enum SessionViews {
    static let own = Text(en: "Where you are signed in", cy: "Ble rydych wedi mewngofnodi")

    static func own(_ visit: Visit, _ sessions: [OpenSession]) -> Page {
        page(visit, own, .none, sessions, "/account/sessions", back: ("/account", Text(en: "Your account", cy: "Eich cyfrif")))
    }

    static func theirs(_ visit: Visit, _ officer: Officer, _ sessions: [OpenSession]) -> Page {
        let title = Text(en: "Where \(officer.name) is signed in", cy: "Ble mae \(officer.name) wedi mewngofnodi")
        return page(
            visit, title, .accounts, sessions, "/accounts/\(officer.id)/sessions",
            back: ("/accounts", Text(en: "Back to the accounts", cy: "Yn ôl at y cyfrifon")))
    }

    private static func page(
        _ visit: Visit, _ title: Text, _ section: Page.Section, _ sessions: [OpenSession], _ address: Path,
        back: (path: Path, name: Text)
    ) -> Page {
        let ended: HTML? =
            visit.query["note"] == "ended"
            ? Banner.success(Text(en: "The session has ended.", cy: "Mae’r sesiwn wedi dod i ben.")) : nil
        let table = DataTable.html(
            Text(en: "Open sessions", cy: "Sesiynau agored"), heads,
            sessions.enumerated().map { row(visit, $1, $0 + 1, address) }, stacks: true)
        let none = EmptyState.html(Text(en: "No session is open.", cy: "Nid oes sesiwn ar agor."))
        return Page(
            title: title, section: section,
            body: """
                \(ended)
                <h1>\(title)</h1>
                \(sessions.isEmpty ? none : table)
                <p><a href="\(back.path)">\(back.name)</a></p>
                """)
    }

    private static let heads = [
        Text(en: "Signed in", cy: "Mewngofnodi"), Text(en: "Last used", cy: "Defnydd diwethaf"),
        Text(en: "Connection", cy: "Cysylltiad"), Text(en: "Changes", cy: "Newidiadau"),
    ].map { DataTable.Head($0) }

    private static func row(_ visit: Visit, _ session: OpenSession, _ number: Int, _ address: Path) -> [HTML] {
        let isThis = session.hash == visit.signedIn?.session
        let family = session.family.map { Text(same: $0.rawValue) } ?? Text(en: "not known", cy: "anhysbys")
        let act: HTML =
            isThis
            ? "\(Text(en: "this one", cy: "yr un hon"))"
            : MainForm.button(
                visit, action: address.below(session.handle).below("closure"),
                Text(en: "End session \(number)", cy: "Dod â sesiwn \(number) i ben"))
        return ["\(session.createdAt)", "\(session.seenAt)", "\(family)", act]
    }
}
