import ArgumentParser

/// `carfan serve`: answers browsers until it is told to stop.
struct ServeCommand: CarfanCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Answer browsers and programs until told to stop.",
        discussion: "SIGTERM or Ctrl-C ends it after the requests in hand, at most 20 seconds; a second one ends it at once.")

    @OptionGroup var settings: CommandSettings

    func run(opening open: @escaping DatabaseOpener) async throws {
        try await settings.withSite(opening: open) { try await Server(site: $0).run() }
    }
}
