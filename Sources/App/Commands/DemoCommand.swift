import ArgumentParser
import Domain
import Foundation
import Store

/// `carfan demo`: an invented Wales to try Carfan with.
struct DemoCommand: CarfanCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Serve an invented Wales to try Carfan with; everything in it is made up.",
        discussion: "The data is kept in .demo/carfan.sqlite unless --database says otherwise.")

    @OptionGroup var settings: CommandSettings

    func run(opening open: @escaping DatabaseOpener) async throws {
        let config = try DemoCommand.config(settings)
        try await withDatabase(config, opening: open) { database in
            _ = try await carfanSchema.migrate(database)
            try await Server(site: Site.standing(on: database, config)).run()
        }
    }

    /// The configuration, with a database of the demo's own unless another was asked for.
    private static func config(_ settings: CommandSettings) throws -> Config {
        let settled = try settings.settled()
        var config = settled.config
        if settled.sources["database"] == nil {
            try FileManager.default.createDirectory(atPath: ".demo", withIntermediateDirectories: true)
            config.database = "sqlite:.demo/carfan.sqlite"
        }
        return config
    }
}
