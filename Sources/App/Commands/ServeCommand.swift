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
        guard config.secondFactor == .required || config.answersOnlyHere else { throw ServeRefusal.passwordsAlone }
        let keys = try SecretKeyFile.needed(config)
        try await settings.withSite(opening: open, keys: keys ?? .passing()) { site in
            if let keys {
                site.log.notice("secret keys, by their names, the newest first: \(keys.names.joined(separator: " "))")
            }
            if config.secondFactor == .off { Terminal.warn(SecondFactorRule.warning) }
            try await Server(site: site).run()
        }
    }
}

/// Why a server does not start.
enum ServeRefusal: Refusal, Equatable {
    case passwordsAlone

    var message: Text {
        SecondFactorRule.warning
            + Text(
                en:
                    " That is accepted only where nobody but this machine is answered: a host such as 127.0.0.1, and no origin.",
                cy: " Derbynnir hynny dim ond lle nad atebir neb ond y peiriant hwn: --host 127.0.0.1 neu debyg, heb --origin.")
    }
}
