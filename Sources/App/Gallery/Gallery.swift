import Domain
import HTTPTypes

/// Every component in all its states, for those who build pages and for the tests that look at them. All people are invented.
struct Gallery: Sendable {
    let site: Site

    /// The pages by the last part of their address.
    static let states: [(name: String, page: @Sendable (Visit) -> Page)] = [
        ("components", { _ in GalleryParts.page }),
        ("form", { GalleryForms.blank($0) }),
        ("errors", { GalleryForms.wrong($0) }),
        ("list", { _ in GalleryList.page }),
        ("empty", { _ in GalleryList.empty }),
        ("case", { _ in GalleryCase.page }),
        ("comparison", { GalleryCompare.page($0) }),
        ("progress", { _ in GalleryParts.progress }),
        ("interruption", { _ in GalleryParts.interruption }),
    ]

    var routes: [Route] {
        Gallery.states.map { name, page in
            Route(.get, name == "components" ? "/components" : "/components/\(name)", needs: .roles([.administrator])) {
                visit in
                .page(page(visit))
            }
        }
    }
}
