import ArgumentParser
import Domain
import Logging

/// `carfan serve`: answers browsers until it is told to stop.
struct ServeCommand: CarfanCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: Text(
            en: "Answer browsers and programs until told to stop.", cy: "Ateb porwyr a rhaglenni nes y dywedir wrtho am beidio."
        ).atTerminal,
        discussion: Text(
            en: "SIGTERM or Ctrl-C ends it after the requests in hand, at most 20 seconds; a second one ends it at once.",
            cy:
                "Mae SIGTERM neu Ctrl-C yn ei orffen ar ôl y ceisiadau sydd ar waith, 20 eiliad ar y mwyaf; mae ail un yn ei orffen ar unwaith."
        ).atTerminal)

    @OptionGroup var settings: CommandSettings

    func run(opening open: @escaping DatabaseOpener) async throws {
        let config = try settings.settled().config
        let keys = try SecretKeyFile.needed(config)
        try await settings.withSite(opening: open, keys: keys ?? .passing()) { site in
            if let keys {
                site.log.notice("secret keys, by their names, the newest first: \(keys.names.joined(separator: " "))")
            }
            if config.secondFactor == .off { site.log.warning("second-factor is off: a password alone opens an account") }
            try await Server(site: site).run()
        }
    }
}
