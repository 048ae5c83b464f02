import Domain
import Foundation
import Store
import Synchronization

/// The checkpoint that this node signed last, kept beside the key and not in the database: whoever can rewrite the tables cannot have
/// what they made of them signed, and the newest checkpoint, which none behind it names yet, cannot be taken away for long.
final class SignedBefore: Sendable {
    private let path: String
    private let last = Mutex<SignedNote?>(nil)
    private let isTold = Mutex(false)

    /// - Parameter key: the file of the journal's keys.
    init(besides key: String) {
        path = SignedBefore.path(besides: key)
    }

    static func path(besides key: String) -> String { "\(key).signed" }

    /// nil when nothing was signed yet.
    func signed(by keys: JournalKeys) throws -> (note: SignedNote, checkpoint: Checkpoint)? {
        let kept = try SignedBefore.note(path)
        if let kept, !keys.verifiers.contains(where: { $0.hasSigned(kept) }) { throw SignedBeforeRefusal.other(path) }
        return [kept, last.withLock { $0 }].compactMap { note in
            note.flatMap { note in Checkpoint(note.text).map { (note, $0) } }
        }.max { $0.1.size < $1.1.size }
    }

    /// nil when there is no such file; one that cannot be read is none to go on without.
    static func note(_ path: String) throws -> SignedNote? {
        guard let text = try FileText.ifThere(path) else { return nil }
        guard let note = SignedNote(text), Checkpoint(note.text) != nil else { throw SignedBeforeRefusal.other(path) }
        return note
    }

    /// - Returns: false the first time that it cannot be written: then it is known until this node ends.
    func keep(_ note: SignedNote) -> Bool {
        last.withLock { $0 = note }
        do {
            let file = try WrittenFile(path)
            try file.write(note.whole)
            try file.finish()
            return true
        } catch {
            return isTold.withLock { told in
                defer { told = true }
                return told
            }
        }
    }

    /// Throws unless the tree has what was signed as its beginning.
    func expect(_ before: Checkpoint?, in tree: JournalTree, _ connection: any Connection) throws {
        guard let before else { return }
        guard before.size <= tree.size,
            MerkleProof.isBeginning(
                before.size, before.root, of: tree.size, tree.root,
                try JournalTiles(connection).consistency(from: before.size, to: tree.size))
        else { throw SignedBeforeRefusal.anotherHistory(path, size: before.size) }
    }
}

/// Why nothing is signed.
enum SignedBeforeRefusal: Refusal, Equatable {
    case other(String)
    case anotherHistory(String, size: Int64)

    var message: Text {
        switch self {
        case .other(let path):
            Text(
                en: "\(path) holds something that is no checkpoint of this journal: nothing is signed.",
                cy: "Mae \(path) yn dal rhywbeth nad yw’n bwynt gwirio’r dyddlyfr hwn: ni lofnodir dim.")
        case .anotherHistory(let path, let size):
            Text(
                en:
                    "NOT SIGNED: what was signed at \(size) entries (\(path)) is not the beginning of this journal. It was rewritten or "
                    + "cut, or an older copy was put back. carfan journal verify says more; docs/operating/journal.md says what to do "
                    + "where a copy was put back on purpose.",
                cy:
                    "NI LOFNODWYD: nid yr hyn a lofnodwyd yn \(size) o gofnodion (\(path)) yw dechrau’r dyddlyfr hwn. Cafodd ei ailysgrifennu "
                    + "neu ei dorri, neu rhoddwyd copi hŷn yn ôl. Mae’r gwirio’n dweud mwy; mae docs/operating/journal.md yn "
                    + "dweud beth i’w wneud os rhoddwyd copi yn ôl yn fwriadol.")
        }
    }
}
