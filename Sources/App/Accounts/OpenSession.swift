import Domain
import NIOCore
import Store

/// The kind of address that a session was opened from.
enum AddressFamily: String, Storable {
    case ipv4 = "IPv4"
    case ipv6 = "IPv6"

    /// nil for a connection within the machine that has no such address.
    init?(_ address: SocketAddress) {
        switch address {
        case .v4: self = .ipv4
        // An IPv4 address as a socket for both kinds shows it.
        case .v6: self = (address.ipAddress ?? "").hasPrefix("::ffff:") ? .ipv4 : .ipv6
        case .unixDomainSocket: return nil
        }
    }
}

/// One of an officer's sessions that are open now. ASVS 5.0.0 7.5.2.
struct OpenSession: Sendable {
    let hash: [UInt8]
    let createdAt: Instant
    let seenAt: Instant
    let family: AddressFamily?

    /// Names it in addresses, and opens nothing.
    var handle: String { hexadecimal(hash.prefix(8)) }

    init(_ row: Row) throws {
        hash = try row.get("token_hash")
        createdAt = try row.get("created_at")
        seenAt = try row.get("seen_at")
        family = try row.get("address_family")
    }
}

extension SessionStore {
    /// The newest first. Those of somebody else are entered as read.
    func open(of officer: Int64, by actor: Actor) async throws -> [OpenSession] {
        let (now, limits) = (site.clock(), SessionLimits(site.config))
        let sessions = try await site.database.read { connection in
            try connection.query(
                """
                SELECT token_hash, created_at, seen_at, address_family FROM session WHERE officer_id = \(officer)
                ORDER BY created_at DESC, token_hash
                """
            ).map(OpenSession.init)
        }
        if actor.officer != officer {
            let event = Event(
                .consultation, subjects: [], records: ["officer:\(officer)"],
                fields: ["created_at", "seen_at", "address_family"])
            try await site.enter(actor, [event])
        }
        return sessions.filter { limits.secondsLeft(created: $0.createdAt, seen: $0.seenAt, now: now) > 0 }
    }

    /// Whether a session that was found at the beginning of a request has not ended since.
    static func isThere(_ connection: any Connection, _ session: [UInt8]) throws -> Bool {
        try connection.exists("SELECT 1 FROM session WHERE token_hash = \(session)")
    }

    /// Ends one of the officer's sessions: it opens nothing from the next request on.
    /// - Throws: `NotFound` when it has ended already.
    func end(_ handle: String, of officer: Int64, by actor: Actor) async throws {
        try await site.change(actor) { connection in
            let hashes: [[UInt8]] = try connection.query("SELECT token_hash FROM session WHERE officer_id = \(officer)").map {
                try $0.get("token_hash")
            }
            guard let hash = hashes.first(where: { hexadecimal($0.prefix(8)) == handle }) else { throw NotFound() }
            try connection.execute("DELETE FROM session WHERE token_hash = \(hash)")
            return Change((), .security(.sessionEnded, officer: officer))
        }
    }
}
