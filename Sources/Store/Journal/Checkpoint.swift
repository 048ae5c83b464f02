public import Domain

/// How far the journal was and what its root was, as C2SP's tlog-checkpoint has it: origin, size and root, a line each; then, as an
/// extension line, the size of the checkpoint that was kept before it.
public struct Checkpoint: Sendable, Hashable {
    public let origin: String
    public let size: Int64
    public let root: MerkleHash
    /// nil for the first one.
    public let previous: Int64?

    public init(origin: String, size: Int64, root: MerkleHash, previous: Int64? = nil) {
        self.origin = origin
        self.size = size
        self.root = root
        self.previous = previous
    }

    /// nil when the text is no checkpoint. Other lines further down are left unread.
    public init?(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count >= 4, !lines[0].isEmpty, let size = Checkpoint.size(lines[1]), let root = MerkleHash(base64: lines[2])
        else { return nil }
        let named = lines.dropFirst(3).first { $0.hasPrefix(Checkpoint.before) }
        self.init(
            origin: lines[0], size: size, root: root,
            previous: named.flatMap { Checkpoint.size(String($0.dropFirst(Checkpoint.before.count))) })
    }

    private static let before = "previous "

    /// A number as it is written here: one way each.
    private static func size(_ text: String) -> Int64? {
        Int64(text).flatMap { $0 >= 0 && text == String($0) ? $0 : nil }
    }

    public var text: String {
        "\(origin)\n\(size)\n\(root.base64)\n" + (previous.map { "\(Checkpoint.before)\($0)\n" } ?? "")
    }

    public func signed(by key: NoteKey) throws -> SignedNote {
        SignedNote(text, [try key.signed(text)])
    }
}

extension Connection {
    /// The signed checkpoint of a tree, which names the one that is kept before it. Where one of this tree stands that the log has
    /// signed, it is that text once more: what was taken from before it since does not change what it says.
    /// - Parameter verifiers: the keys that the log may have signed with.
    public func checkpoint(of tree: JournalTree, by key: NoteKey, knowing verifiers: [NoteVerifier]) throws -> SignedNote {
        if let standing = try note(at: tree.size), let checkpoint = Checkpoint(standing.text), checkpoint.origin == key.name,
            checkpoint.size == tree.size, checkpoint.root == tree.root, verifiers.contains(where: { $0.hasSigned(standing) })
        {
            return SignedNote(standing.text, [try key.signed(standing.text)])
        }
        let previous: Int64? = try value("SELECT MAX(size) AS size FROM journal_checkpoint WHERE size < \(tree.size)")
        return try Checkpoint(origin: key.name, size: tree.size, root: tree.root, previous: previous).signed(by: key)
    }

    /// Keeps a checkpoint; one of the same size only gains the signatures that it did not have.
    public func keep(_ note: SignedNote, at now: Instant) throws {
        guard let checkpoint = Checkpoint(note.text) else { throw StoreError.column("a checkpoint is none") }
        var note = note
        if let kept: String = try value("SELECT note FROM journal_checkpoint WHERE size = \(checkpoint.size)") {
            guard let known = SignedNote(kept), known.text == note.text else {
                throw JournalDamage.checkpoint(size: checkpoint.size)
            }
            note.lines = known.lines + note.lines.filter { !known.lines.contains($0) }
        }
        try execute(
            """
            INSERT INTO journal_checkpoint (size, at, note) VALUES (\(checkpoint.size), \(now), \(note.whole))
            ON CONFLICT (size) DO UPDATE SET note = excluded.note
            """)
    }

    /// Puts a checkpoint back that is gone, unless others stand behind it by now.
    /// - Returns: whether it was gone.
    public func putBack(_ note: SignedNote, at now: Instant) throws -> Bool {
        guard let size = Checkpoint(note.text)?.size else { throw StoreError.column("a checkpoint is none") }
        let from = try numbers("SELECT size FROM journal_checkpoint WHERE size >= \(size) ORDER BY size LIMIT 1").first
        if from == nil { try keep(note, at: now) }
        return from != size
    }

    private func note(at size: Int64) throws -> SignedNote? {
        try value("SELECT note FROM journal_checkpoint WHERE size = \(size)", as: String.self).flatMap { SignedNote($0) }
    }
}
