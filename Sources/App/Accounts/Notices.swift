import Domain
import HTTPTypes
import Store

/// Changes of an account that its officer is told of, whoever made them: ASVS 5.0.0 6.3.7; `domain/assurance.md` S-AUTH-6.
enum Notice: String, Storable, CaseIterable {
    case passwordChanged = "password-changed"
    case secondStepSet = "second-step-set"
    case secondStepRemoved = "second-step-removed"
    case recoveryCodeUsed = "recovery-code-used"
    case recoveryCodesMade = "recovery-codes-made"
    case roleChanged = "role-changed"

    var words: Text {
        switch self {
        case .passwordChanged: Text(en: "Your password was changed", cy: "Newidiwyd eich cyfrinair")
        case .secondStepSet: Text(en: "A second step of signing in was set up", cy: "Gosodwyd ail gam mewngofnodi")
        case .secondStepRemoved:
            Text(en: "Your second step of signing in was taken off", cy: "Dilëwyd eich ail gam mewngofnodi")
        case .recoveryCodeUsed: Text(en: "A recovery code of yours was used", cy: "Defnyddiwyd cod adfer o’ch eiddo")
        case .recoveryCodesMade: Text(en: "New recovery codes were made", cy: "Gwnaed codau adfer newydd")
        case .roleChanged:
            Text(en: "Your role, agency or areas were changed", cy: "Newidiwyd eich rôl, eich asiantaeth neu’ch ardaloedd")
        }
    }
}

/// One that the officer has not said to have seen.
struct OfficerNotice: Sendable {
    let what: Notice
    let at: Instant
}

/// What officers are told on their next page. Those who made the change in this session have seen it.
struct Notices: Sendable {
    let site: Site

    var routes: [Route] {
        [Route(.post, "/account/notices", needs: .signedIn, gate: .none, seen)]
    }

    /// Within the transaction of the change.
    static func tell(_ connection: any Connection, _ officer: Int64, _ what: Notice, _ now: Instant) throws {
        try connection.execute("INSERT INTO officer_notice (officer_id, what, at) VALUES (\(officer), \(what), \(now))")
    }

    /// For the query that reads a session: how many there are to tell.
    static let count: SQL = """
        (SELECT COUNT(*) FROM officer_notice WHERE officer_notice.officer_id = officer.id AND officer_notice.at < session.created_at)
        """

    func all(_ signedIn: SignedIn) async throws -> [OfficerNotice] {
        let (officer, begun) = (signedIn.officer.id, signedIn.begunAt)
        return try await site.database.read { connection in
            try connection.query(
                "SELECT what, at FROM officer_notice WHERE officer_id = \(officer) AND at < \(begun) ORDER BY at, id"
            ).map { OfficerNotice(what: try $0.get("what"), at: try $0.get("at")) }
        }
    }

    private func seen(_ visit: Visit) async throws -> Answer {
        guard let signedIn = visit.signedIn else { throw SignInNeeded() }
        let (officer, begun) = (signedIn.officer.id, signedIn.begunAt)
        try await site.database.write {
            try $0.execute("DELETE FROM officer_notice WHERE officer_id = \(officer) AND at < \(begun)")
        }
        return .redirect(Path(local: visit.form["to"]) ?? "/account")
    }

    /// Above the main part of every page until it is said to be seen.
    static func html(_ visit: Visit) -> HTML? {
        let drafts: HTML? = (visit.signedIn?.offeredDrafts ?? 0) > 0 && visit.path != "/drafts" ? offer : nil
        guard !visit.notices.isEmpty || drafts != nil else { return nil }
        let items: [HTML] = visit.notices.map { "<li>\($0.what.words), \($0.at)</li>" }
        let told: HTML = """
            <ul>\(items)</ul><p>\(Text(
                en: "If that was neither you nor agreed with you, tell your administrator at once.",
                cy: "Os nad chi wnaeth hynny, ac nad oedd wedi’i gytuno â chi, dywedwch wrth eich gweinyddwr ar unwaith."))</p>
            <form class="one-button" method="post" action="/account/notices"><input type="hidden" name="csrf" value="\(visit.csrf)">\
            <input type="hidden" name="to" value="\(visit.address)">\
            <button class="button secondary">\(Text(en: "I have seen this", cy: "Rwyf wedi gweld hyn"))</button></form>
            """
        return """
            <section class="banner" aria-labelledby="notices-title"><h2 id="notices-title">\
            \(Text(en: "For you", cy: "I chi"))</h2>\(visit.notices.isEmpty ? nil : told)\(drafts)</section>
            """
    }

    private static let offer: HTML = """
        <p>\(Text(
            en: "A text that you had not sent is kept for you.", cy: "Cedwir ar eich cyfer destun nad oeddech wedi’i anfon.")) \
        <a href="/drafts">\(Text(en: "Look at it", cy: "Edrych arno"))</a></p>
        """
}
