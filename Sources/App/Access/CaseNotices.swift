import Domain
import HTTPTypes
import Store

/// What an officer is told of, on their next page.
enum CaseNoticeKind: String, Sendable, CaseIterable, Storable {
    case glass, share

    var words: Text {
        switch self {
        case .glass: Text(en: "Somebody broke the glass on a case of yours", cy: "Torrodd rhywun y gwydr ar achos o’ch eiddo")
        case .share: Text(en: "Something was shared with you, or answered", cy: "Rhannwyd rhywbeth â chi, neu fe’i hatebwyd")
        }
    }

    var path: Path {
        switch self {
        case .glass: "/glass/breaks"
        case .share: "/shares"
        }
    }
}

/// One thing that an officer was told.
struct CaseNotice: Sendable {
    let kind: CaseNoticeKind
    let person: Int64
    let at: Instant
    let isNew: Bool
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

    private func list(_ visit: Visit) async throws -> Answer {
        let viewer = try visit.viewer()
        let notices = try await site.consult(try visit.actor()) { connection in
            let rows = try connection.query(
                """
                SELECT kind, person_id, made_at, CASE WHEN seen_at IS NULL THEN 1 ELSE 0 END AS is_new FROM case_notice
                WHERE officer_id = \(viewer.officer.id) ORDER BY id DESC LIMIT 100
                """)
            let notices = try rows.map {
                CaseNotice(
                    kind: try $0.get("kind"), person: try $0.get("person_id"), at: try $0.get("made_at"),
                    isNew: try $0.get("is_new"))
            }
            return Change(
                notices, Event(.consultation, subjects: Array(Set(notices.map(\.person))).sorted(), fields: ["notice"]))
        }
        try await site.database.write { connection in
            try connection.execute(
                """
                UPDATE case_notice SET seen_at = \(viewer.at)
                WHERE officer_id = \(viewer.officer.id) AND seen_at IS NULL AND made_at <= \(viewer.at)
                """)
        }
        return .page(CaseNoticePages.page(notices))
    }

    private static func page(_ notices: [CaseNotice]) -> Page {
        let title = Text(en: "Notices", cy: "Hysbysiadau")
        let items: [HTML] = notices.map { notice in
            let new: HTML? = notice.isNew ? Tag.html(Text(en: "New", cy: "Newydd"), .blue) : nil
            return """
                <li>\(new) <a href="\(notice.kind.path)">\(notice.kind.words)</a>: \
                \(Text(en: "case \(notice.person)", cy: "achos \(notice.person)")), \(London.words(notice.at))</li>
                """
        }
        let none = EmptyState.html(Text(en: "Nothing to tell you.", cy: "Dim i’w hysbysu."))
        return Page(title: title, body: "<h1>\(title)</h1>\(notices.isEmpty ? none : "<ul class=\"notices\">\(items)</ul>")")
    }
}
