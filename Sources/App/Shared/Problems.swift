import Domain
import HTTPTypes
import Logging
import Store

/// What a visitor is told when something went wrong, as a page or, under `/api`, as a problem document. Never the text of an
/// internal error, which goes to the log with the request number that the answer shows.
enum Problems {
    static func answer(_ error: any Error, _ visit: Visit, _ site: Site) -> Answer {
        let trouble = Trouble(error)
        if trouble.isUnforeseen { site.log.error("\(visit.requestID) \(visit.route): \(error)") }
        var answer = visit.isOfProgram ? ProblemDocument.answer(trouble, visit) : page(error, trouble, visit, site)
        answer.allowed = trouble.allowed
        return answer
    }

    private static func page(_ error: any Error, _ trouble: Trouble, _ visit: Visit, _ site: Site) -> Answer {
        switch error {
        case is SignInNeeded: return SignInPages.needed(visit)
        case is ConfirmationNeeded: return ConfirmationPages.needed(visit, site)
        case let conflict as Conflict: return .page(ConflictView.page(conflict, visit), status: .conflict)
        case let closed as ClosedCase: return .page(ClosedCaseView.page(closed), status: trouble.status)
        default:
            let body: HTML = """
                <h1>\(trouble.title)</h1>
                <p>\(trouble.words)</p>
                <p class="hint">\(Text(en: "Reference", cy: "Cyfeirnod")): <code>\(visit.requestID)</code></p>
                """
            return .page(Page(title: trouble.title, body: body), status: trouble.status)
        }
    }
}

/// An error as people and programs hear of it.
struct Trouble: Sendable {
    let status: HTTPResponse.Status
    let title: Text
    let words: Text
    /// What is wrong with what was sent, field by field.
    var fields: [Problem] = []
    /// The methods that the address knows, when the one that was used is none of them.
    var allowed: [HTTPRequest.Method] = []
    var isUnforeseen = false
    /// For programs: what kind of trouble it is, where the status alone does not say (RFC 9457, section 3.1.1).
    let type: String

    init(_ status: HTTPResponse.Status, _ title: Text, _ words: Text, type: String = "about:blank") {
        (self.status, self.title, self.words, self.type) = (status, title, words, type)
    }

    init(_ error: any Error) {
        switch error {
        case is SignInNeeded: self = .signInNeeded
        case is ConfirmationNeeded: self = .confirmationNeeded
        case is TermsDue: self = .termsDue
        case is TrainingDue: self = .trainingDue
        case is NotFound, is NotPermitted: self = .notFound
        case let wrong as WrongMethod:
            self = .wrongMethod
            allowed = wrong.allowed
        case let invalid as Invalid:
            self = .invalid
            fields = invalid.problems
        case let conflict as Conflict: self.init(.conflict, conflict.title, Trouble.somebodyElse)
        case let closed as ClosedCase:
            self.init(.forbidden, closed.title, closed.words, type: "urn:carfan:problem:case-closed")
        case is StaleForm: self = .staleForm
        case is Crowded: self = .crowded
        case is BadRequest: self = .unreadable
        case is TooLarge: self = .tooLarge
        case is TooSlow: self = .tooSlow
        default:
            self = Trouble(unforeseen: error)
            isUnforeseen = true
        }
    }

    private init(unforeseen error: any Error) {
        switch error {
        case is JournalUnavailable: self = .closed
        case is BreachedListRefusal: self = .closed
        case is SealBroken: self = .sealed
        case StoreError.full: self = .full
        case StoreError.uncertain: self = .uncertain
        case StoreError.busy, StoreError.readOnly, StoreError.unavailable, StoreError.serialization, StoreError.schema:
            self = .closed
        default: self = .unforeseen
        }
    }
}

/// The address is known, but not with this method.
struct WrongMethod: Error {
    let allowed: [HTTPRequest.Method]
}
