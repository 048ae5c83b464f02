import Domain
import HTTPTypes
import Hummingbird

/// Two independent checks against forged forms: where the request came from, and the token only our pages know.
enum Origins {
    /// Refuses a change that another site's page asked for. A request that does not say where it comes from still needs the
    /// token.
    /// - Returns: whether the browser says that it comes from a page of ours.
    static func check(_ request: Request, _ config: Config) throws -> Bool {
        let site = request.headers[.secFetchSite]
        if let site, site != "same-origin", site != "none" { throw StaleForm() }
        // `null` is what browsers send from our own pages too, because our pages send no referrer (Fetch, section 3.2).
        guard let origin = request.headers[.origin], origin != "null" else { return site == "same-origin" }
        guard own(request.head.authority ?? "", config).contains(origin) else { throw StaleForm() }
        return true
    }

    private static func own(_ host: String, _ config: Config) -> [String] {
        if !config.origin.isEmpty { return [config.origin] }
        return config.isSecure ? ["https://\(host)"] : ["http://\(host)", "https://\(host)"]
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

extension Cookie {
    /// The cookie of a session: never read by scripts, never sent from another site.
    static func session(_ token: String, _ config: Config) -> Cookie {
        Cookie(
            name: Cookies.session(config), value: token, path: "/", secure: config.isSecure, httpOnly: true, sameSite: .strict)
    }

    static func endingSession(_ config: Config) -> Cookie {
        Cookie(
            name: Cookies.session(config), value: "", maxAge: 0, path: "/", secure: config.isSecure, httpOnly: true,
            sameSite: .strict)
    }

    /// A year's memory of the language, for people not signed in.
    static func language(_ language: Language, _ config: Config) -> Cookie {
        Cookie(
            name: Cookies.language, value: language.rawValue, maxAge: 365 * 24 * 3600, path: "/", secure: config.isSecure,
            httpOnly: true, sameSite: .lax)
    }
}

/// The language of somebody not signed in: the cookie, else what the browser prefers.
enum Languages {
    static func asked(_ request: Request) -> Language {
        if let cookie = request.cookies[Cookies.language]?.value, let language = Language(rawValue: cookie) {
            return language
        }
        return preferred(request) ?? .english
    }

    /// What `Accept-Language` asks for first; nil when it names neither language.
    static func preferred(_ request: Request) -> Language? {
        let preferred = request.headers[.acceptLanguage] ?? ""
        for item in preferred.split(separator: ",") {
            let tag = item.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
            if tag == "cy" || tag.hasPrefix("cy-") { return .welsh }
            if tag == "en" || tag.hasPrefix("en-") { return .english }
        }
        return nil
    }
}

extension HTTPField.Name {
    static let secFetchSite = HTTPField.Name("Sec-Fetch-Site") ?? .origin
}
