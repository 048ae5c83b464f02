import ArgumentParser
import Domain

/// `carfan config`: what is in force and where it came from.
struct ConfigCommand: CarfanCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: Text(
            en: "Show what is in force and where it came from, secrets masked.",
            cy: "Dangos yr hyn sydd mewn grym ac o ble y daeth, gan guddio cyfrinachau."
        ).atTerminal)

    @OptionGroup var settings: CommandSettings

    func run(opening open: @escaping DatabaseOpener) async throws {
        ConfigCommand.lines(try settings.settled()).forEach { Terminal.say($0) }
    }

    static func lines(_ settled: SettledConfig) -> [String] {
        Terminal.table(
            ConfigOptions.all.map { option in
                [option.name, option.shown(settled.config), "(\(settled.source(of: option).words[Terminal.language]))"]
            })
    }
}
