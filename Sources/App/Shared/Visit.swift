public import Domain
import HTTPTypes
public import Hummingbird
import NIOCore

/// Somebody signed in: who, in which session, and the token that their forms must carry.
public struct SignedIn: Sendable {
    public let viewer: Viewer
    public let language: Language?
    public let csrf: String
    public let session: [UInt8]
    /// Somebody was told of something about a case, and has not looked.
    var hasCaseNotices = false

    public var officer: Officer { viewer.officer }

    /// When they last proved who they are: with the second step or, where there is none, with the password.
    public let provenAt: Instant
    /// When the session began.
    public let begunAt: Instant
    /// What must still be done before work.
    public var gates = GatesState()
    /// The sign-in before this one.
    var signedInBefore: Instant?
    /// How many changes of the account there are to tell of.
    var notices = 0
    /// Forms half written that are kept, and how many of them in sessions that have ended.
    var drafts = 0
    var offeredDrafts = 0

    public init(
        viewer: Viewer, language: Language?, csrf: String, session: [UInt8], provenAt: Instant, begunAt: Instant
    ) {
        self.viewer = viewer
        self.language = language
        self.csrf = csrf
        self.session = session
        self.provenAt = provenAt
        self.begunAt = begunAt
    }
}

/// One request: who asks, in which language, and for what.
public struct Visit: RequestContext {
    public var coreContext: CoreRequestContextStorage
    public var requestID = ""
    public var nonce = ""
    public var language = Language.english
    public var signedIn: SignedIn?
    /// The method and the path as the route declares it: `GET /people/{person}`.
    public var route = ""
    public var path = ""
    public var query = Form()
    public var form = Form()
    public var request: Request?
    /// The browser says that a page of ours sent this.
    public var isFromOwnPage = false
    /// Changes of the officer's account that the page tells of.
    var notices: [OfficerNotice] = []
    /// The token that a form of somebody not signed in must carry.
    public var guestToken = ""
    /// Where the connection comes from: behind a proxy, the proxy.
    let connection: SocketAddress?
    var addressFamily: AddressFamily? { connection.flatMap(AddressFamily.init) }

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        connection = source.channel.remoteAddress
    }

    /// The officer who asks. Routes that need one are not reached without.
    public func officer() throws -> Officer {
        guard let officer = signedIn?.officer else { throw SignInNeeded() }
        return officer
    }

    /// The same officer as the access policy asks for them.
    public func viewer() throws -> Viewer {
        guard let viewer = signedIn?.viewer else { throw SignInNeeded() }
        return viewer
    }

    public func actor() throws -> Actor {
        let officer = try officer()
        return Actor(
            officer: officer.id, agency: officer.agency, role: officer.role.rawValue, route: route, requestID: requestID)
    }

    /// A number in the path: `/people/{person}`. Anything else there is a page that does not exist.
    public func number(_ name: String) throws -> Int64 {
        guard let text = coreContext.parameters.get(name), let number = Int64(text), number > 0, String(number) == text
        else { throw NotFound() }
        return number
    }

    /// A word in the path: `/panels/{area}`.
    public func word(_ name: String) throws -> String {
        guard let text = coreContext.parameters.get(name), !text.isEmpty else { throw NotFound() }
        return text
    }

    /// The token that a form on this page must carry.
    public var csrf: String { signedIn?.csrf ?? guestToken }
}

/// The page is for people who are signed in.
public struct SignInNeeded: Error {}

/// The officer's role may not do this.
public struct NotPermitted: Error {}

/// Somebody else changed it in the meantime: both versions, in words.
public struct Conflict: Error, Sendable {
    public let title: Text
    public let theirs: [(Text, Text)]
    public let yours: [(Text, Text)]
    /// Where to go on from here.
    public let back: Path
    /// What the page shows of a person, for the journal; nil when it shows nobody.
    public let shows: Event?

    public init(title: Text, theirs: [(Text, Text)], yours: [(Text, Text)], back: Path, shows: Event? = nil) {
        self.title = title
        self.theirs = theirs
        self.yours = yours
        self.back = back
        self.shows = shows
    }
}
