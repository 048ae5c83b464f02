import AsyncHTTPClient
import Crypto
import Domain
import Foundation
import NIOCore
import NIOHTTP1
import Store

/// One look at the log.
struct WitnessRound: Sendable {
    let address: String
    let logs: [NoteVerifier]
    /// The witness's own keys: it signs with the one in use, and knows what it signed with those before.
    let keys: JournalKeys
    let state: String

    /// - Parameter known: what this process signed last, if it signed anything.
    /// - Returns: the checkpoint that was signed.
    func run(knowing known: Checkpoint? = nil) async throws -> Checkpoint {
        // Two at once could be shown two histories and sign both.
        let lock = try FileLock("\(state).lock")
        defer { lock.release() }
        let last = try kept()
        if let known, last != known { throw WitnessStateRefusal.changed(state) }
        let witness = JournalWitness(logs: logs, key: keys.current, last: last)
        guard let note = SignedNote(try await get("/journal/checkpoint")) else {
            throw WitnessAnswer.other(url: address + "/journal/checkpoint")
        }
        do {
            let checkpoint = try witness.checkpoint(note)
            var proof: [MerkleHash] = []
            if let last, last.size < checkpoint.size {
                proof = try await consistency(from: last.size, to: checkpoint.size)
            }
            _ = try witness.accepting(checkpoint, proof)
            let signed = try witness.signed(note)
            // Kept before it is given away: what was signed once is never forgotten.
            try keep(SignedNote(note.text, note.lines + signed.lines).whole, state)
            try await post("/journal/cosignature", signed.whole)
            return checkpoint
        } catch let refusal as WitnessRefusal {
            // The alarm does not wait for a file.
            do { try keepEvidence(note) } catch { Terminal.complain(Text(same: "\(error)")) }
            throw refusal
        }
    }

    /// A page that says that something is being mended is no proof, and no false one either.
    private func consistency(from old: Int64, to new: Int64) async throws -> [MerkleHash] {
        let path = "/journal/consistency?from=\(old)&to=\(new)"
        return try await get(path).split(separator: "\n").map { line in
            guard let hash = MerkleHash(base64: String(line)) else { throw WitnessAnswer.other(url: address + path) }
            return hash
        }
    }

    /// Each in a file of its own, and none over another: the first shows when it began.
    private func keepEvidence(_ note: SignedNote) throws {
        let hash = Array(SHA256.hash(data: Data(note.whole.utf8)))
        let path = "\(state).refused-\(Checkpoint(note.text)?.size ?? 0)-\(hexadecimal(hash.prefix(8)))"
        guard !FileManager.default.fileExists(atPath: path) else { return }
        try keep(note.whole, path)
    }

    /// nil for a witness that begins: only where there is no file.
    private func kept() throws -> Checkpoint? {
        guard let text = try FileText.ifThere(state) else { return nil }
        guard let note = SignedNote(text), keys.verifiers.contains(where: { $0.hasSigned(note) }),
            let last = Checkpoint(note.text)
        else { throw WitnessStateRefusal.other(state) }
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
            throw WitnessAnswer.status(Int(response.status.code), url: request.url)
        }
        return String(buffer: try await response.body.collect(upTo: 65_536))
    }
}

/// The log answered something else: it may be away for a while, and what was signed stands.
enum WitnessAnswer: Refusal, Equatable {
    case status(Int, url: String)
    /// Neither a checkpoint nor a proof: a page that says something else.
    case other(url: String)

    var message: Text {
        switch self {
        case .status(let status, let url): Text(en: "\(url) answers \(status)", cy: "Mae \(url) yn ateb \(status)")
        case .other(let url):
            Text(en: "\(url) answers something else", cy: "Mae \(url) yn ateb rhywbeth arall")
        }
    }
}
