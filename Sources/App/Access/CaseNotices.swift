import Domain
import HTTPTypes
import Store

/// What an officer is told of, on their next page.
enum CaseNoticeKind: String, Sendable, CaseIterable, Storable {
    case glass, share
    /// A restriction is no owner's any more.
    case restriction
    /// What was shared opens nothing until it is confirmed.
    case suspended
    /// Another officer leads the work with the person.
    case lead
    /// A colleague elsewhere asks whether two records are of one person.
    case question

    var words: Text {
        switch self {
        case .glass: Text(en: "Somebody broke the glass on a case of yours", cy: "Torrodd rhywun y gwydr ar achos o’ch eiddo")
        case .share: Text(en: "Something was shared with you, or answered", cy: "Rhannwyd rhywbeth â chi, neu fe’i hatebwyd")
        case .restriction:
            Text(
                en: "No coordinator is left who could lift a restriction: you may",
                cy: "Nid oes cydlynydd ar ôl a allai godi cyfyngiad: gallwch chi")
        case .lead:
            Text(en: "Another officer leads a case of yours now", cy: "Swyddog arall sy’n arwain achos o’ch eiddo bellach")
        case .question:
            Text(
                en: "Your agency is asked whether two records are of one person",
                cy: "Gofynnir i’ch asiantaeth a yw dau gofnod am un person")
        case .suspended:
            Text(
                en:
                    "The person was combined with another, or their address must not become known: what was shared waits for your confirmation",
                cy:
                    "Cyfunwyd y person ag un arall, neu ni ddylai ei gyfeiriad fod yn hysbys: mae’r hyn a rannwyd yn aros i chi ei gadarnhau"
            )
        }
    }
}

/// One thing that an officer was told.
struct CaseNotice: Sendable {
    let kind: CaseNoticeKind
    let person: Int64
    /// `table:id` of what it is about.
    let record: String
    let at: Instant
    let isNew: Bool

    var path: Path {
        switch kind {
        case .glass: "/glass/breaks"
        case .share: "/shares"
        case .restriction: "/people/\(person)/restriction/end"
        case .lead: "/people/\(person)/sharing"
        case .question: number.map { "/reviews/\($0)" } ?? "/reviews"
        case .suspended: number.map { "/shares/\($0)" } ?? "/shares"
        }
    }

    private var number: Int64? { record.split(separator: ":").last.flatMap { Int64($0) } }
}

/// Tells officers in the transaction of what happened, and shows them.
enum CaseNotices {
    static func tell(
        _ connection: any Connection, _ officers: [Int64], _ kind: CaseNoticeKind, _ person: Int64, _ record: String,
        at now: Instant
    ) throws {
        try connection.insert(
            into: "case_notice", ["officer_id", "kind", "person_id", "entered_for", "record", "made_at"],
            officers.map { [$0.stored, kind.stored, person.stored, person.stored, record.stored, now.stored] })
    }
}

/// The page of notices.
struct CaseNoticePages: Sendable {
    let site: Site

    var routes: [Route] {
        [Route(.get, "/notices", needs: .signedIn, list)]
    }

    private static let most = 100

    /// What is shown is seen from then on: by its number, in the transaction in which it was read.
    private func list(_ visit: Visit) async throws -> Answer {
        let viewer = try visit.viewer()
        let notices = try await site.change(try visit.actor()) { connection in
            let rows = try connection.query(
                """
                SELECT n.id, n.kind, n.person_id, n.record, n.made_at, CASE WHEN n.seen_at IS NULL THEN 1 ELSE 0 END AS is_new
                FROM case_notice n WHERE n.officer_id = \(viewer.officer.id) AND \(CaseNoticePages.isTheirs(viewer))
                ORDER BY CASE WHEN n.seen_at IS NULL THEN 0 ELSE 1 END, n.id DESC LIMIT \(CaseNoticePages.most)
                """)
            let new = try rows.filter { try $0.get("is_new") }.map { try $0.get("id", as: Int64.self) }
            try connection.execute("UPDATE case_notice SET seen_at = \(viewer.at) WHERE id \(connection.among(new))")
            let notices = try rows.map {
                CaseNotice(
                    kind: try $0.get("kind"), person: try $0.get("person_id"), record: try $0.get("record"),
                    at: try $0.get("made_at"), isNew: try $0.get("is_new"))
            }
            guard !notices.isEmpty else { return .nothing(notices) }
            return Change(
                notices, Event(.consultation, subjects: Array(Set(notices.map(\.person))).sorted(), fields: ["notice"]))
        }
        return .page(CaseNoticePages.page(notices))
    }

    /// Not of a case that has since been closed to the officer so that it does not exist for them; that a restriction is nobody's is told
    /// to those who can lift it.
    static func isTheirs(_ viewer: Viewer) -> SQL {
        guard viewer.officer.role.opensCases else { return "1 = 1" }
        let person: SQL = "n.person_id"
        return """
            (\(PeopleAccess.exists(viewer, person))
              OR (n.kind = \(CaseNoticeKind.restriction) AND \(PeopleAccess.notBarred(viewer, person))))
            """
    }

    /// Something that the page would show is new.
    static func areNew(_ connection: any Connection, _ viewer: Viewer) throws -> Bool {
        try connection.exists(
            """
            SELECT 1 FROM case_notice n WHERE n.officer_id = \(viewer.officer.id) AND n.seen_at IS NULL
              AND \(CaseNoticePages.isTheirs(viewer))
            """)
    }

    private static func page(_ notices: [CaseNotice]) -> Page {
        let title = Text(en: "Notices", cy: "Hysbysiadau")
        let items: [HTML] = notices.map { notice in
            let new: HTML? = notice.isNew ? Tag.html(Text(en: "New", cy: "Newydd"), .blue) : nil
            return """
                <li>\(new) <a href="\(notice.path)">\(notice.kind.words)</a>: \
                \(Text(en: "case \(notice.person)", cy: "achos \(notice.person)")), \(London.words(notice.at))</li>
                """
        }
        let none = EmptyState.html(Text(en: "Nothing to tell you.", cy: "Dim i’w hysbysu."))
        return Page(title: title, body: "<h1>\(title)</h1>\(notices.isEmpty ? none : "<ul class=\"notices\">\(items)</ul>")")
    }
}
