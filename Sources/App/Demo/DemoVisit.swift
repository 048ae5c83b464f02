import Domain
import Hummingbird
import Logging

extension Visit {
    /// A visit of an officer's that no browser makes: the demo's officers do their work by it.
    init(of officer: Officer, at now: Instant, log: Logger) {
        coreContext = .init(source: NoConnection(logger: log))
        connection = nil
        requestID = DemoAccounts.actor.requestID
        signedIn = SignedIn(
            viewer: Viewer(officer, at: now), language: nil, csrf: "", session: [], provenAt: now, begunAt: now)
    }
}

private struct NoConnection: RequestContextSource {
    let logger: Logger
}
