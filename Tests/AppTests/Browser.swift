import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore

@testable import App

/// What a page answered.
struct Seen: Sendable {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    let html: String

    var location: String? { headers[.location] }
    var cookies: [String] { headers[values: .setCookie] }

    /// The value of the field with this name in the page's forms.
    func value(_ name: String) -> String? {
        html.components("name=\"\(name)\" value=\"").dropFirst().first?.prefix { $0 != "\"" }.unescaped
    }

    /// All hidden fields of the form that is the page's own.
    var mainForm: [(String, String)] {
        guard let form = html.components("<form id=\"main-form\"").dropFirst().first?.components("</form>").first else {
            return []
        }
        return form.components("<input type=\"hidden\" name=\"").dropFirst().compactMap { part in
            let pieces = part.components("\" value=\"")
            guard pieces.count > 1 else { return nil }
            return (pieces[0], pieces[1].prefix { $0 != "\"" }.unescaped)
        }
    }

    /// Where the form that is the page's own goes.
    var mainAction: String? {
        html.components("<form id=\"main-form\"").dropFirst().first?.components("action=\"").dropFirst().first?
            .prefix { $0 != "\"" }.unescaped
    }
}

/// Keeps cookies, remembers the token of the page it saw last, and sends forms as a browser does.
final class Browser {
    private let client: any TestClientProtocol
    private var cookies: [(name: String, value: String)] = []
    var csrf = ""
    /// What the browser says of where its forms come from; nil leaves it out.
    var origin: String? = "http://localhost"
    var fetchSite: String?
    var language: String?
    /// The page's script asks, not the person.
    var isRenewal = false
    /// What a proxy says of where the browser is.
    var forwardedFor: String?

    init(_ client: any TestClientProtocol) {
        self.client = client
    }

    /// Takes a cookie as `Set-Cookie` has it.
    func accept(_ header: String) {
        let pair = header.components(";")[0].components("=")
        guard pair.count == 2 else { return }
        cookies.removeAll { $0.name == pair[0] }
        if !header.contains("Max-Age=0") { cookies.append((pair[0], pair[1])) }
    }

    func cookie(_ name: String) -> String? {
        cookies.first { $0.name == name }?.value
    }

    func forgetCookies() {
        cookies = []
    }

    func get(_ path: String) async throws -> Seen {
        try await send(.get, path, nil)
    }

    /// Any method, without a form.
    func ask(_ method: HTTPRequest.Method, _ path: String) async throws -> Seen {
        try await send(method, path, nil)
    }

    /// Sends a form, with the token of the page seen last unless it has one.
    func post(_ path: String, _ fields: KeyValuePairs<String, String> = [:]) async throws -> Seen {
        try await post(path, fields.map { ($0.key, $0.value) })
    }

    func post(_ path: String, _ fields: [(String, String)]) async throws -> Seen {
        let all = fields.contains { $0.0 == "csrf" } ? fields : fields + [("csrf", csrf)]
        let body = all.map { "\(Path.encoded($0.0))=\(Path.encoded($0.1))" }.joined(separator: "&")
        return try await send(.post, path, body)
    }

    private func send(_ method: HTTPRequest.Method, _ path: String, _ body: String?) async throws -> Seen {
        var headers = HTTPFields()
        if !cookies.isEmpty { headers[.cookie] = cookies.map { "\($0.name)=\($0.value)" }.joined(separator: "; ") }
        if let language { headers[.acceptLanguage] = language }
        if let forwardedFor { headers[.forwardedFor] = forwardedFor }
        if isRenewal { headers[.renewal] = "1" }
        if body != nil {
            headers[.contentType] = "application/x-www-form-urlencoded"
            headers[.origin] = origin
            headers[.secFetchSite] = fetchSite
        }
        let response = try await client.executeRequest(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
        let seen = Seen(status: response.status, headers: response.headers, html: String(buffer: response.body))
        seen.cookies.forEach(accept)
        if let token = seen.value("csrf") { csrf = token }
        return seen
    }
}

extension StringProtocol {
    func components(_ separator: String) -> [String] {
        guard !separator.isEmpty else { return [String(self)] }
        var parts: [String] = []
        var rest = Substring(self)
        while let found = rest.firstRange(of: separator) {
            parts.append(String(rest[..<found.lowerBound]))
            rest = rest[found.upperBound...]
        }
        return parts + [String(rest)]
    }

    var unescaped: String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")].reduce(String(self)) { text, pair in
            text.components(pair.0).joined(separator: pair.1)
        }
    }
}
