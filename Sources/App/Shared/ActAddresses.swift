import Domain
import HTTPTypes

/// Addresses that only take forms. After an error, or a change of language, they stand in the browser's address bar; asked for
/// as pages, they lead back to what they act on.
enum ActAddresses {
    /// `GET /reviews/{review}/decision` for `POST /reviews/{review}/decision` when `GET /reviews/{review}` is a page.
    static func ways(_ routes: [Route]) -> [Route] {
        let pages = Set(routes.filter { $0.method == .get }.map(\.path))
        return routes.compactMap { route in
            guard route.method == .post, !pages.contains(route.path), pages.contains(above(route.path)) else { return nil }
            return Route(.get, route.path, needs: .anyone) { visit in
                guard let page = Path(local: above(visit.path)) else { throw NotFound() }
                return .redirect(page)
            }
        }
    }

    private static func above(_ path: String) -> String {
        let rest = path.split(separator: "/").dropLast()
        return "/" + rest.joined(separator: "/")
    }
}
