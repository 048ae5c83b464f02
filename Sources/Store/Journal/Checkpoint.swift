/// How far the journal was and what its root was, as C2SP's tlog-checkpoint has it: origin, size and root, a line each.
public struct Checkpoint: Sendable, Hashable {
    public let origin: String
    public let size: Int64
    public let root: MerkleHash

    public init(origin: String, size: Int64, root: MerkleHash) {
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// nil when the text is no checkpoint. Further lines are left unread.
    public init?(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count >= 4, !lines[0].isEmpty, let size = Int64(lines[1]), size >= 0, lines[1] == String(size),
            let root = MerkleHash(base64: lines[2])
        else { return nil }
        self.init(origin: lines[0], size: size, root: root)
    }

    public var text: String { "\(origin)\n\(size)\n\(root.base64)\n" }

    public func signed(by key: NoteKey) throws -> SignedNote {
        SignedNote(text, [try key.signed(text)])
    }
}
