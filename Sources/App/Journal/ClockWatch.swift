import Domain
import Logging
import Store

/// Notices that the computer's clock was set back while the server ran. What ends at a time would end that much later, so sessions
/// end now; and the journal says why its times go back, while its order does not.
struct ClockWatch: Sendable {
    private var last: Instant

    init(_ now: Instant) {
        last = now
    }

    mutating func look(_ site: Site) async throws {
        let now = site.clock()
        let seconds = last.seconds - now.seconds
        if seconds > SessionLimits.leeway {
            try await site.change(Actor.command("carfan serve")) { connection in
                try connection.execute("DELETE FROM session")
                try connection.execute("DELETE FROM half_sign_in")
                return Change((), .security(.clockSetBack, officer: nil))
            }
            site.log.warning("the computer’s clock went back by \(seconds) s: everybody has to sign in again")
        }
        last = now
    }
}
