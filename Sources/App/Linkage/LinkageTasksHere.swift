import Domain
import Store

/// The same work at the machine, while whoever began it waits: one at a time with that of the page.
extension LinkageTasks {
    /// Learns a version beside the one in use.
    /// - Returns: the number of the version, and what it was learned from.
    func learnHere(
        _ actor: Actor, _ progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws -> (version: Int64, learned: LinkageLearned) {
        try await here(.learn, actor, progress, LinkageTasks.all) { try await LinkageTasks.learned(site, actor, $0) }
    }

    /// The full run. What was counted for the page before holds no longer.
    /// - Parameter asked: the version that was asked for; nil for the one in use. No other joins anybody.
    /// - Returns: the version that weighed, and what it did.
    func runHere(
        _ asked: Int64?, _ actor: Actor, _ progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws -> (version: Int64, counts: LinkageCounts) {
        let version = try await site.database.read { try LinkageVersions.inUse($0) }
        return try await here(
            .run, actor, progress,
            { connection, _ in
                let standing = try LinkageVersions.inUse(connection).number
                for number in [asked ?? standing, version.number] where number != standing {
                    throw LinkageRefused.notInUse(number)
                }
                return (standing, try LinkageTasks.records(connection))
            }
        ) { advance in
            (version.number, LinkageCounts(try await LinkageCheck(site: site, actor: actor, version: version).run(advance)))
        }
    }

    /// Takes a version into use; what it would change need not have been seen.
    func useHere(_ number: Int64, reason: String, _ actor: Actor) async throws {
        let now = site.clock()
        try await site.change(actor) { connection in
            let change = try LinkageVersions.use(connection, number, reason: reason, by: actor.officer, at: now)
            try LinkageTaskStore.refuseBusy(connection, at: now)
            return change
        }
    }

    /// Works while whoever began it waits, and tells both them and the page how far it is.
    private func here<Found: Encodable & Sendable>(
        _ kind: LinkageTask.Kind, _ actor: Actor, _ progress: @escaping @Sendable (Int) -> Void,
        _ asks: @escaping Asks,
        _ work: (@escaping @Sendable (Int) async throws -> Void) async throws -> (Int64, Found)
    ) async throws -> (Int64, Found) {
        let held = try await take(kind, actor, asks)
        do {
            let (version, found) = try await work { done in
                try await held.advance(done)
                progress(done)
            }
            try await finish(held, actor, version, found)
            return (version, found)
        } catch {
            try? await end(held.id, error is LinkageRefused ? .refused : .dropped, actor)
            throw error
        }
    }
}
