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
            JournalKeyCommand.self, JournalPackCommand.self, JournalIndexCommand.self,
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
