import ArgumentParser
import AsyncHTTPClient
import Domain
import Foundation
import NIOCore
import NIOHTTP1
import Store

/// `carfan witness`: run by another agency. It follows a journal's checkpoints, and signs them too as long as the journal never goes
/// back and never becomes another. It has no database and sees no entry.
struct WitnessCommand: CarfanCommand {
    static let configuration = CommandConfiguration(
        commandName: "witness",
        abstract: Text(
            en: "Follow another Carfan’s journal and sign that it was only ever added to.",
            cy: "Dilyn dyddlyfr Carfan arall a llofnodi mai dim ond ychwanegu ato a fu."
        ).atTerminal,
        discussion: Text(
            en:
                "Ends with 1, and signs nothing any more, when the journal goes back or shows another history: what it had signed "
                + "before stands in the state file, what it was shown then in a file beside it.",
            cy:
                "Yn gorffen ag 1, ac yn llofnodi dim mwy, pan fo’r dyddlyfr yn mynd yn ôl neu’n dangos hanes arall: mae’r hyn a "
                + "lofnododd o’r blaen yn y ffeil cyflwr, a’r hyn a ddangoswyd iddo wedyn mewn ffeil wrth ei hochr."
        ).atTerminal)

    @ArgumentParser.Option(
        help: Text(en: "The address of the Carfan: https://carfan.example", cy: "Cyfeiriad y Carfan: https://carfan.example")
            .help)
    var log: String
    @ArgumentParser.Option(
        help: Text(
            en: "A file of the journal’s keys, as it published them.", cy: "Ffeil o allweddi’r dyddlyfr, fel y’u cyhoeddwyd."
        ).help)
    var logKeys: String
    @ArgumentParser.Option(
        help: Text(
            en: "The file of the witness’s own key; carfan journal key makes one.",
            cy: "Ffeil allwedd y tyst ei hun; mae carfan journal key yn creu un."
        ).help) var key: String
    @ArgumentParser.Option(
        help: Text(en: "The file that holds what was signed last.", cy: "Y ffeil sy’n dal yr hyn a lofnodwyd ddiwethaf.").help)
    var state: String
    @ArgumentParser.Option(help: Text(en: "Seconds between two looks.", cy: "Eiliadau rhwng dau edrychiad.").help) var every =
        300
    @Flag(help: Text(en: "Look once and end.", cy: "Edrych unwaith a gorffen.").help) var once = false

    func run(opening open: @escaping DatabaseOpener) async throws {
        let round = WitnessRound(
            address: log.hasSuffix("/") ? String(log.dropLast()) : log, logs: try JournalKeys.verifiers(logKeys),
            key: try JournalKeys.read(key).current, state: state)
        while true {
            do {
                Terminal.say(WitnessWords.signed(try await round.run()))
            } catch let refusal as WitnessRefusal {
                throw WitnessAlarm(refusal: refusal)
            } catch  where !once {
                // The journal may be away for a while; what was signed stands.
                Terminal.complain(Text(en: "The journal did not answer: \(error)", cy: "Nid atebodd y dyddlyfr: \(error)"))
            }
            if once { return }
            try await Task.sleep(for: .seconds(max(every, 1)))
        }
    }
}

/// One look at the log.
struct WitnessRound: Sendable {
    let address: String
    let logs: [NoteVerifier]
    let key: NoteKey
    let state: String

    /// - Returns: the checkpoint that was signed.
    func run() async throws -> Checkpoint {
        let last = try kept()
        let witness = JournalWitness(logs: logs, key: key, last: last)
        guard let note = SignedNote(try await get("/journal/checkpoint")) else { throw WitnessRefusal.notSigned }
        do {
            let checkpoint = try witness.checkpoint(note)
            var proof: [MerkleHash] = []
            if let last, last.size < checkpoint.size {
                let text = try await get("/journal/consistency?from=\(last.size)&to=\(checkpoint.size)")
                proof = text.split(separator: "\n").compactMap { MerkleHash(base64: String($0)) }
            }
            _ = try witness.accepting(checkpoint, proof)
            let signed = try witness.signed(note)
            // Kept before it is given away: what was signed once is never forgotten.
            try keep(SignedNote(note.text, note.lines + signed.lines).whole, state)
            try await post("/journal/cosignature", signed.whole)
            return checkpoint
        } catch let refusal as WitnessRefusal {
            try keep(note.whole, "\(state).refused")
            throw refusal
        }
    }

    private func kept() throws -> Checkpoint? {
        guard let data = FileManager.default.contents(atPath: state) else { return nil }
        guard let note = SignedNote(String(decoding: data, as: UTF8.self)), key.verifier.hasSigned(note),
            let last = Checkpoint(note.text)
        else { throw JournalKeyRefusal.noKey(state) }
        return last
    }

    /// Whole or not at all, and on the disk before this returns.
    private func keep(_ text: String, _ path: String) throws {
        let file = try WrittenFile(path)
        try file.write(text)
        try file.finish()
    }

    private func get(_ path: String) async throws -> String {
        try await ask(HTTPClientRequest(url: address + path))
    }

    private func post(_ path: String, _ body: String) async throws {
        var request = HTTPClientRequest(url: address + path)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "text/plain; charset=utf-8")
        request.body = .bytes(ByteBuffer(string: body))
        _ = try await ask(request)
    }

    private func ask(_ request: HTTPClientRequest) async throws -> String {
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
        guard (200..<300).contains(response.status.code) else {
            throw WitnessAnswer(status: Int(response.status.code), url: request.url)
        }
        return String(buffer: try await response.body.collect(upTo: 65_536))
    }
}

/// The log answered something else.
struct WitnessAnswer: Refusal {
    let status: Int
    let url: String

    var message: Text { Text(en: "\(url) answers \(status)", cy: "Mae \(url) yn ateb \(status)") }
}

/// The witness does not sign, and says so loudly.
struct WitnessAlarm: Refusal {
    let refusal: WitnessRefusal

    var message: Text {
        switch refusal {
        case .notSigned:
            Text(
                en: "NOT SIGNED: this is no checkpoint of that journal, or another key signed it.",
                cy: "NID YW WEDI’I LOFNODI: nid pwynt gwirio’r dyddlyfr hwnnw yw hwn, neu llofnododd allwedd arall ef.")
        case .wentBack(let old, let new):
            Text(
                en: "WENT BACK: the journal had \(old) entries and now shows \(new).",
                cy: "AETH YN ÔL: roedd gan y dyddlyfr \(old) o gofnodion ac mae’n dangos \(new) nawr.")
        case .forked(let size):
            Text(
                en: "FORKED: another history of \(size) entries was signed before.",
                cy: "FFORCHODD: llofnodwyd hanes arall o \(size) o gofnodion o’r blaen.")
        case .anotherHistory(let old, let new):
            Text(
                en: "ANOTHER HISTORY: the \(old) entries signed before are not the beginning of these \(new).",
                cy: "HANES ARALL: nid y \(old) o gofnodion a lofnodwyd o’r blaen yw dechrau’r \(new) hyn.")
        }
    }
}

/// What the witness says when all is well.
enum WitnessWords {
    static func signed(_ checkpoint: Checkpoint) -> Text {
        Text(
            en: "Signed: \(checkpoint.origin) with \(checkpoint.size) entries",
            cy: "Llofnodwyd: \(checkpoint.origin) gyda \(checkpoint.size) o gofnodion")
    }
}
