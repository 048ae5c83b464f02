import Crypto
import Domain
import Foundation
import Store

/// Why entries leave Carfan: the code stands in the journal.
enum PackReason: String, Sendable, CaseIterable {
    case commissioner, court = "criminal_proceedings", inquiry

    var label: Text {
        switch self {
        case .commissioner:
            Text(en: "The Information Commissioner has asked for it", cy: "Mae’r Comisiynydd Gwybodaeth wedi gofyn amdano")
        case .court: Text(en: "Criminal proceedings", cy: "Achos troseddol")
        case .inquiry: Text(en: "An inquiry of our own", cy: "Ymchwiliad mewnol")
        }
    }
}

/// Makes packs. What leaves is entered as a disclosure, with the pack's SHA-256, before it leaves.
struct JournalPacking: Sendable {
    let site: Site

    /// - Parameters:
    ///   - question: what was asked; `before` is left aside.
    ///   - reader: the information officer who asks; nil at the terminal, where everything is had anyway.
    /// - Throws: `JournalKeyRefusal.noFile` without a key, `JournalPackRefusal` when there is nothing or too much.
    func make(
        _ question: JournalQuestion, for reader: Officer?, _ language: Language, because reason: PackReason, by actor: Actor
    ) async throws -> [UInt8] {
        let keeping = try JournalKeeping(site: site)
        guard let key = keeping.keys?.current else { throw JournalKeyRefusal.noFile }
        // The server extends the tree when it runs; else it is done here.
        try await keeping.extend()
        guard let note = try await keeping.sign(), let checkpoint = Checkpoint(note.text) else {
            throw JournalKeyRefusal.noFile
        }
        try await keeping.release()
        let (lines, officers, newer) = try await site.database.read { connection in
            let sought = try JournalReading.sought(connection, question, reader)
            var lines: [JournalPack.Line] = []
            let tiles = JournalTiles(connection)
            let found = try JournalPacking.all(connection, sought.1, question, reader)
            for one in found {
                guard let place = one.place, place < checkpoint.size else { continue }
                let path = try tiles.inclusion(of: place, in: checkpoint.size)
                lines.append(JournalPack.Line(number: one.number, place: place, entry: one.entry, path: path))
            }
            lines.sort { $0.place < $1.place }
            return (lines, try JournalReading.officers(connection, lines.map(\.entry.actor)), found.count - lines.count)
        }
        guard !lines.isEmpty else { throw JournalPackRefusal.none }
        var about = [("places", String(checkpoint.size)), ("newer", String(newer))]
        about += question.items.filter { $0.0 != "purpose" }
        about += [("purpose", question.purpose.rawValue), ("reason", reason.rawValue), ("language", language.rawValue)]
        let table = JournalPackWords.table(lines, officers, language)
        let bytes = try JournalPack(lines, table: table, about: about, checkpoint: note, key: key, at: site.clock()).archive
            .bytes
        try await disclose(lines, JournalPacking.sum(bytes), reason, by: actor)
        return bytes
    }

    static func sum(_ bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(data: bytes)) }

    private func disclose(_ lines: [JournalPack.Line], _ sum: String, _ reason: PackReason, by actor: Actor) async throws {
        let people = Set(lines.flatMap(\.entry.subjects)).sorted()
        let chunks = people.isEmpty ? [[]] : people.chunks(of: 1000)
        try await site.enter(
            actor,
            chunks.map {
                Event(
                    .disclosure, subjects: Array($0), records: ["journal_pack:\(sum)"], fields: ["journal"],
                    reason: reason.rawValue)
            })
    }

    private static func all(
        _ connection: any Connection, _ sought: JournalSearch.Sought, _ question: JournalQuestion, _ reader: Officer?
    ) throws -> [JournalFound] {
        // Beside a server the index may be some moments behind: what it has not come to is read from the entries themselves.
        let search = JournalSearch(connection, sought, question.sieve, newest: JournalPack.most) { entries in
            guard case .all = sought, let reader else { return entries.map { _ in true } }
            return try JournalReading.mayBeShown(connection, entries, reader)
        }
        var (found, next): ([JournalFound], Int64?) = ([], nil)
        repeat {
            let page = try search.page(before: next, size: 1000)
            found += page.found
            next = page.next
            guard found.count <= JournalPack.most, !page.isCut else { throw JournalPackRefusal.tooMany }
        } while next != nil
        return found
    }
}
