import ArgumentParser
import Domain
import Foundation

/// `carfan export`: what leaves Carfan as a file.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: Text(
            en: "Write data to a file; entered in the journal as a disclosure.",
            cy: "Ysgrifennu data i ffeil; fe’i cofnodir fel datgeliad."
        ).atTerminal,
        subcommands: [Proposals.self])

    struct Proposals: CarfanCommand {
        static let configuration = CommandConfiguration(
            abstract: Text(
                en: "Write a line for each agency's record with the person's score and proposal.",
                cy: "Ysgrifennu llinell ar gyfer cofnod pob asiantaeth, â sgôr a chynnig y person."
            ).atTerminal,
            discussion: (Text(en: "Columns: ", cy: "Colofnau: ")
                + Text(same: "agency, local_reference, ogrs3_1y, ogrs3_2y, proposal, marking."))
                .atTerminal)

        @ArgumentParser.Option(help: Text(en: "The file to write.", cy: "Y ffeil i’w hysgrifennu.").help) var out: String
        @ArgumentParser.Option(
            help: Text(
                en: "The round as of this day; the current one when left out.",
                cy: "Y cylch fel ar y diwrnod hwn; yr un cyfredol os gadewir allan."
            ).help) var asOf: String?
        @OptionGroup var settings: CommandSettings

        func validate() throws {
            if let asOf, Day(iso: asOf) == nil { throw WrongArgument.day }
        }

        func run(opening open: @escaping DatabaseOpener) async throws {
            try await settings.withSite(opening: open) { site in
                let file = try WrittenFile(out)
                let export = ProposalExport(site: site, actor: .command("carfan export proposals"))
                let (round, lines) = try await export.write(asOf: asOf.flatMap { Day(iso: $0) }) { try file.write($0) }
                try file.finish()
                Terminal.say(
                    Text(
                        en: "\(grouped(lines)) lines of round “\(round.name)” in \(out).",
                        cy: "\(grouped(lines)) o linellau cylch “\(round.name)” yn \(out)."))
            }
        }
    }
}
