import Domain
import Store

/// Goes through the journal behind its index and keeps what stands out. It follows the tree, off the path of requests, on the node that
/// extends it; how far it has come is one number, written with what was found, so that nothing is counted twice or left out.
actor UnusualSweep {
    /// Entries in one transaction.
    static let most = 200
    /// Numbers of entries and people that are kept with a finding.
    static let kept = 20
    /// What the rules remember reaches a day back, and no further than so many entries.
    private static let memory: Int64 = 50_000

    private let site: Site
    /// The name under which this node extends the tree.
    private let owner: String
    private var watch: (state: UnusualWatch, place: Int64)?

    init(site: Site, owner: String) {
        self.site = site
        self.owner = owner
    }

    /// - Parameter batches: how many at most.
    func run(batches: Int = .max) async throws {
        var left = batches
        while left > 0, try await step() == UnusualSweep.most { left -= 1 }
    }

    /// - Returns: how many entries were looked at.
    private func step() async throws -> Int {
        let known: (state: UnusualWatch, place: Int64)
        if let watch { known = watch } else { known = try await recalled() }
        let owner = owner
        let done = try await site.database.write { connection in
            try UnusualSweep.step(connection, known.state, from: known.place, owner)
        }
        guard let done else {
            // Another node went on, or holds the lease: what it saw is looked up when this one's turn comes.
            watch = nil
            return 0
        }
        watch = (done.watch, known.place + Int64(done.count))
        return done.count
    }

    /// nil when another node extends the tree or has gone on.
    private static func step(
        _ connection: any Connection, _ watch: UnusualWatch, from place: Int64, _ owner: String
    ) throws -> (watch: UnusualWatch, count: Int)? {
        let row = try connection.first(
            """
            SELECT s.place, t.indexed, t.lease_owner FROM unusual_sweep s JOIN journal_tree t ON t.id = s.id WHERE s.id = 1
            """)
        guard let row, try row.get("place") == place, try row.get("lease_owner") == owner else { return nil }
        let end = min(try row.get("indexed", as: Int64.self), place + Int64(most))
        guard end > place else { return (watch, 0) }
        var watch = watch
        for look in try UnusualReading(connection, place..<end).looks {
            for found in watch.see(look) { try UnusualStore.keep(connection, found) }
        }
        try connection.execute("UPDATE unusual_sweep SET place = \(end) WHERE id = 1")
        return (watch, Int(end - place))
    }

    /// What the rules must remember of the day before the place that they go on from.
    private func recalled() async throws -> (state: UnusualWatch, place: Int64) {
        let fresh = UnusualWatch(site.reference.unusual, holidays: site.reference.holidays)
        return try await site.database.read { connection in
            let place: Int64 = try connection.value("SELECT place FROM unusual_sweep WHERE id = 1") ?? 0
            let last: Instant? = try connection.value(
                "SELECT j.at FROM journal_place p JOIN journal j ON j.number = p.number WHERE p.place = \(place - 1)")
            guard let last else { return (fresh, place) }
            let hour = String(last.adding(seconds: -86400).iso.prefix(13))
            let first: Int64? = try connection.value("SELECT MIN(first_place) FROM journal_hour WHERE hour >= \(hour)")
            var watch = fresh
            var next = max(first ?? place, place - UnusualSweep.memory, 0)
            while next < place {
                let end = min(place, next + Int64(UnusualSweep.most))
                for look in try UnusualReading(connection, next..<end).looks { _ = watch.see(look) }
                next = end
            }
            return (watch, place)
        }
    }
}
