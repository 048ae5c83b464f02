public import Domain
public import HTTPTypes
public import Hummingbird

/// What a handler gives back. The front door turns it into bytes, headers and cookies.
public struct Answer: Sendable {
    /// A page, another address, or a file.
    public enum Content: Sendable {
        case page(Page)
        case redirect(Path)
        /// A file to save: name, media type, content.
        case file(name: String, type: String, body: ResponseBody)
        /// Something shown in place: a style sheet, JSON.
        case inline(type: String, body: ResponseBody)
    }

    public var content: Content
    public var status: HTTPResponse.Status
    /// Who has just signed in by this request: the page is already theirs.
    public var signedIn: SignedIn?
    /// Somebody has signed out: the browser forgets what it kept.
    public var clearsSiteData = false
    public var cookies: [Cookie] = []
    /// A browser may keep the answer: the address changes whenever the content does. Everything else is never stored.
    public var lasts = false
    /// The language of a text that is no page; nil where it has none, or both.
    public var language: Language?
    /// The methods that the address knows, when another was used.
    public var allowed: [HTTPRequest.Method] = []

    public init(_ content: Content, status: HTTPResponse.Status = .ok) {
        self.content = content
        self.status = status
    }

    /// What was asked for was done.
    var isDone: Bool { status == .ok || status == .seeOther }

    public static func page(_ page: Page, status: HTTPResponse.Status = .ok) -> Answer {
        Answer(.page(page), status: status)
    }

    /// The page of a form again with what is wrong; after the language switch, with nothing wrong.
    static func again(_ page: Page, _ problems: [Problem]) -> Answer {
        .page(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    public static func redirect(_ path: Path) -> Answer {
        Answer(.redirect(path), status: .seeOther)
    }

    public static func json(_ text: String, status: HTTPResponse.Status = .ok) -> Answer {
        Answer(
            .inline(type: "application/json; charset=utf-8", body: ResponseBody(byteBuffer: ByteBuffer(string: text))),
            status: status)
    }

    public static func csv(_ name: String, _ marking: MarkingLine, _ body: ResponseBody) -> Answer {
        Answer(.file(name: marking.named(name), type: "text/csv; charset=utf-8", body: body))
    }
}

/// Who may reach a route at all. What they see there is decided by `Access`.
public enum Need: Sendable {
    case anyone
    case signedIn
    case roles(Set<Role>)

    /// The roles to which cases are open, whole or in parts.
    public static let cases = Need.roles(Set(Role.allCases.filter(\.opensCases)))

    /// The roles that work with cases.
    public static let casework = Need.roles(Set(Role.allCases.filter(\.worksWithCases)))
}

/// How lately somebody must have proved who they are before a route answers.
public enum Proof: Sendable {
    /// When they signed in.
    case signIn
    /// Within the minutes of `step-up-minutes`: for what leaves Carfan, what opens it to somebody, and the journal (S-AUTH-5).
    case recent
}

/// One line of a slice's list of routes.
public struct Route: Sendable {
    public typealias Act = @Sendable (Visit) async throws -> Answer
    public typealias BeginsAgain = @Sendable (Visit) async -> Path

    public let method: HTTPRequest.Method
    /// Parameters in braces: `/people/{person}`.
    public let path: String
    public let needs: Need
    public let proof: Proof
    public let gate: Gate
    /// The handler reads the body itself (an upload).
    public let readsBody: Bool
    /// An upload cannot travel through signing in: where it is begun again, with what came before the file.
    public let beginsAgain: BeginsAgain?
    public let act: Act

    public init(
        _ method: HTTPRequest.Method, _ path: String, needs: Need, proof: Proof = .signIn, gate: Gate = .terms,
        readsBody: Bool = false,
        beginsAgain: BeginsAgain? = nil, _ act: @escaping Act
    ) {
        self.method = method
        self.path = path
        self.needs = needs
        self.proof = proof
        self.gate = gate
        self.readsBody = readsBody
        self.beginsAgain = beginsAgain
        self.act = act
    }
}
