import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// Forms half written: the page's script saves them; after signing in again they are offered.
struct DraftPages: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/drafts", needs: .signedIn, list),
            Route(.post, "/drafts", needs: .signedIn, gate: .none, save),
            Route(.post, "/drafts/{draft}/removal", needs: .signedIn, remove),
        ]
    }

    private var store: DraftStore { DraftStore(site: site) }

    private func save(_ visit: Visit) async throws -> Answer {
        guard let form = KeptForm(carried: visit.form)?.withoutSecrets else { throw BadRequest() }
        try await store.save(form, title: String(visit.form[KeptForm.title].prefix(200)), visit)
        return Answer(.inline(type: "text/plain; charset=utf-8", body: ResponseBody()), status: .noContent)
    }

    private func list(_ visit: Visit) async throws -> Answer {
        .page(DraftPages.page(visit, try await store.shown(visit)))
    }

    private func remove(_ visit: Visit) async throws -> Answer {
        try await store.remove(try visit.number("draft"), visit)
        return .redirect("/drafts")
    }

    private static func page(_ visit: Visit, _ drafts: [Draft]) -> Page {
        let title = Text(en: "Text that you had not sent", cy: "Testun nad oeddech wedi’i anfon")
        let none = EmptyState.html(
            Text(en: "No unsent text is kept for you.", cy: "Ni chedwir testun heb ei anfon ar eich cyfer."))
        let list = drafts.enumerated().map { part(visit, $1, $0 + 1) }
        return Page(
            title: title,
            body: """
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "What you type into a form is kept here until you send it, for a week at most. It is sealed: nobody else can "
                        + "read it.",
                    cy: "Cedwir yma yr hyn a deipiwch mewn ffurflen nes i chi ei hanfon, am wythnos ar y mwyaf. Mae dan sêl: ni all neb "
                        + "arall ei ddarllen."))</p>
                \(drafts.isEmpty ? none : HTML.joined(list))
                """)
    }

    private static let closed = Text(
        en: "The page that it is for is not open to you now, so neither is the text.",
        cy: "Nid yw’r dudalen y mae ar ei chyfer ar agor i chi nawr, ac felly nid yw’r testun ychwaith.")

    private static func part(_ visit: Visit, _ draft: Draft, _ number: Int) -> HTML {
        let goingOn = Text(en: "Go on with text \(number)", cy: "Parhau â thestun \(number)")
        return """
            <section><h2>\(draft.title.isEmpty || !draft.isOpen ? "\(number)" : draft.title)</h2>
            <p>\(Text(en: "Kept", cy: "Cadwyd")) \(draft.savedAt)</p>
            \(draft.isOpen ? draft.form.goingOn(visit, goingOn) : "<p>\(closed)</p>")
            \(MainForm.button(
            visit, action: "/drafts/\(draft.id)/removal",
            Text(en: "Throw text \(number) away", cy: "Taflu testun \(number)")))
            </section>
            """
    }
}
