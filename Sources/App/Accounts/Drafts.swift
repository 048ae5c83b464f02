import Domain
import Store

/// A form that an officer has begun and not sent, as it is kept for them: sealed, so that nobody reads it in the database.
struct Draft: Sendable {
    let id: Int64
    let savedAt: Instant
    let title: String
    let form: KeptForm
    /// Whether the officer may see it now: the case that it is about may have been closed to them since.
    var isOpen = true
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
        let (path, viewer) = (form.path, signedIn.viewer)
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
            var subjects: [Int64] = []
            if case .open(let person) = try DraftCase.find(connection, path, viewer) { subjects = [person] }
            return Change((), Event(.alteration, subjects: subjects, records: ["draft:\(id)"]))
        }
    }

    /// The officer's own, the newest first. One whose key is gone cannot be read by anybody, and is left out.
    func all(of officer: Officer) async throws -> [Draft] {
        guard let keys = site.keys else { return [] }
        let since = site.clock().adding(seconds: -DraftStore.seconds)
        let rows = try await site.database.ask(
            """
            SELECT id, saved_at, sealed FROM draft WHERE officer_id = \(officer.id) AND saved_at > \(since)
            ORDER BY saved_at DESC, id DESC
            """)
        return try rows.compactMap { row in
            guard let bytes = try? keys.open(try row.get("sealed"), for: DraftStore.owner(officer.id)),
                let held = Form(urlEncoded: bytes), let form = KeptForm(carried: held)
            else { return nil }
            return Draft(id: try row.get("id"), savedAt: try row.get("saved_at"), title: held.raw(KeptForm.title), form: form)
        }
    }

    /// The same for their page, which shows what stands in them: of a case that is open to them still, and entered as read.
    func shown(_ visit: Visit) async throws -> [Draft] {
        let (viewer, drafts) = (try visit.viewer(), try await all(of: try visit.officer()))
        return try await site.consult(try visit.actor()) { connection in
            var (shown, subjects, records) = ([Draft](), Set<Int64>(), [String]())
            for var draft in drafts {
                let found = try DraftCase.find(connection, draft.form.path, viewer)
                draft.isOpen = found != .closed
                shown.append(draft)
                guard case .open(let person) = found else { continue }
                subjects.insert(person)
                records.append("draft:\(draft.id)")
            }
            return Change(shown, Event(.consultation, subjects: subjects.sorted(), records: records, fields: ["draft"]))
        }
    }

    /// Throws one of the officer's drafts away.
    func remove(_ id: Int64, _ visit: Visit) async throws {
        try await remove("id = \(id)", visit)
    }

    /// The form was sent: what was kept of it is not needed any more. What somebody writes into the same form in another window is
    /// another text.
    func sent(to path: String, _ visit: Visit) async throws {
        let (officer, hash) = (try visit.officer().id, KeptForm.hash(path, visit.form.raw(KeptForm.window)))
        let kept = try await site.database.ask("SELECT 1 FROM draft WHERE officer_id = \(officer) AND action_hash = \(hash)")
        if !kept.isEmpty { try await remove("action_hash = \(hash)", visit) }
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

    /// What the page's script tells a form in one window from the same in another by; a page that comes back keeps it.
    static let window = "form-window"

    /// The address that the form goes to, without a question, and its window.
    var actionHash: [UInt8] {
        let address = path.text.split(separator: "?").first.map(String.init) ?? ""
        return KeptForm.hash(address, fields.first { $0.name == KeptForm.window }?.value ?? "")
    }

    static func hash(_ address: String, _ window: String) -> [UInt8] { sha256("\(address)\n\(window)") }

    func text(title: String) -> String {
        ([(KeptForm.title, title)] + carried).map { "\(Path.encoded($0.0))=\(Path.encoded($0.1))" }.joined(separator: "&")
    }
}
