import Domain
import HTTPTypes
import Hummingbird
import Store
import Synchronization

/// What a witness of the journal asks for and brings. Open to everyone: there are only hashes in it.
struct WitnessPages: Sendable {
    let site: Site
    private let shown = ShownCheckpoint()

    init(site: Site) { self.site = site }

    var routes: [Route] {
        [
            Route(.get, "/journal/checkpoint", needs: .anyone, checkpoint),
            Route(.get, "/journal/consistency", needs: .anyone, consistency),
            Route(.post, "/journal/cosignature", needs: .anyone, readsBody: true, cosignature),
        ]
    }

    /// The newest signed checkpoint.
    private func checkpoint(_ visit: Visit) async throws -> Answer {
        let note = try await site.database.read {
            try $0.value("SELECT note FROM journal_checkpoint ORDER BY size DESC LIMIT 1", as: String.self)
        }
        guard let note else { throw NotFound() }
        try await shown.settle(note, site)
        return WitnessPages.text(note)
    }

    /// That the tree of `from` entries is the beginning of that of `to`: a hash in base64 on each line.
    private func consistency(_ visit: Visit) async throws -> Answer {
        guard let old = Int64(visit.query["from"]), let new = Int64(visit.query["to"]), 0 <= old, old <= new else {
            throw BadRequest()
        }
        let proof = try await site.database.read { connection in
            guard let tree = try JournalTree.standing(connection), new <= tree.size else { throw NotFound() }
            return try JournalTiles(connection).consistency(from: old, to: new)
        }
        return WitnessPages.text(proof.map { "\($0.base64)\n" }.joined())
    }

    /// A checkpoint with the line of a witness that we know. Others' are refused.
    private func cosignature(_ visit: Visit) async throws -> Answer {
        guard let body = try? await visit.request?.body.collect(upTo: 8192), let note = SignedNote(String(buffer: body)),
            let checkpoint = Checkpoint(note.text)
        else { throw BadRequest() }
        let known = site.config.journalWitnesses.isEmpty ? [] : try JournalKeys.verifiers(site.config.journalWitnesses)
        let lines = known.compactMap { witness in note.lines.first { witness.hasSigned(SignedNote(note.text, [$0])) } }
        guard !lines.isEmpty else { throw NotPermitted() }
        let now = site.clock()
        try await site.database.write { connection in
            let kept: String? = try connection.value("SELECT note FROM journal_checkpoint WHERE size = \(checkpoint.size)")
            // Only to a checkpoint that we made ourselves.
            guard let own = kept.flatMap({ SignedNote($0) }), own.text == note.text else { throw NotFound() }
            try connection.keep(SignedNote(note.text, lines), at: now)
        }
        return Answer(.inline(type: WitnessPages.plain, body: ResponseBody()), status: .noContent)
    }

    private static let plain = "text/plain; charset=utf-8"

    private static func text(_ text: String) -> Answer {
        Answer(.inline(type: plain, body: ResponseBody(byteBuffer: ByteBuffer(string: text))))
    }
}

/// The checkpoint that was shown last. What a witness signs must not be gone after a crash: PostgreSQL shows a moment before it is on the
/// disk what was committed, so that before a new checkpoint is shown something is written, which comes behind it.
final class ShownCheckpoint: Sendable {
    private let last = Mutex<String?>(nil)

    func settle(_ note: String, _ site: Site) async throws {
        guard last.withLock({ $0 != note }) else { return }
        let now = site.clock()
        try await site.database.write { try $0.execute("UPDATE health SET written_at = \(now) WHERE id = 1") }
        last.withLock { $0 = note }
    }
}
