import ArgumentParser
import Domain
import Store

/// `carfan journal index`: makes the index by which entries are found anew.
struct JournalIndexCommand: CarfanCommand {
    static let configuration = CommandConfiguration(
        commandName: "index",
        abstract: Text(
            en: "Make the index by which entries are found anew, from the entries.",
            cy: "Gwneud y mynegai y canfyddir cofnodion ag ef o’r newydd, o’r cofnodion."
        ).atTerminal,
        discussion: Text(
            en: "For when carfan journal verify says that it is altered. The entries and their tree are not touched.",
            cy: "Ar gyfer pan fo’r gwirio’n dweud ei fod wedi’i newid. Ni chyffyrddir â’r cofnodion na’u coeden."
        ).atTerminal)

    @OptionGroup var settings: CommandSettings

    func run(opening open: @escaping DatabaseOpener) async throws {
        try await settings.withSite(opening: open) { site in
            try await site.change(.command("carfan journal index")) { connection in
                try JournalIndex.forget(connection)
                return Change((), Event(.security, subjects: [], fields: ["journal_index"]))
            }
            // A server that runs and holds the lease does it; else it is done here.
            try await JournalKeeping(site: site).extend()
            Terminal.say(
                Text(
                    en: "The index is made anew; a server that runs does so within minutes.",
                    cy: "Gwneir y mynegai o’r newydd; mae gweinydd sy’n rhedeg yn gwneud hynny o fewn munudau."))
        }
    }
}
