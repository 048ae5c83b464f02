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
    case linkMade = "link-made"

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
        case .linkMade:
            Text(
                en: "Your password was taken away and a new link made",
                cy: "Tynnwyd eich cyfrinair a gwnaed dolen newydd")
        }
    }
}

/// One that the officer has not said to have seen.
struct OfficerNotice: Sendable {
    let id: Int64
    let what: Notice
    let at: Instant
    /// The name of somebody else whose account it was.
    let about: String?
    /// Who changed it; nil for a command.
    let changedBy: String?

    init(_ row: Row) throws {
        (id, what, at) = (try row.get("id"), try row.get("what"), try row.get("at"))
        (about, changedBy) = (try row.get("about"), try row.get("changed_by"))
    }

    var words: Text {
        guard let about else { return what.words }
        let by = changedBy.map { Text(en: "by \($0)", cy: "gan \($0)") } ?? Text(en: "by a command", cy: "drwy orchymyn")
        let said = what.words(of: about)
        return Text(en: "\(said.en), \(by.en)", cy: "\(said.cy), \(by.cy)")
    }
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

    /// Those to be told now: of one’s own account from the next session on, of somebody else’s at once.
    private static func isDue(_ begun: SQL) -> SQL {
        "(officer_notice.about_id IS NOT NULL OR officer_notice.at < \(begun))"
    }

    /// For the query that reads a session: how many there are to tell.
    static let count: SQL = """
        (SELECT COUNT(*) FROM officer_notice
          WHERE officer_notice.officer_id = officer.id AND \(isDue("session.created_at")))
        """

    func all(_ signedIn: SignedIn) async throws -> [OfficerNotice] {
        let (officer, begun) = (signedIn.officer.id, signedIn.begunAt)
        return try await site.database.read { connection in
            try connection.query(
                """
                SELECT officer_notice.id, what, at, about.name AS about, changer.name AS changed_by FROM officer_notice
                LEFT JOIN officer about ON about.id = about_id LEFT JOIN officer changer ON changer.id = officer_notice.changed_by
                WHERE officer_id = \(officer) AND \(Notices.isDue("\(begun)")) ORDER BY at, officer_notice.id
                """
            ).map(OfficerNotice.init)
        }
    }

    /// Those that the page showed, and none that came since.
    private func seen(_ visit: Visit) async throws -> Answer {
        let (officer, shown) = (try visit.officer().id, visit.form.all(Notices.shown).compactMap { Int64($0) })
        try await site.database.write {
            try $0.execute("DELETE FROM officer_notice WHERE officer_id = \(officer) AND id \($0.among(shown))")
        }
        return .redirect(Path(local: visit.form["to"]) ?? "/account")
    }

    private static let shown = "notice"

    /// Above the main part of every page until it is said to be seen.
    static func html(_ visit: Visit) -> HTML? {
        let drafts: HTML? = (visit.signedIn?.offeredDrafts ?? 0) > 0 && visit.path != "/drafts" ? offer : nil
        guard !visit.notices.isEmpty || drafts != nil else { return nil }
        return """
            <section class="banner" aria-labelledby="notices-title"><h2 id="notices-title">\
            \(Text(en: "For you", cy: "I chi"))</h2>\(told(visit))\(drafts)</section>
            """
    }

    private static func told(_ visit: Visit) -> HTML? {
        guard !visit.notices.isEmpty else { return nil }
        let (others, own) = (visit.notices.filter { $0.about != nil }, visit.notices.filter { $0.about == nil })
        return """
            \(list(own, ifStrange))\(list(others, ifStrangeOfOthers))
            <form class="one-button" method="post" action="/account/notices"><input type="hidden" name="csrf" value="\(visit.csrf)">\
            <input type="hidden" name="to" value="\(visit.address)">\
            \(visit.notices.map { "<input type=\"hidden\" name=\"\(shown)\" value=\"\($0.id)\">" as HTML })\
            <button class="button secondary">\(Text(en: "I have seen this", cy: "Rwyf wedi gweld hyn"))</button></form>
            """
    }

    private static func list(_ notices: [OfficerNotice], _ advice: Text) -> HTML? {
        guard !notices.isEmpty else { return nil }
        let items: [HTML] = notices.map { "<li>\($0.words), \($0.at)</li>" }
        return "<ul>\(items)</ul><p>\(advice)</p>"
    }

    private static let ifStrange = Text(
        en: "If that was neither you nor agreed with you, tell your administrator at once.",
        cy: "Os nad chi wnaeth hynny, ac nad oedd wedi’i gytuno â chi, dywedwch wrth eich gweinyddwr ar unwaith.")

    private static let ifStrangeOfOthers = Text(
        en: "Ask the officer whether they wanted this. If they did not, somebody may be taking over their account.",
        cy: "Gofynnwch i’r swyddog a oedd am gael hyn. Os nad oedd, efallai fod rhywun yn cymryd y cyfrif drosodd.")

    private static let offer: HTML = """
        <p>\(Text(
            en: "A text that you had not sent is kept for you.", cy: "Cedwir ar eich cyfer destun nad oeddech wedi’i anfon.")) \
        <a href="/drafts">\(Text(en: "Look at it", cy: "Edrych arno"))</a></p>
        """
}
