/// That an entry is in a signed checkpoint, for somebody who has neither the database nor the other entries. In the form of C2SP's
/// tlog-proof.
public struct JournalProof: Sendable, Hashable {
    public let place: Int64
    public let path: [MerkleHash]
    public let checkpoint: SignedNote

    /// nil when the entry is in no checkpoint.
    public init?(_ connection: any Connection, of number: Int64) throws {
        guard let place: Int64 = try connection.value("SELECT place FROM journal_place WHERE number = \(number)"),
            let kept: String = try connection.value("SELECT note FROM journal_checkpoint ORDER BY size DESC LIMIT 1"),
            let note = SignedNote(kept), let checkpoint = Checkpoint(note.text), place < checkpoint.size
        else { return nil }
        self.place = place
        path = try JournalTiles(connection).inclusion(of: place, in: checkpoint.size)
        self.checkpoint = note
    }

    /// nil when it is no proof.
    public init?(_ text: String) {
        let parts = text.split(separator: "\n\n", maxSplits: 1, omittingEmptySubsequences: false)
        let lines = parts[0].split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, lines.count >= 2, lines[0] == JournalProof.head, lines[1].hasPrefix("index "),
            let place = Int64(lines[1].dropFirst(6)), let note = SignedNote(String(parts[1]))
        else { return nil }
        let path = lines.dropFirst(2).map { MerkleHash(base64: $0) }
        guard path.allSatisfy({ $0 != nil }) else { return nil }
        self.place = place
        self.path = path.compactMap { $0 }
        checkpoint = note
    }

    private static let head = "c2sp.org/tlog-proof@v1"

    public var text: String {
        let lines = [JournalProof.head, "index \(place)"] + path.map { $0.base64 }
        return lines.map { "\($0)\n" }.joined() + "\n" + checkpoint.whole
    }

    /// Whether it proves that the entry with this leaf is in a checkpoint that one of these signed.
    public func holds(for leaf: MerkleHash, signedBy verifiers: [NoteVerifier]) -> Bool {
        guard let said = Checkpoint(checkpoint.text),
            verifiers.contains(where: { $0.name == said.origin && $0.hasSigned(checkpoint) })
        else { return false }
        return MerkleProof.holds(leaf, at: place, in: said.size, said.root, path)
    }
}
