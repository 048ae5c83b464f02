import Domain
import Foundation
import Logging
import Store

/// Learning, full runs and measuring behind the page of the model. The work outlives the request that began it; how far it is stands in
/// the database, so that every node and every page can say.
struct LinkageTasks: Sendable {
    let site: Site

    /// A piece of work that this process holds.
    struct Held: Sendable {
        let site: Site
        let id: Int64
        let owner: String

        /// For the loops of the work.
        func advance(_ done: Int) async throws {
            let now = site.clock()
            try await site.database.write { try LinkageTaskStore.advance($0, id, owner: owner, done: done, at: now) }
        }
    }

    /// Within the transaction: the version that is worked with, and how much there is to do.
    typealias Asks = @Sendable (any Connection, Instant) throws -> (version: Int64, total: Int)

    /// What a piece of work came to: the version, and what was found.
    private typealias Work = @Sendable (Held) async throws -> (version: Int64, found: any Encodable & Sendable)

    /// Learns a version beside the one in use.
    func learn(_ actor: Actor) async throws {
        try await begin(.learn, actor, LinkageTasks.all) { held in
            let (version, learned) = try await LinkageTasks.learned(held.site, actor, held.advance)
            return (version, learned)
        }
    }

    /// Counts what a full run by a version would change.
    func plan(_ number: Int64, _ actor: Actor) async throws {
        try await begin(.plan, actor, { connection, _ in (number, try LinkageTasks.records(connection)) }) { held in
            let version = try await held.site.database.read { try LinkageVersions.load($0, number) }
            let plan = try await LinkageCheck(site: held.site, actor: actor, version: version).plan(held.advance)
            return (number, LinkageCounts(plan))
        }
    }

    /// The full run by the version in use, after somebody saw what it would change.
    func run(seen: Int64, _ actor: Actor) async throws {
        let version = try await site.database.read { try LinkageVersions.inUse($0) }
        let number = version.number
        try await begin(
            .run, actor,
            { connection, now in
                guard try LinkageVersions.inUse(connection).number == number,
                    try LinkageTaskStore.plan(connection, version: number, at: now)?.id == seen
                else { throw LinkageRefused.unseen }
                return (number, try LinkageTasks.records(connection))
            }
        ) { held in
            let deeds = try await LinkageCheck(site: held.site, actor: actor, version: version).run(held.advance)
            return (number, LinkageCounts(deeds))
        }
    }

    /// Holds the version in use and, beside it, another against what people decided.
    func measure(_ number: Int64, _ actor: Actor) async throws {
        try await begin(.measure, actor, { connection, _ in (number, try LinkageMeasuring.count(connection)) }) { held in
            let versions = try await held.site.database.read { connection in
                let standing = try LinkageVersions.inUse(connection)
                return standing.number == number ? [standing] : [standing, try LinkageVersions.load(connection, number)]
            }
            let measuring = LinkageMeasuring(site: held.site, actor: actor, versions: versions, task: held.id)
            return (number, try await measuring.measure(held.advance))
        }
    }

    /// Drops what a killed program left behind; when the program starts.
    func sweep() async throws {
        let now = site.clock()
        let dead = try await site.database.read { try LinkageTaskStore.working($0, at: now) }.filter { !$0.isHeld }
        for task in dead { try await end(task.id, .dropped) }
    }

    static func records(_ connection: any Connection) throws -> Int {
        try connection.value("SELECT COUNT(*) AS number FROM record WHERE kind <> 'pnc'") ?? 0
    }

    static func all(_ connection: any Connection, at now: Instant) throws -> (version: Int64, total: Int) {
        (0, try records(connection))
    }

    static func learned(
        _ site: Site, _ actor: Actor, _ advance: @Sendable (Int) async throws -> Void
    ) async throws -> (Int64, LinkageLearned) {
        let version = try await LinkageTrainer(site: site, actor: actor).train(advance)
        return (version, try await site.database.read { try LinkageVersions.line($0, version) }.learned)
    }

    private func begin(
        _ kind: LinkageTask.Kind, _ actor: Actor, _ asks: @escaping Asks, _ work: @escaping Work
    ) async throws {
        let held = try await take(kind, actor, asks)
        site.background.begin { await go(held, actor, work) }
    }

    func take(_ kind: LinkageTask.Kind, _ actor: Actor, _ asks: @escaping Asks) async throws -> Held {
        let now = site.clock()
        let (id, owner) = try await site.change(actor) { connection in
            let (version, total) = try asks(connection, now)
            let begun = try LinkageTaskStore.begin(
                connection, kind, version: version, total: total, officer: actor.officer, at: now)
            return Change(begun, LinkageTasks.event(begun.id))
        }
        return Held(site: site, id: id, owner: owner)
    }

    private func go(_ held: Held, _ actor: Actor, _ work: Work) async {
        do {
            let (version, found) = try await work(held)
            try await finish(held, actor, version, found)
        } catch let refused as LinkageRefused {
            site.log.info("work \(held.id) on the linking model: \(refused.message.en)")
            try? await end(held.id, .refused)
        } catch {
            site.log.error("work \(held.id) on the linking model: \(error)")
            try? await end(held.id, .dropped)
        }
    }

    func finish(
        _ held: Held, _ actor: Actor, _ version: Int64, _ found: any Encodable & Sendable
    ) async throws {
        let counts = String(decoding: try JSONEncoder().encode(found), as: UTF8.self)
        let now = site.clock()
        try await site.change(actor) { connection in
            try LinkageTaskStore.finish(connection, held.id, owner: held.owner, version: version, counts: counts, at: now)
            return Change((), LinkageTasks.event(held.id))
        }
    }

    func end(
        _ id: Int64, _ state: LinkageTask.State, _ actor: Actor = .command("carfan serve")
    ) async throws {
        let now = site.clock()
        try await site.change(actor) { connection in
            guard try LinkageTaskStore.end(connection, id, state, at: now) else { return .nothing(()) }
            return Change((), LinkageTasks.event(id))
        }
    }

    private static func event(_ id: Int64) -> Event {
        Event(.alteration, subjects: [], records: ["linkage_work:\(id)"], fields: ["linkage_work"])
    }
}
