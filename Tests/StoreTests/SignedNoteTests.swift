import Foundation
import Store
import Testing

@Suite("Signed notes and checkpoints: C2SP signed-note and tlog-checkpoint")
struct SignedNoteTests {
    /// The example of Go's `golang.org/x/mod/sumdb/note`, whose form C2SP took over.
    private static let secret = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
    private static let known = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    private static let text = """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        """
    private static let line =
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"

    @Test func theKnownExample() throws {
        let key = try #require(NoteKey(Self.secret))
        #expect(key.text == Self.secret && key.verifier.text == Self.known)
        let note = try #require(SignedNote("\(Self.text)\n\(Self.line)"))
        #expect(note.text == Self.text && note.whole == "\(Self.text)\n\(Self.line)")
        #expect(try #require(NoteVerifier(Self.known)).hasSigned(note))
    }

    @Test func whatWeSignHolds() throws {
        let key = NoteKey(name: "carfan.test/journal")
        let note = try SignedNote(Self.text, [key.signed(Self.text)])
        let read = try #require(SignedNote(note.whole))
        #expect(read == note && key.verifier.hasSigned(read))
        #expect(!NoteKey(name: "carfan.test/journal").verifier.hasSigned(read), "another key of the same name")
        var altered = read
        var keyed = read.lines[0].keyed
        keyed[20] ^= 1
        altered.lines[0] = SignedNote.Line(name: "carfan.test/journal", keyed: keyed)
        #expect(!key.verifier.hasSigned(altered))
        #expect(!key.verifier.hasSigned(SignedNote("\(Self.text)more\n", read.lines)))
    }

    @Test(arguments: [
        "", "text\n", "text\n\n", "text\n\nno signature\n", "text\n\n— name\n", "text\n\n— name !!!\n", "text\n\n— name AAAA\n",
        "text\n\n— name x08go/ZJ", "text\n\n— two words x08go/ZJkuBS\n",
    ])
    func isNoNote(_ text: String) {
        #expect(SignedNote(text) == nil)
    }

    @Test(
        "The same bytes in another spelling of base64",
        arguments: [("AAAAAAA=", true), ("AAAAAAB=", false), ("AAAAAAC=", false)])
    func isSpeltOneWay(_ signature: String, _ isNote: Bool) {
        #expect((SignedNote("text\n\n— name \(signature)\n") != nil) == isNote)
    }

    @Test(arguments: [
        "", "PeterNeumann", "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "PeterNeumann+c74f20a3+ARpc",
    ])
    func isNoVerifier(_ text: String) {
        #expect(NoteVerifier(text) == nil && NoteKey("PRIVATE+KEY+\(text)") == nil)
    }

    @Test func aCheckpointReadsBack() throws {
        let checkpoint = Checkpoint(origin: "carfan.test/journal", size: 12, root: MerkleHash.leaf([1]))
        #expect(Checkpoint(checkpoint.text) == checkpoint)
        #expect(Checkpoint(checkpoint.text + "an extension\n") == checkpoint)
        let next = Checkpoint(origin: "carfan.test/journal", size: 12, root: MerkleHash.leaf([1]), previous: 9)
        #expect(next.text == checkpoint.text + "previous 9\n" && next != checkpoint)
        #expect(Checkpoint(next.text) == next && Checkpoint(checkpoint.text + "an extension\nprevious 9\n") == next)
        for line in ["previous", "previous 09", "previous -1", "previous x", " previous 9"] {
            #expect(Checkpoint("\(checkpoint.text)\(line)\n") == checkpoint)
        }
    }

    @Test(arguments: ["", "o\n1\n\n", "o\n01\nAAAA\n", "o\n-1\nAAAA\n", "\n1\nAAAA\n", "o\n1\nAAAA\n"])
    func isNoCheckpoint(_ text: String) {
        #expect(Checkpoint(text) == nil)
    }
}
