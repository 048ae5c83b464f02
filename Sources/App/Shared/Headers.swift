import Domain
import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// The answer as bytes, with the security headers of every page (`domain/assurance.md` B3 is their source).
    init(_ answer: Answer, _ visit: Visit, _ site: Site) {
        var headers = Response.secure(visit, site.config)
        if answer.clearsSiteData { headers[.clearSiteData] = "\"cache\", \"storage\"" }
        var status = answer.status
        var body = ResponseBody()
        switch answer.content {
        case .page(let page):
            let html = Frame.around(page, visit, site.config)
            headers[.contentType] = "text/html; charset=utf-8"
            headers[.contentLanguage] = visit.language.rawValue
            body = ResponseBody(byteBuffer: ByteBuffer(bytes: html[visit.language]))
        case .redirect(let path):
            headers[.location] = path.text
            status = answer.status
        case .file(let name, let type, let content):
            headers[.contentType] = type
            headers[.contentDisposition] = "attachment; filename=\"\(name.filter { $0 != "\"" && $0 != "\\" })\""
            body = content
        case .inline(let type, let content):
            headers[.contentType] = type
            headers[.contentLanguage] = answer.language?.rawValue
            body = content
        }
        if !answer.allowed.isEmpty { headers[.allow] = answer.allowed.map(\.rawValue).joined(separator: ", ") }
        if answer.lasts { headers[.cacheControl] = "public, max-age=31536000, immutable" }
        self.init(status: status, headers: headers, body: body)
        if visit.signedIn == nil, !answer.lasts {
            setCookie(
                Cookie(
                    name: Cookies.guest(site.config), value: visit.guestToken, path: "/", secure: site.config.isSecure,
                    httpOnly: true, sameSite: .strict))
        }
        for cookie in answer.cookies { setCookie(cookie) }
    }

    private static func secure(_ visit: Visit, _ config: Config) -> HTTPFields {
        var headers = HTTPFields()
        let upgrade = config.isSecure ? " upgrade-insecure-requests;" : ""
        headers[.contentSecurityPolicy] =
            "default-src 'none'; script-src 'nonce-\(visit.nonce)' 'strict-dynamic'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
            + "object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script';" + upgrade
        if config.isSecure { headers[.strictTransportSecurity] = "max-age=31536000; includeSubDomains" }
        headers[.xContentTypeOptions] = "nosniff"
        for (name, value) in fixed { headers[name] = value }
        headers[.cacheControl] = "no-store"
        return headers
    }

    private static let fixed: [(HTTPField.Name, String)] = [
        ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"), ("Cross-Origin-Embedder-Policy", "require-corp"),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
        ("X-Robots-Tag", "noindex, nofollow"),
    ].compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
}

extension HTTPField.Name {
    static let clearSiteData = HTTPField.Name("Clear-Site-Data") ?? .cacheControl
}
