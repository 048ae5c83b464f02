public import ArgumentParser
import Domain
import Foundation
public import Store

/// Opens the database that a configuration names. The executable gives it, because only the executable knows the drivers.
public typealias DatabaseOpener = @Sendable (Config, Opening) throws -> any Database

/// Whether a database that is not there yet is made: a mistyped path must not leave an empty one behind.
public enum Opening: Sendable {
    case create, existing
    /// Nothing of it is changed, to the byte.
    case readOnly

    /// Throws, in words, when the file must be there and is not.
    public func check(_ path: String) throws {
        if self != .create, !FileManager.default.fileExists(atPath: path) { throw CommandRefusal.noDatabase(path) }
    }
}

/// A command of ours. Unlike the parser's own `run()`, it is handed what it cannot make itself.
protocol CarfanCommand: ParsableCommand {
    func run(opening open: @escaping DatabaseOpener) async throws
}

/// `carfan`: every command.
public struct Carfan: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "carfan",
        abstract: Text(
            en: "The case system for Integrated Offender Management in Wales.",
            cy: "Y system achosion ar gyfer Rheoli Troseddwyr yn Integredig yng Nghymru."
        ).atTerminal,
        subcommands: [
            ServeCommand.self, DemoCommand.self, MigrateCommand.self, ConfigCommand.self, JournalCommand.self,
            BackupCommand.self, LinkCommand.self,
            ImportCommand.self, ScoreCommand.self, ExportCommand.self, RiskCommand.self,
            AccountCommand.self, WitnessCommand.self,
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
        } catch is JournalUnavailable {
            Terminal.complain(
                Text(
                    en: "Nothing was shown or written: the journal cannot be written.",
                    cy: "Ni ddangoswyd ac ni ysgrifennwyd dim: ni ellir ysgrifennu i’r dyddlyfr."))
            exit(withError: ExitCode.failure)
        } catch let problem as StoreError {
            Terminal.complain(Text(same: problem.description))
            exit(withError: ExitCode.failure)
        } catch let problem as any Refusal {
            Terminal.complain(problem.message)
            exit(withError: ExitCode.failure)
        } catch let problem as CocoaError where problem.filePath != nil {
            Terminal.complain(FileRefused(problem).message)
            exit(withError: ExitCode.failure)
        } catch {
            exit(withError: error)
        }
    }
}
