import ArgumentParser
import Domain
import Foundation
import Store

/// `carfan journal`: what is on the record, and the proof that nothing of it was changed.
struct JournalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal",
        abstract: Text(
            en: "Print the journal, verify it, sign where it stands.",
            cy: "Argraffu’r dyddlyfr, ei wirio, llofnodi ble mae’n sefyll."
        ).atTerminal,
        subcommands: [
            JournalListCommand.self, JournalVerifyCommand.self, JournalProofCommand.self, JournalCheckpointCommand.self,
            JournalKeyCommand.self, JournalPackCommand.self,
        ], defaultSubcommand: JournalListCommand.self)
}

/// `carfan journal key`: makes the key that checkpoints are signed with.
struct JournalKeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: Text(
            en: "Make a key for the journal’s checkpoints, and print how others know it.",
            cy: "Creu allwedd ar gyfer pwyntiau gwirio’r dyddlyfr, ac argraffu sut mae eraill yn ei hadnabod."
        ).atTerminal,
        discussion: Text(
            en: "Keep the file apart from the database: whoever has both can write another history and sign it.",
            cy: "Cadwch y ffeil ar wahân i’r gronfa ddata: gall pwy bynnag sydd â’r ddwy ysgrifennu hanes arall a’i lofnodi."
        ).atTerminal)

    @Argument(help: Text(en: "The file to write.", cy: "Y ffeil i’w hysgrifennu.").help) var file: String
    @ArgumentParser.Option(
        help: Text(
            en: "What the journal is called: carfan.gwent.example/journal", cy: "Enw’r dyddlyfr: carfan.gwent.example/journal"
        ).help) var name: String
    @Flag(
        help: Text(
            en: "Put a new key in the place of the one in the file, which is still known.",
            cy: "Rhoi allwedd newydd yn lle’r un yn y ffeil, a adnabyddir o hyd."
        ).help) var replace = false

    func run() throws {
        guard !name.isEmpty, !name.contains(where: { $0.isWhitespace || $0 == "+" }) else { throw JournalKeyRefusal.name }
        Terminal.say(try JournalKeys.make(file, name: name, replaces: replace).text)
    }
}

/// `carfan journal checkpoint`: gives all entries their place, and signs.
struct JournalCheckpointCommand: CarfanCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint",
        abstract: Text(
            en: "Sign where the journal stands, and print it: to be kept where nobody who keeps the database can change it.",
            cy:
                "Llofnodi ble mae’r dyddlyfr yn sefyll, a’i argraffu: i’w gadw lle na all neb sy’n cadw’r gronfa ddata ei newid."
        ).atTerminal)

    @OptionGroup var settings: CommandSettings

    func run(opening open: @escaping DatabaseOpener) async throws {
        try await settings.withSite(opening: open) { site in
            let keeping = try JournalKeeping(site: site)
            // The server extends the tree when it runs; else it is done here.
            guard let note = try await keeping.finish() else { throw JournalKeyRefusal.noFile }
            Terminal.say(String(note.whole.dropLast()))
        }
    }
}

/// `carfan journal verify`: reads every entry and works the tree out anew. It changes nothing and shows nobody.
struct JournalVerifyCommand: CarfanCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: Text(
            en: "Verify the journal of a database or of a backup, without trusting what is stored in it.",
            cy: "Gwirio dyddlyfr cronfa ddata neu gopi wrth gefn, heb ymddiried yn yr hyn sydd wedi’i storio ynddi."
        ).atTerminal,
        discussion: Text(
            en: "Ends with 0 when the journal is whole, with 1 when it is not.",
            cy: "Yn gorffen â 0 pan fo’r dyddlyfr yn gyfan, ag 1 pan nad yw."
        ).atTerminal)

    @ArgumentParser.Option(
        help: Text(
            en: "A file of keys that the journal signed with, as others know them; else those of --journal-key.",
            cy: "Ffeil o allweddi y llofnododd y dyddlyfr â hwy, fel y mae eraill yn eu hadnabod; fel arall rhai --journal-key."
        ).help) var keys: String?
    @ArgumentParser.Option(
        help: Text(en: "A file of the witnesses’ keys.", cy: "Ffeil o allweddi’r tystion.").help) var witnesses: String?
    @ArgumentParser.Option(
        help: Text(
            en: "A checkpoint that was kept elsewhere; may be said more than once.",
            cy: "Pwynt gwirio a gadwyd yn rhywle arall; gellir ei ddweud fwy nag unwaith."
        ).help) var anchor: [String] = []
    @Flag(
        name: .customLong("journal-only"),
        help: Text(
            en: "Leave out whether every change in the tables has its entry, and whether texts are as they were entered.",
            cy: "Hepgor a oes cofnod i bob newid yn y tablau, ac a yw testunau fel y’u cofnodwyd."
        ).help) var isJournalOnly = false
    @OptionGroup var settings: CommandSettings

    func run(opening open: @escaping DatabaseOpener) async throws {
        let config = try settings.settled().config
        let logs =
            try keys.map(JournalKeys.verifiers)
            ?? (config.journalKey.isEmpty ? [] : JournalKeys.read(config.journalKey).verifiers)
        let witnesses = try witnesses.map(JournalKeys.verifiers) ?? []
        let anchors = try anchor.map(JournalVerifyCommand.note)
        try await withDatabase(config, opening: open) { database in
            try await carfanSchema.check(database)
            let report = try await database.read {
                try JournalVerification.report(
                    $0, logs: logs, witnesses: witnesses, anchors: anchors, recorded: isJournalOnly ? [] : RecordedTables.all,
                    committed: isJournalOnly ? [] : RecordedTables.committed)
            }
            JournalVerifyCommand.tell(report)
            guard report.verdict == .whole else { throw ExitCode.failure }
        }
    }

    private static func note(_ path: String) throws -> SignedNote {
        guard let data = FileManager.default.contents(atPath: path) else { throw FileRefused.missing(path) }
        guard let note = SignedNote(String(decoding: data, as: UTF8.self)), Checkpoint(note.text) != nil else {
            throw JournalKeyRefusal.noKey(path)
        }
        return note
    }

    private static func tell(_ report: JournalReport) {
        Terminal.say(JournalWords.verdict(report.verdict))
        let hash = hexadecimal(report.root.bytes)
        Terminal.say(
            Text(
                en: "\(report.size) entries in the tree, \(report.pending) waiting for their place, "
                    + "\(report.checkpoints) checkpoints, \(report.witnessed) of them witnessed",
                cy: "\(report.size) o gofnodion yn y goeden, \(report.pending) yn disgwyl eu lle, "
                    + "\(report.checkpoints) o bwyntiau gwirio, \(report.witnessed) ohonynt wedi’u tystio"))
        Terminal.say(Text(en: "Root \(hash)", cy: "Gwreiddyn \(hash)"))
        if report.setBack > 0 { Terminal.say(JournalWords.setBack(report.setBack, seconds: report.mostSetBack)) }
        if report.rows > 0 {
            Terminal.say(
                Text(
                    en:
                        "\(report.rows) rows of the tables looked up; \(report.committed) texts as entered, \(report.erased) erased",
                    cy: "\(report.rows) o resi’r tablau wedi’u chwilio; \(report.committed) o destunau fel y’u cofnodwyd, "
                        + "\(report.erased) wedi’u dileu"))
        }
        let rows = report.findings.prefix(JournalVerifyCommand.shown).map {
            [JournalWords.name($0.verdict)[Terminal.language], JournalWords.place($0.place)[Terminal.language]]
        }
        for line in Terminal.table(Array(rows)) { Terminal.say("  \(line)") }
        if report.findings.count > JournalVerifyCommand.shown {
            let more = report.findings.count - JournalVerifyCommand.shown
            Terminal.say(Text(en: "  and \(more) more", cy: "  a \(more) yn rhagor"))
        }
    }

    private static let shown = 50
}

/// `carfan journal proof`: that an entry is in a signed checkpoint.
struct JournalProofCommand: CarfanCommand {
    static let configuration = CommandConfiguration(
        commandName: "proof",
        abstract: Text(
            en: "Print the proof that an entry is in the newest checkpoint.",
            cy: "Argraffu’r prawf bod cofnod yn y pwynt gwirio diweddaraf."
        ).atTerminal)

    @Argument(help: Text(en: "The number of the entry.", cy: "Rhif y cofnod.").help) var number: Int64
    @OptionGroup var settings: CommandSettings

    func run(opening open: @escaping DatabaseOpener) async throws {
        let config = try settings.settled().config
        try await withDatabase(config, opening: open) { database in
            try await carfanSchema.check(database)
            guard let proof = try await database.read({ try JournalProof($0, of: number) }) else {
                throw JournalProofRefusal.none(number)
            }
            Terminal.say(String(proof.text.dropLast()))
        }
    }
}

/// Why there is no proof.
enum JournalProofRefusal: Refusal, Equatable {
    case none(Int64)

    var message: Text {
        switch self {
        case .none(let number):
            Text(
                en:
                    "Entry \(number) is in no signed checkpoint yet, or there is no such entry. carfan journal checkpoint makes one.",
                cy: "Nid yw cofnod \(number) mewn unrhyw bwynt gwirio wedi’i lofnodi eto, neu nid oes cofnod o’r fath. "
                    + "Mae carfan journal checkpoint yn creu un.")
        }
    }
}
