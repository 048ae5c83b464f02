import Crypto
import Domain
import Foundation
import Store

/// Entries of the journal for somebody outside, who can check them without Carfan: a tar file with what a person reads, what a program
/// reads, each entry's proof, the checkpoint that they lead to, and a signature over all of it.
struct JournalPack: Sendable {
    static let form = "carfan-journal-pack/1"
    /// It names officers, and says whose cases they opened.
    static let marking = MarkingLine.personal
    /// Entries at most.
    static let most = 20_000

    /// An entry with its proof.
    struct Line: Sendable, Equatable {
        let number, place: Int64
        let entry: Entry
        let path: [MerkleHash]

        /// A JSON object: for programs the bytes that the leaf is the hash of, for people the same in words.
        var text: String {
            func list(_ items: [String]) -> String { "[" + items.map(quotedJSON).joined(separator: ",") + "]" }
            let bytes = Data(entry.canonicalBytes).base64EncodedString()
            return """
                {"number":\(number),"index":\(place),"bytes":"\(bytes)","path":\(list(path.map(\.base64))),\
                "entry":{"id":"\(hexadecimal(entry.id))","at":"\(entry.at.iso)","kind":"\(entry.kind.rawValue)",\
                "actor":\(entry.actor),"agency":\(quotedJSON(entry.agency)),"role":\(quotedJSON(entry.role)),\
                "subjects":[\(entry.subjects.map(String.init).joined(separator: ","))],"records":\(list(entry.records)),\
                "fields":\(list(entry.fields)),"route":\(quotedJSON(entry.route)),"request":\(quotedJSON(entry.requestID)),\
                "reason":\(quotedJSON(entry.reason)),"commitments":\(list(entry.commitments.map { hexadecimal($0) }))}}\n
                """
        }

        init(number: Int64, place: Int64, entry: Entry, path: [MerkleHash]) {
            (self.number, self.place, self.entry, self.path) = (number, place, entry, path)
        }

        /// nil when it is no such line, or says anything besides.
        init?(_ text: String) {
            let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
            guard let object, let number = object["number"] as? NSNumber, let place = object["index"] as? NSNumber,
                let encoded = object["bytes"] as? String, let bytes = Data(base64Encoded: encoded),
                let entry = Entry(canonicalBytes: Array(bytes)), let path = object["path"] as? [String]
            else { return nil }
            let hashes = path.compactMap { MerkleHash(base64: $0) }
            self.init(number: number.int64Value, place: place.int64Value, entry: entry, path: hashes)
            guard hashes.count == path.count, self.text == text else { return nil }
        }
    }

    enum Name {
        static let readMe = "README.txt"
        static let about = "pack.json"
        static let table = "entries.csv"
        static let entries = "entries.jsonl"
        static let checkpoint = "checkpoint.txt"
        static let sums = "SHA256SUMS"
        static let signed = "SHA256SUMS.signed"
        static let content = [readMe, about, table, entries, checkpoint]
    }

    let archive: TapeArchive

    /// Puts a pack together and signs it.
    init(
        _ lines: [Line], table: String, about: [(String, String)], checkpoint: SignedNote, key: NoteKey, at now: Instant
    ) throws {
        let facts =
            [
                ("form", JournalPack.form), ("marking", JournalPack.marking.words), ("origin", key.name), ("made", now.iso),
                ("entries", String(lines.count)),
            ] + about
        let object = "{" + facts.map { "\(quotedJSON($0.0)):\(quotedJSON($0.1))" }.joined(separator: ",") + "}\n"
        let contents = [
            JournalPackWords.readMe(key.verifier, about), object, table, lines.map(\.text).joined(), checkpoint.whole,
        ].map { Array($0.utf8) }
        let members = zip(Name.content, contents).map { TapeArchive.Member(name: $0, content: $1) }
        let sums = JournalPack.sums(members)
        let signed = SignedNote(sums, [try key.signed(sums)])
        let last = [(Name.sums, sums), (Name.signed, signed.whole)].map {
            TapeArchive.Member(name: $0, content: Array($1.utf8))
        }
        archive = TapeArchive(members + last, time: now.seconds)
    }

    /// As `sha256sum` writes and checks it.
    private static func sums(_ members: [TapeArchive.Member]) -> String {
        members.map { "\(hexadecimal(SHA256.hash(data: $0.content)))  \($0.name)\n" }.joined()
    }

    /// What a check found.
    struct Checked: Sendable, Equatable {
        let entries: Int
        let checkpoint: Checkpoint
        let made: String
        /// Signatures of known witnesses below the checkpoint.
        let witnessed: Int
    }

    /// Checks a pack as it came, with nothing but the keys. Throws `JournalPackRefusal`.
    static func check(
        _ bytes: [UInt8], signedBy verifiers: [NoteVerifier], witnesses: [NoteVerifier] = []
    ) throws(JournalPackRefusal) -> Checked {
        guard let archive = TapeArchive(bytes), archive.members.map(\.name) == Name.content + [Name.sums, Name.signed] else {
            throw .noPack
        }
        func text(_ name: String) throws(JournalPackRefusal) -> String {
            guard let text = archive[name].flatMap({ String(validating: $0, as: UTF8.self) }) else { throw .noPack }
            return text
        }
        let sums = try text(Name.sums)
        guard sums == JournalPack.sums(Array(archive.members.prefix(Name.content.count))) else { throw .changed }
        guard let signed = SignedNote(try text(Name.signed)), signed.text == sums, signed.whole == (try text(Name.signed)),
            signed.lines.count == 1, verifiers.contains(where: { $0.hasSigned(signed) })
        else { throw .notSigned }
        let about = try? JSONSerialization.jsonObject(with: Data(archive[Name.about] ?? [])) as? [String: String]
        guard let about, about["form"] == form, let made = about["made"], Instant(iso: made)?.seconds == archive.time else {
            throw .noPack
        }
        guard let note = SignedNote(try text(Name.checkpoint)), let checkpoint = Checkpoint(note.text),
            verifiers.contains(where: { $0.name == checkpoint.origin && $0.hasSigned(note) })
        else { throw .checkpoint }
        let lines = try text(Name.entries).split(separator: "\n").map { "\($0)\n" }
        for (index, line) in lines.enumerated() {
            guard let line = Line(line),
                MerkleProof.holds(
                    .leaf(line.entry.canonicalBytes), at: line.place, in: checkpoint.size, checkpoint.root, line.path)
            else { throw .entry(index + 1) }
        }
        guard about["entries"] == String(lines.count) else { throw .noPack }
        return Checked(
            entries: lines.count, checkpoint: checkpoint, made: made,
            witnessed: witnesses.count { $0.hasSigned(note) })
    }
}

/// Why a pack is not accepted.
enum JournalPackRefusal: Refusal, Equatable {
    case noPack, changed, notSigned, checkpoint
    case entry(Int)
    case tooMany
    case none

    var message: Text {
        switch self {
        case .noPack:
            Text(en: "This is no whole pack of a journal.", cy: "Nid pecyn cyfan o ddyddlyfr mo hwn.")
        case .changed:
            Text(
                en: "A file in the pack is not as it was when its sums were written.",
                cy: "Nid yw ffeil yn y pecyn fel yr oedd pan ysgrifennwyd ei symiau.")
        case .notSigned:
            Text(en: "None of these keys has signed the pack.", cy: "Nid yw’r un o’r allweddi hyn wedi llofnodi’r pecyn.")
        case .checkpoint:
            Text(
                en: "None of these keys has signed the checkpoint in the pack.",
                cy: "Nid yw’r un o’r allweddi hyn wedi llofnodi’r pwynt gwirio yn y pecyn.")
        case .entry(let line):
            Text(
                en: "Line \(line) of entries.jsonl is not what the checkpoint says was entered.",
                cy: "Nid yw llinell \(line) o entries.jsonl yr hyn y dywed y pwynt gwirio iddo gael ei gofnodi.")
        case .tooMany:
            Text(
                en: "A pack holds \(grouped(JournalPack.most)) entries at most. Ask for fewer days.",
                cy: "Mae pecyn yn dal \(grouped(JournalPack.most)) o gofnodion ar y mwyaf. Gofynnwch am lai o ddyddiau.")
        case .none:
            Text(
                en: "No entry of this question has its place in the tree yet.",
                cy: "Nid oes gan yr un cofnod o’r cwestiwn hwn ei le yn y goeden eto.")
        }
    }
}
