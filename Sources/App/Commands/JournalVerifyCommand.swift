import ArgumentParser
import Domain
import Foundation
import Store

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
        let (anchors, own) = (try anchor.map { try JournalVerifyCommand.anchor($0, logs + witnesses) }, try own(config))
        try await withDatabase(config, .readOnly, opening: open) { database in
            try await carfanSchema.check(database)
            let report = try await database.read { connection in
                // Its root is not asked for: where tiles are damaged there is none, and that is for the report to say.
                let size: Int64 = try connection.value("SELECT size FROM journal_tree WHERE id = 1") ?? 0
                return try JournalVerification.report(
                    connection, logs: logs, witnesses: witnesses,
                    anchors: anchors + own.filter { Checkpoint($0.text).map { $0.size <= size } ?? false },
                    recorded: isJournalOnly ? [] : RecordedTables.all, committed: isJournalOnly ? [] : RecordedTables.committed)
            }
            JournalVerifyCommand.tell(report)
            if let signed = own.first.flatMap({ Checkpoint($0.text) }), signed.size > report.size {
                Terminal.say(JournalWords.older(signed.size))
            }
            guard report.verdict == .whole else { throw ExitCode.failure }
        }
    }

    /// What this Carfan itself signed last, where it keeps it. A copy may well be older.
    private func own(_ config: Config) throws -> [SignedNote] {
        guard keys == nil, !config.journalKey.isEmpty else { return [] }
        return try SignedBefore.note(SignedBefore.path(besides: config.journalKey)).map { [$0] } ?? []
    }

    /// A note that nobody signed proves nothing against a journal.
    private static func anchor(_ path: String, _ known: [NoteVerifier]) throws -> SignedNote {
        guard let note = try SignedBefore.note(path) else { throw FileRefused.missing(path) }
        guard known.isEmpty || known.contains(where: { $0.hasSigned(note) }) else { throw AnchorRefusal(path: path) }
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
        if report.unchecked > 0 { Terminal.say(JournalWords.unchecked(report.unchecked)) }
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

/// A checkpoint that was kept elsewhere bears no signature that is known.
struct AnchorRefusal: Refusal, Equatable {
    let path: String

    var message: Text {
        Text(
            en:
                "\(path) is signed by none of the journal’s keys and by no witness that was named: it proves nothing. --keys and "
                + "--witnesses name them.",
            cy:
                "Nid yw \(path) wedi’i lofnodi gan yr un o allweddi’r dyddlyfr na chan dyst a enwyd: nid yw’n profi dim. Mae --keys a "
                + "--witnesses yn eu henwi.")
    }
}
