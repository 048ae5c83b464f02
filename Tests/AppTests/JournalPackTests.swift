import ArgumentParser
import Domain
import Foundation
import HTTPTypes
import HummingbirdTesting
import Store
import Support
import Testing

@testable import App

@Suite("The signed pack: whole as it came, refused when a byte is another")
struct JournalPackTests {
    private static func keyed() throws -> (Config, NoteVerifier) {
        let folder = freshPath("pack")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var config = World.config
        config.journalKey = "\(folder)/journal.key"
        return (config, try JournalKeys.make(config.journalKey, name: "carfan.gwent.example/journal", replaces: false))
    }

    /// Forty readings of four people by Dewi, in a pack about one.
    private static func packed(
        _ engine: Engine, _ body: @Sendable (World, [UInt8], NoteVerifier) async throws -> Void
    ) async throws {
        let (config, verifier) = try keyed()
        try await World.with(engine, config: config) { world in
            let people = try await GwentPeople.make(world)
            let dewi = try world.officer(.dewi)
            let actor = Actor(
                officer: dewi.id, agency: dewi.agency, role: dewi.role.rawValue, route: "GET /people/{person}", requestID: "r")
            for number in 0..<40 {
                let person = number % 4 == 0 ? people.sian : Int64(100 + number)
                try await world.site.enter(actor, [Event(.consultation, subjects: [person], fields: ["name"])])
            }
            var question = JournalQuestion(.request)
            question.person = people.sian
            let bytes = try await JournalPacking(site: world.site).make(
                question, for: try world.officer(.rhian), .welsh, because: .commissioner, by: .command("test"))
            try await body(world, bytes, verifier)
        }
    }

    @Test(arguments: Engine.available)
    func isMadeAndChecked(_ engine: Engine) async throws {
        try await Self.packed(engine) { world, bytes, verifier in
            let checked = try JournalPack.check(bytes, signedBy: [verifier])
            #expect(checked.entries == 10 && checked.checkpoint.size == 40 && checked.made == world.clock.now.iso)
            let archive = try #require(TapeArchive(bytes))
            let table = String(decoding: archive["entries.csv"] ?? [], as: UTF8.self)
            #expect(table.contains("Dewi Harries") && table.contains("Achos: crynodeb") && !table.contains("Jones"))
            let entry = try #require(try await world.journal().last)
            #expect(entry.kind == .disclosure && entry.reason == "commissioner")
            #expect(
                entry.records == ["journal_pack:\(JournalPacking.sum(bytes))"], "what was sent can be told from the journal")
        }
    }

    @Test(
        "Beside a server whose index is behind nothing is left out; what has no place yet is counted",
        arguments: Engine.available)
    func isBehind(_ engine: Engine) async throws {
        let (config, verifier) = try Self.keyed()
        try await World.with(engine, config: config) { world in
            let people = try await GwentPeople.make(world)
            for number in 0..<40 {
                let person = number % 4 == 0 ? people.sian : Int64(100 + number)
                try await world.site.enter(.command("test"), [Event(.consultation, subjects: [person], fields: ["name"])])
            }
            let now = world.clock.now
            _ = try await world.site.database.write { try JournalSequencer(owner: "the server").integrate($0, at: now) }
            try await world.site.enter(.command("test"), [Event(.consultation, subjects: [people.sian], fields: ["name"])])
            var question = JournalQuestion(.request)
            question.person = people.sian
            let bytes = try await JournalPacking(site: world.site).make(
                question, for: try world.officer(.rhian), .english, because: .court, by: .command("test"))
            let checked = try JournalPack.check(bytes, signedBy: [verifier])
            #expect(checked.entries == 10 && checked.checkpoint.size == 40)
            let archive = try #require(TapeArchive(bytes))
            func text(_ name: String) -> String { String(decoding: archive[name] ?? [], as: UTF8.self) }
            #expect(text("pack.json").contains("\"places\":\"40\",\"newer\":\"1\""))
            #expect(text("README.txt").contains("first 40 entries") && text("README.txt").contains("eto: 1."))
            let marking = "OFFICIAL-SENSITIVE [PERSONAL]"
            #expect(text("README.txt").hasPrefix(marking) && text("pack.json").contains("\"marking\":\"\(marking)\""))
            #expect(text("entries.csv").components("\r\n").dropFirst().allSatisfy { $0.isEmpty || $0.hasPrefix(marking) })
        }
    }

    @Test("Any byte that is another is found")
    func isRefused() async throws {
        try await Self.packed(.memory) { _, bytes, verifier in
            var chance = SystemRandomNumberGenerator()
            // Every byte of the heads and a few hundred others.
            let heads = stride(from: 0, to: bytes.count, by: 512).filter {
                String(decoding: bytes[$0 + 257..<min($0 + 262, bytes.count)], as: UTF8.self) == "ustar"
            }
            let places =
                heads.flatMap { Array($0..<$0 + 512) } + (0..<400).map { _ in Int.random(in: 0..<bytes.count, using: &chance) }
            var accepted: [Int] = []
            for place in places {
                var other = bytes
                other[place] ^= 1 << UInt8.random(in: 0..<8, using: &chance)
                if (try? JournalPack.check(other, signedBy: [verifier])) != nil { accepted.append(place) }
            }
            #expect(heads.count == 7 && accepted == [])
            for cut in [1, 512, bytes.count / 2, bytes.count] {
                #expect(throws: JournalPackRefusal.self) {
                    try JournalPack.check(Array(bytes.dropLast(cut)), signedBy: [verifier])
                }
            }
            #expect(throws: JournalPackRefusal.self) { try JournalPack.check(bytes + [0], signedBy: [verifier]) }
        }
    }

    @Test("Put together anew around another entry, it needs the key; with the key, the checkpoint")
    func isForged() async throws {
        try await Self.packed(.memory) { world, bytes, verifier in
            let thief = NoteKey(name: verifier.name)
            let archive = try #require(TapeArchive(bytes))
            let note = try #require(SignedNote(String(decoding: archive["checkpoint.txt"] ?? [], as: UTF8.self)))
            let texts = String(decoding: archive["entries.jsonl"] ?? [], as: UTF8.self).split(separator: "\n").map { "\($0)\n" }
            var lines = texts.compactMap(JournalPack.Line.init)
            #expect(lines.count == 10)
            #expect(throws: JournalPackRefusal.notSigned) { try JournalPack.check(bytes, signedBy: [thief.verifier]) }
            let forged = try JournalPack(lines, table: "", about: [], checkpoint: note, key: thief, at: world.clock.now)
            #expect(throws: JournalPackRefusal.notSigned) { try JournalPack.check(forged.archive.bytes, signedBy: [verifier]) }
            #expect(throws: JournalPackRefusal.checkpoint) {
                try JournalPack.check(forged.archive.bytes, signedBy: [thief.verifier])
            }
            var entry = lines[4].entry
            entry.actor += 1
            lines[4] = JournalPack.Line(number: lines[4].number, place: lines[4].place, entry: entry, path: lines[4].path)
            let own = try JournalKeys.read(world.site.config.journalKey).current
            let insider = try JournalPack(lines, table: "", about: [], checkpoint: note, key: own, at: world.clock.now)
            #expect(throws: JournalPackRefusal.entry(5)) { try JournalPack.check(insider.archive.bytes, signedBy: [verifier]) }
        }
    }

    @Test("Other programs read it: tar and sha256sum")
    func elsewhere() async throws {
        try await Self.packed(.memory) { _, bytes, _ in
            let folder = freshPath("unpacked")
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/pack.tar"))
            let shell = Process()
            shell.executableURL = URL(fileURLWithPath: "/bin/sh")
            shell.arguments = ["-c", "cd '\(folder)' && tar xf pack.tar && sha256sum --strict --quiet -c SHA256SUMS"]
            try shell.run()
            shell.waitUntilExit()
            #expect(shell.terminationStatus == 0)
        }
    }

    @Test("From the search: asked why, then one file", arguments: Engine.available)
    func pages(_ engine: Engine) async throws {
        let (config, verifier) = try Self.keyed()
        try await World.visit(engine, config: config) { world, client in
            let people = try await GwentPeople.make(world)
            _ = try await world.browser(client, as: .dewi).get("/people/\(people.sian)")
            let rhian = try await world.browser(client, as: .rhian)
            let found = try await rhian.get("/journal?person=\(people.sian)&purpose=request")
            #expect(found.html.contains("/journal/pack?person=\(people.sian)&amp;purpose=request"))
            let asked = try await rhian.get("/journal/pack?person=\(people.sian)&purpose=request")
            #expect(asked.status == .ok && asked.html.contains("Why do these entries leave Carfan?"))
            let wrong = try await rhian.post("/journal/pack", asked.mainForm)
            #expect(wrong.status == .unprocessableContent && wrong.html.contains("Choose why these entries leave"))
            let count = try await world.casework().count
            let form = asked.mainForm + [("reason", "commissioner")]
            let seen = try await rhian.post("/journal/pack", form)
            #expect(seen.status == .ok && seen.headers[.contentType] == "application/x-tar")
            #expect(try JournalPack.check(Array(seen.html.utf8), signedBy: [verifier]).entries > 0)
            #expect(try await world.casework().count == count + 1)
            #expect(
                try await rhian.post(
                    "/journal/pack", [("person", "\(people.elsewhere)"), ("purpose", "request"), ("reason", "court")]
                ).status != .ok)
        }
    }

    @Test("Without a key no pack is made, and nothing leaves")
    func withoutAKey() async throws {
        try await GwentPeople.visit { world, people, client in
            let rhian = try await world.browser(client, as: .rhian)
            let asked = try await rhian.get("/journal/pack?person=\(people.sian)&purpose=request")
            let seen = try await rhian.post("/journal/pack", asked.mainForm + [("reason", "inquiry")])
            #expect(seen.status == .unprocessableContent && seen.html.contains("no key to sign with"))
            #expect(try await world.casework().isEmpty)
        }
    }

    @Test("The commands: a pack is written and checked, one that was changed is refused")
    func commands() async throws {
        let (config, verifier) = try Self.keyed()
        try await World.with(.file, config: config) { world in
            try await world.site.enter(
                .command("test"), [Event(.consultation, subjects: [1]), Event(.consultation, subjects: [2])])
            let day = world.site.today.iso
            let folder = freshPath("packs")
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let (out, keys) = ("\(folder)/pack.tar", "\(folder)/keys")
            try "\(verifier.text)\n".write(toFile: keys, atomically: true, encoding: .utf8)
            var question = JournalQuestion(.sample)
            (question.from, question.to) = (Day(iso: day), Day(iso: day))
            let bytes = try await JournalPacking(site: world.site).make(
                question, for: nil, .english, because: .court, by: .command("carfan journal pack"))
            try Data(bytes).write(to: URL(fileURLWithPath: out))
            let verify = try JournalPackCommand.Verify.parse([out, "--keys", keys])
            try verify.run()
            try Data(bytes.dropLast(3) + [1, 2, 3]).write(to: URL(fileURLWithPath: out))
            #expect(throws: JournalPackRefusal.noPack) { try verify.run() }
            for wrong in [
                ["--out", out, "--reason", "commissioner"], ["--out", out, "--person", "1", "--reason", "gossip"],
                ["--out", out, "--from", "yesterday", "--to", day, "--reason", "commissioner"],
            ] {
                #expect(throws: (any Error).self) { try JournalPackCommand.Make.parse(wrong) }
            }
        }
    }
}

@Suite("Entries read back from their canonical bytes")
struct EntryReadingTests {
    @Test func everyVersion() {
        var entry = Entry(
            id: Array(0...15), at: Instant(microseconds: 1_772_357_400_123_456), kind: .consultation, actor: 42,
            agency: "gwent-police", role: "coordinator", subjects: [7, -1], records: ["person:7"], fields: ["name"],
            route: "GET /people/:id", requestID: "r", reason: "briffio Tŷ")
        #expect(entry.encodingVersion == 1 && Entry(canonicalBytes: entry.canonicalBytes) == entry)
        entry.commitments = [[UInt8](repeating: 9, count: 32), [UInt8](repeating: 8, count: 32)]
        #expect(entry.encodingVersion == 2 && Entry(canonicalBytes: entry.canonicalBytes) == entry)
        let bytes = entry.canonicalBytes
        #expect(Entry(canonicalBytes: bytes + [0]) == nil && Entry(canonicalBytes: Array(bytes.dropLast())) == nil)
        #expect(Entry(canonicalBytes: []) == nil && Entry(canonicalBytes: [3] + bytes.dropFirst()) == nil)
    }
}
