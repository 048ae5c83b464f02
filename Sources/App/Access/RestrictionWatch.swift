import Domain
import Logging
import ServiceLifecycle
import Store

/// Looks every hour whether a restriction has become nobody's without anybody's act, and tells those who may lift it.
struct RestrictionWatch: Service {
    static let pause = Duration.seconds(3600)

    let site: Site

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await look()
                } catch is CancellationError {
                } catch {
                    site.log.error("restrictions that are nobody’s could not be looked for: \(error)")
                }
                try? await Task.sleep(for: RestrictionWatch.pause)
            }
        }
    }

    /// Another node may be looking too: what it told is not told again.
    func look() async throws {
        let now = site.clock()
        guard try await !site.database.read({ try RestrictionOwners.untold($0, at: now).isEmpty }) else { return }
        try await site.database.write { connection in
            for (person, lifters) in try RestrictionOwners.untold(connection, at: now) {
                try CaseNotices.tell(connection, lifters, .restriction, person, "person:\(person)", at: now)
            }
        }
    }
}
