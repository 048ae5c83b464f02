import Domain
import Logging
import ServiceLifecycle
import Store

/// Extends the journal's tree while the server runs, and signs where it stands every five minutes and at the end.
struct JournalKeeping: Service {
    static let pause = Duration.milliseconds(500)
    static let checkpointSeconds: Int64 = 300
    /// Batches of entries that are indexed between two pauses, at least: of what comes in a pause twice as much, so that it never falls
    /// behind.
    static let indexedBatches = 2

    let site: Site
    let keys: JournalKeys?
    private let before: SignedBefore
    private let sequencer: JournalSequencer
    let unusual: UnusualSweep

    init(site: Site) throws {
        self.site = site
        keys = site.config.journalKey.isEmpty ? nil : try JournalKeys.read(site.config.journalKey)
        before = SignedBefore(besides: site.config.journalKey)
        sequencer = JournalSequencer(owner: LeaseOwner.fresh())
        unusual = UnusualSweep(site: site, owner: sequencer.owner)
    }

    func run() async throws {
        if keys == nil { site.log.warning("the journal's checkpoints are not signed: there is no journal-key") }
        await cancelWhenGracefulShutdown { await goOn() }
        // What the last requests entered.
        await attempt { try await finish() }
    }

    /// Gives a place to all that has come, signs, and leaves the rest to whoever comes next.
    /// - Returns: the checkpoint; nil without a key.
    @discardableResult
    func finish() async throws -> SignedNote? {
        try await extend()
        let note = try await sign()
        try await release()
        return note
    }

    private func goOn() async {
        var last = site.clock()
        var watch = ClockWatch(last)
        while !Task.isCancelled {
            await attempt { try await watch.look(site) }
            await attempt { try await extend(indexing: JournalKeeping.indexedBatches) }
            await attempt { try await unusual.run(batches: JournalKeeping.indexedBatches) }
            last = await signed(after: last)
            try? await Task.sleep(for: JournalKeeping.pause)
        }
    }

    /// Signs when it is time. What fails is tried again after a pause, not after five minutes.
    /// - Returns: when it was signed last.
    func signed(after last: Instant) async -> Instant {
        let now = site.clock()
        guard now < last || now >= last.adding(seconds: JournalKeeping.checkpointSeconds) else { return last }
        var isDone = false
        await attempt {
            try await sign()
            isDone = true
        }
        return isDone ? now : last
    }

    /// Gives a place to all that has come. Another node may be doing so.
    /// - Parameter batches: how many of the index at most.
    func extend(indexing batches: Int = .max) async throws {
        var added = 0
        while true {
            let done = try await site.database.write { try sequencer.integrate($0, at: site.clock()) }
            // Who has the lease sees to the index as well: two at once would enter the same rows.
            guard let done else { return }
            added += done.added
            if done.added < JournalSequencer.most { break }
        }
        var due = batches == .max ? .max : max(batches * JournalIndex.most, 2 * added)
        while due > 0 {
            let (taken, left) = try await site.database.write { try JournalIndex.extend($0) }
            due -= taken
            if left == 0 { break }
        }
    }

    /// Another node need not wait for the end of the lease.
    func release() async throws {
        try await site.database.write { try sequencer.release($0) }
    }

    /// Signs where the tree stands, if it goes on from what was signed before; what is gone of that is put back first.
    /// - Returns: the checkpoint; nil without a key.
    @discardableResult
    func sign() async throws -> SignedNote? {
        guard let keys else { return nil }
        let (key, now, last) = (keys.current, site.clock(), try before.signed(by: keys))
        let (note, tree, isNew, wasGone) = try await site.database.write { connection in
            guard let tree = try JournalTree.standing(connection) else { throw JournalDamage.noTree }
            try before.expect(last?.checkpoint, in: tree, connection)
            let wasGone = try last.map { try connection.putBack($0.note, at: now) } ?? false
            let note = try connection.checkpoint(of: tree, by: key, knowing: keys.verifiers)
            let isNew = try !connection.exists("SELECT 1 AS one FROM journal_checkpoint WHERE size = \(tree.size)")
            try connection.keep(note, at: now)
            return (note, tree, isNew, wasGone)
        }
        if let last, wasGone {
            site.log.warning("the journal's checkpoint at \(last.checkpoint.size) was gone from the database")
        }
        // For a log that is kept elsewhere: whoever has the line can tell this history from another.
        if last?.checkpoint.size != tree.size, !before.keep(note) {
            site.log.warning("what was signed cannot be kept beside the journal's key: it is known only until this node ends")
        }
        if isNew { site.log.notice("journal checkpoint \(key.name) \(tree.size) \(tree.root.base64)") }
        return note
    }

    /// A database that is away comes back; what is entered meanwhile waits for its place.
    private func attempt(_ work: () async throws -> Void) async {
        do {
            try await work()
        } catch is CancellationError {
        } catch let refusal as SignedBeforeRefusal {
            site.log.critical("\(refusal)")
        } catch {
            site.log.error("the journal could not be kept up: \(error)")
        }
    }
}
