import ArgumentParser
import Domain
import Store

/// `carfan migrate`: brings the database to this program's schema.
struct MigrateCommand: CarfanCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: Text(
            en: "Bring the database to this program's schema. Take a backup first.",
            cy: "Dod â’r gronfa ddata at sgema’r rhaglen hon. Gwnewch gopi wrth gefn yn gyntaf."
        ).atTerminal)

    @OptionGroup var settings: CommandSettings

    func run(opening open: @escaping DatabaseOpener) async throws {
        try await withDatabase(settings.settled().config, .create, opening: open) { database in
            let applied = try await carfanSchema.migrate(database)
            for name in applied { Terminal.say(Text(en: "Applied \(name).", cy: "Cymhwyswyd \(name).")) }
            Terminal.say(
                Text(
                    en: "The database stands at schema \(carfanSchema.version).",
                    cy: "Mae’r gronfa ddata ar sgema \(carfanSchema.version)."))
        }
    }
}
