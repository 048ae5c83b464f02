import Domain
import HTTPTypes
import Hummingbird

/// Two independent checks against forged forms: where the request came from, and the token only our pages know.
enum Origins {
    /// Refuses a change that another site's page asked for.
    static func check(_ request: Request, _ config: Config) throws {
        if let site = request.headers[.secFetchSite], site != "same-origin", site != "none" { throw StaleForm() }
        guard let origin = request.headers[.origin] else { return }
        let host = request.head.authority ?? ""
        let own = config.origin.isEmpty ? ["http://\(host)", "https://\(host)"] : [config.origin]
        guard own.contains(origin) else { throw StaleForm() }
    }

    static func check(token: String, _ visit: Visit) throws {
        guard equalTime(token, visit.csrf) else { throw StaleForm() }
    }

    /// Compares without telling by its time where two texts differ.
    static func equalTime(_ left: String, _ right: String) -> Bool {
        let (a, b) = (Array(left.utf8), Array(right.utf8))
        guard a.count == b.count, !a.isEmpty else { return false }
        var difference: UInt8 = 0
        for index in a.indices { difference |= a[index] ^ b[index] }
        return difference == 0
    }
}

/// Names of the cookies: with TLS they are bound to this host by their name.
enum Cookies {
    static func session(_ config: Config) -> String { config.isSecure ? "__Host-carfan" : "carfan" }
    static func guest(_ config: Config) -> String { config.isSecure ? "__Host-carfan-form" : "carfan-form" }
    static let language = "carfan-language"
}

/// The language of somebody not signed in: the cookie, else what the browser prefers.
enum Languages {
    static func asked(_ request: Request) -> Language {
        if let cookie = request.cookies[Cookies.language]?.value, let language = Language(rawValue: cookie) {
            return language
        }
        let preferred = request.headers[.acceptLanguage] ?? ""
        for item in preferred.split(separator: ",") {
            let tag = item.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
            if tag == "cy" || tag.hasPrefix("cy-") { return .welsh }
            if tag == "en" || tag.hasPrefix("en-") { return .english }
        }
        return .english
    }
}

extension HTTPField.Name {
    static let secFetchSite = HTTPField.Name("Sec-Fetch-Site") ?? .origin
}
