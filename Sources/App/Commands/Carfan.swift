public import ArgumentParser
import Domain
import Foundation
public import Store

/// Opens the database that a configuration names. The executable gives it, because only the executable knows the drivers.
public typealias DatabaseOpener = @Sendable (Config) throws -> any Database

/// A command of ours. Unlike the parser's own `run()`, it is handed what it cannot make itself.
protocol CarfanCommand: ParsableCommand {
    func run(opening open: @escaping DatabaseOpener) async throws
}

/// `carfan`: every command.
public struct Carfan: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "carfan",
        abstract: "The case system for Integrated Offender Management in Wales.",
        subcommands: [
            ServeCommand.self, DemoCommand.self, MigrateCommand.self, ConfigCommand.self, JournalCommand.self,
            ImportCommand.self, ScoreCommand.self, ExportCommand.self, RiskCommand.self,
            AccountCommand.self,
        ])

    public init() {}

    /// Reads the arguments and runs the command that they name. It ends the program when something is wrong.
    public static func main(opening open: @escaping DatabaseOpener) async {
        do {
            var command = try parseAsRoot()
            if let command = command as? any CarfanCommand {
                try await command.run(opening: open)
            } else {
                try command.run()
            }
        } catch let problem as ConfigInvalid {
            problem.problems.forEach(Terminal.complain)
            exit(withError: ExitCode.failure)
        } catch let problem as StoreError {
            Terminal.complain(Text(same: problem.description))
            exit(withError: ExitCode.failure)
        } catch let problem as any Refusal {
            Terminal.complain(problem.message)
            exit(withError: ExitCode.failure)
        } catch {
            exit(withError: error)
        }
    }
}
