import Domain
import Store

/// A form that an officer has begun and not sent, as it is kept for them: sealed, so that nobody reads it in the database.
struct Draft: Sendable {
    let id: Int64
    let savedAt: Instant
    let title: String
    let form: KeptForm
}

/// Forms half written, kept on the server while they are typed, so that the end of a session loses nothing (S-SESS-3). Never in
/// the browser's own store.
struct DraftStore: Sendable {
    let site: Site

    /// How long a draft is kept after it was last saved.
    static let seconds: Int64 = 7 * 24 * 3600
    static let most = 20
    static let largest = 200_000

    /// Saves the form over what was saved of it before. Without keys nothing can be sealed, and nothing is kept.
    /// - Throws: `TooLarge`.
    func save(_ form: KeptForm, title: String, _ visit: Visit) async throws {
        guard let keys = site.keys, let signedIn = visit.signedIn else { return }
        let text = form.text(title: title)
        guard text.utf8.count <= DraftStore.largest else { throw TooLarge() }
        let (officer, now, begun, action) = (signedIn.officer.id, site.clock(), signedIn.begunAt, form.actionHash)
        let sealed = try keys.seal(Array(text.utf8), for: DraftStore.owner(officer))
        try await site.change(try visit.actor()) { connection in
            let held: Int64? = try connection.value(
                "SELECT id FROM draft WHERE officer_id = \(officer) AND action_hash = \(action)")
            if let held {
                try connection.execute(
                    "UPDATE draft SET sealed = \(sealed), saved_at = \(now), session_at = \(begun) WHERE id = \(held)")
                return .nothing(())
            }
            let id = try connection.insertReturningID(
                """
                INSERT INTO draft (officer_id, action_hash, session_at, saved_at, sealed)
                VALUES (\(officer), \(action), \(begun), \(now), \(sealed))
                ON CONFLICT (officer_id, action_hash) DO UPDATE SET sealed = excluded.sealed, saved_at = excluded.saved_at,
                  session_at = excluded.session_at
                RETURNING id
                """)
            try connection.execute(
                """
                DELETE FROM draft WHERE officer_id = \(officer) AND id NOT IN
                  (SELECT id FROM draft WHERE officer_id = \(officer) ORDER BY saved_at DESC, id DESC LIMIT \(DraftStore.most))
                """)
            return Change((), Event(.alteration, subjects: [], records: ["draft:\(id)"]))
        }
    }

    /// The officer's own, the newest first. One whose key is gone cannot be read by anybody, and is left out.
    func all(of officer: Officer) async throws -> [Draft] {
        guard let keys = site.keys else { return [] }
        let since = site.clock().adding(seconds: -DraftStore.seconds)
        let rows = try await site.database.read { connection in
            try connection.query(
                """
                SELECT id, saved_at, sealed FROM draft WHERE officer_id = \(officer.id) AND saved_at > \(since)
                ORDER BY saved_at DESC, id DESC
                """)
        }
        return try rows.compactMap { row in
            guard let bytes = try? keys.open(try row.get("sealed"), for: DraftStore.owner(officer.id)),
                let held = Form(urlEncoded: bytes), let form = KeptForm(carried: held)
            else { return nil }
            return Draft(id: try row.get("id"), savedAt: try row.get("saved_at"), title: held.raw(KeptForm.title), form: form)
        }
    }

    /// Throws one of the officer's drafts away.
    func remove(_ id: Int64, _ visit: Visit) async throws {
        try await remove("id = \(id)", visit)
    }

    /// The form was sent: what was kept of it is not needed any more.
    func sent(to path: String, _ visit: Visit) async throws {
        try await remove("action_hash = \(sha256(path))", visit)
    }

    private func remove(_ condition: SQL, _ visit: Visit) async throws {
        let officer = try visit.officer().id
        try await site.change(try visit.actor()) { connection in
            let found: Int64? = try connection.value("SELECT id FROM draft WHERE officer_id = \(officer) AND \(condition)")
            guard let found else { return .nothing(()) }
            try connection.execute("DELETE FROM draft WHERE id = \(found)")
            return Change((), Event(.erasure, subjects: [], records: ["draft:\(found)"]))
        }
    }

    /// Ends those past their time, and all of an account that closes.
    static func forget(_ connection: any Connection, before now: Instant) throws {
        try connection.execute("DELETE FROM draft WHERE saved_at <= \(now.adding(seconds: -seconds))")
    }

    static func forgetAll(_ connection: any Connection, of officer: Int64) throws {
        try connection.execute("DELETE FROM draft WHERE officer_id = \(officer)")
    }

    private static func owner(_ officer: Int64) -> String { "draft:\(officer)" }
}

extension KeptForm {
    static let title = "draft-title"

    /// The address that the form goes to, without a question.
    var actionHash: [UInt8] { sha256(path.text.split(separator: "?").first.map(String.init) ?? "") }

    func text(title: String) -> String {
        ([(KeptForm.title, title)] + carried).map { "\(Path.encoded($0.0))=\(Path.encoded($0.1))" }.joined(separator: "&")
    }
}
