import Domain
import HTTPTypes

/// What is wrong with a request that no route takes: the address, or only the method.
struct KnownAddresses {
    private let routes: [Route]

    init(_ routes: [Route]) {
        self.routes = routes
    }

    func refusal(of path: String) -> any Error {
        let fitting = routes.filter { KnownAddresses.fits(path, $0.path) }
        // Of two addresses that fit, `/people/export` is meant rather than `/people/{person}`.
        guard let closest = fitting.map(\.path).min(by: { KnownAddresses.blanks($0) < KnownAddresses.blanks($1) }) else {
            return NotFound()
        }
        let methods = Set(fitting.filter { $0.path == closest }.map(\.method))
        let allowed = methods.contains(.get) ? methods.union([.head]) : methods
        return WrongMethod(allowed: allowed.sorted { $0.rawValue < $1.rawValue })
    }

    private static func fits(_ path: String, _ pattern: String) -> Bool {
        let (parts, wanted) = (path.split(separator: "/"), pattern.split(separator: "/"))
        return parts.count == wanted.count && zip(parts, wanted).allSatisfy { $1.first == "{" || $0 == $1 }
    }

    private static func blanks(_ pattern: String) -> Int {
        pattern.split(separator: "/").count { $0.first == "{" }
    }
}
