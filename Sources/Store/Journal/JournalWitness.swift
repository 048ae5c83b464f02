/// Why a witness does not sign.
public enum WitnessRefusal: Error, Sendable, Hashable {
    /// No known key of the log has signed, or it is no checkpoint of that log.
    case notSigned
    /// The log showed a larger tree before.
    case wentBack(from: Int64, to: Int64)
    /// For this size the log showed another root before.
    case forked(size: Int64)
    /// The tree that was shown before is not the beginning of this one.
    case anotherHistory(from: Int64, to: Int64)
}

/// What a witness knows of a log, and the one rule that it follows: never back, never another history.
public struct JournalWitness: Sendable {
    public let logs: [NoteVerifier]
    public let key: NoteKey
    /// The last checkpoint that it signed.
    public let last: Checkpoint?

    public init(logs: [NoteVerifier], key: NoteKey, last: Checkpoint?) {
        self.logs = logs
        self.key = key
        self.last = last
    }

    /// What the log says it has, when one of its keys signed it.
    public func checkpoint(_ note: SignedNote) throws(WitnessRefusal) -> Checkpoint {
        guard let checkpoint = Checkpoint(note.text), last.map({ $0.origin == checkpoint.origin }) ?? true,
            logs.contains(where: { $0.name == checkpoint.origin && $0.hasSigned(note) })
        else { throw .notSigned }
        return checkpoint
    }

    /// Checks a checkpoint against the last one. What it returns must be kept before the note is signed.
    /// - Parameter proof: that the last tree is the beginning of this one.
    public func accepting(_ checkpoint: Checkpoint, _ proof: [MerkleHash]) throws(WitnessRefusal) -> JournalWitness {
        if let last {
            if checkpoint.size < last.size { throw .wentBack(from: last.size, to: checkpoint.size) }
            if checkpoint.size == last.size, checkpoint.root != last.root { throw .forked(size: last.size) }
            guard MerkleProof.isBeginning(last.size, last.root, of: checkpoint.size, checkpoint.root, proof) else {
                throw .anotherHistory(from: last.size, to: checkpoint.size)
            }
        }
        return JournalWitness(logs: logs, key: key, last: checkpoint)
    }

    /// The note with the witness's line alone.
    public func signed(_ note: SignedNote) throws -> SignedNote {
        SignedNote(note.text, [try key.signed(note.text)])
    }
}
