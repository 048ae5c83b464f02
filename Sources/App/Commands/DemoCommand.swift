import ArgumentParser
import Domain
import Foundation
import Store

/// `carfan demo`: an invented Wales to try Carfan with.
struct DemoCommand: CarfanCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: Text(
            en: "Serve an invented Wales to try Carfan with; everything in it is made up.",
            cy: "Gweini Cymru ddychmygol i roi cynnig ar Carfan; mae popeth ynddi’n ddychmygol."
        ).atTerminal,
        discussion: Text(
            en:
                "The data is kept in .demo/carfan.sqlite unless --database says otherwise, and the key that seals victims’ data beside it.",
            cy:
                "Cedwir y data yn .demo/carfan.sqlite oni bai bod --database yn dweud fel arall, a’r allwedd sy’n selio data dioddefwyr wrth ei ochr."
        ).atTerminal)

    @OptionGroup var settings: CommandSettings

    func run(opening open: @escaping DatabaseOpener) async throws {
        let config = try DemoCommand.config(settings)
        try await withDatabase(config, .create, opening: open) { database in
            _ = try await carfanSchema.migrate(database)
            let site = try Site.standing(on: database, config, try DemoCommand.keys(config))
            let opened = try await DemoAccounts(site: site).open()
            try await DemoImport(site: site).run()
            try await DemoRound(site: site).run()
            try await DemoWork(site: site).run()
            DemoCommand.show(opened)
            try await Server(site: site).run()
        }
    }

    private static func show(_ opened: [(account: NewAccount, password: String)]) {
        Terminal.say(
            Text(
                en: "Sign in with one of these invented accounts; the passwords are new each time:",
                cy: "Mewngofnodwch ag un o’r cyfrifon dychmygol hyn; mae’r cyfrineiriau’n newydd bob tro:"))
        let rows = opened.map { account, password in
            let language = Terminal.language
            let areas = account.areas.map { $0.name[language] }
            return [account.username, password, ([account.role.name[language]] + areas).joined(separator: ", ")]
        }
        for line in Terminal.table(rows) { Terminal.say("  " + line) }
    }

    /// The configuration, with a database of the demo's own unless another was asked for.
    private static func config(_ settings: CommandSettings) throws -> Config {
        let settled = try settings.settled()
        var config = settled.config
        // Its accounts are invented, and their passwords are printed.
        config.secondFactor = .off
        if settled.sources["database"] == nil {
            try FileManager.default.createDirectory(atPath: ".demo", withIntermediateDirectories: true)
            config.database = "sqlite:.demo/carfan.sqlite"
            if config.secretKey.isEmpty { config.secretKey = try ownKey() }
        }
        return config
    }

    /// The file of the key that seals victims' data, beside the demo's own database.
    private static func ownKey() throws -> String {
        let path = ".demo/secret-key"
        if !FileManager.default.fileExists(atPath: path) { try SecretKeyFile.make(path) }
        return path
    }

    /// A database of somebody else's choosing without a key holds no victims' data.
    private static func keys(_ config: Config) throws -> SecretKeys {
        config.secretKey.isEmpty ? .passing() : try SecretKeyFile.read(config.secretKey)
    }
}
