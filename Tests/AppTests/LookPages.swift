import Domain
import Hummingbird
import Logging
import NIOEmbedded
import Testing

@testable import App

/// Pages rendered without a server, for the tests that look at them.
enum LookPages {
    static let officer = Officer(
        id: 7, username: "n.pritchard", name: "Nerys Pritchard", agency: "gwent-police", role: .coordinator, areas: [.gwent])

    static func visit(_ officer: Officer? = officer) -> Visit {
        var visit = Visit(source: ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: Logger(label: "look")))
        visit.nonce = "0123456789abcdef"
        visit.guestToken = String(repeating: "a", count: 64)
        visit.path = "/components"
        visit.signedIn = officer.map {
            SignedIn(
                viewer: Viewer($0, at: World.start), language: nil, csrf: String(repeating: "c", count: 64), session: [],
                provenAt: World.start,
                begunAt: World.start)
        }
        return visit
    }

    struct Shot: Sendable, CustomTestStringConvertible {
        let name: String
        let html: HTML
        var testDescription: String { name }
    }

    /// Every state of the gallery as somebody signed in sees it, and the pages open to all.
    static let all: [Shot] = {
        let inside = visit()
        let outside = visit(nil)
        var shots = Gallery.states.map { Shot(name: $0.name, html: Frame.around($0.page(inside), inside)) }
        shots.append(Shot(name: "accessibility", html: Frame.around(OpenViews.accessibility(contact: ""), outside)))
        shots.append(
            Shot(name: "about", html: Frame.around(OpenViews.about(contact: "cymorth@carfan.example, 01633 000 000"), outside)))
        return shots
    }()
}
