import ArgumentParser
import Domain
import Foundation
import Store

/// `carfan backup`: a copy of the whole database while it is in use, entered in the journal as a disclosure.
struct BackupCommand: CarfanCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: Text(
            en: "Copy the SQLite database to a new file, while it is in use.",
            cy: "Copïo’r gronfa ddata SQLite i ffeil newydd, tra bo’n cael ei defnyddio."
        ).atTerminal,
        discussion: Text(
            en: "Readable by its owner only; a file that is there is not overwritten. For PostgreSQL use pg_dump.",
            cy:
                "Dim ond ei pherchennog all ei darllen; ni throsysgrifir ffeil sy’n bod. Ar gyfer PostgreSQL defnyddiwch pg_dump."
        )
        .atTerminal)

    @Argument(help: Text(en: "The file to write.", cy: "Y ffeil i’w hysgrifennu.").help) var file: String
    @OptionGroup var settings: CommandSettings

    /// Any schema will do: a backup is taken before `carfan migrate`.
    func run(opening open: @escaping DatabaseOpener) async throws {
        let config = try settings.settled().config
        try await withDatabase(config, opening: open) { database in
            try await Backup(site: try Site.standing(on: database, config)).write(to: file)
            Terminal.say(Text(en: "The database is copied to \(file).", cy: "Copïwyd y gronfa ddata i \(file)."))
        }
    }
}

/// A copy of everything: its entry stands, in the copy too, before the first byte of it is written.
struct Backup: Sendable {
    static let actor = Actor.command("carfan backup")

    let site: Site

    func write(to file: String) async throws {
        guard site.database.dialect == .sqlite else { throw BackupRefusal.postgres }
        guard !FileManager.default.fileExists(atPath: file) else { throw BackupRefusal.exists(file) }
        try await site.enter(Backup.actor, [Event(.disclosure, subjects: [], records: ["database"], fields: ["all"])])
        let partial = "\(file).partial-\(hexadecimal(randomBytes(4)))"
        defer { unlink(partial) }
        try await site.database.backup(to: partial)
        // Unlike a move, a link overwrites nothing.
        if link(partial, file) == 0 { return try WrittenFile.settle(file) }
        if errno == EEXIST { throw BackupRefusal.exists(file) }
        throw FileRefused.cannotWrite(file)
    }
}

/// Why there is no backup.
enum BackupRefusal: Refusal, Equatable {
    case postgres
    case exists(String)

    var message: Text {
        switch self {
        case .postgres:
            Text(
                en: "This database is PostgreSQL: back it up with pg_dump or pg_basebackup, and write down who did.",
                cy: "PostgreSQL yw’r gronfa ddata hon: gwnewch gopi wrth gefn â pg_dump neu pg_basebackup, a nodwch pwy wnaeth."
            )
        case .exists(let file):
            Text(
                en: "\(file) is there already; a backup overwrites nothing.",
                cy: "Mae \(file) yno eisoes; nid yw copi wrth gefn yn trosysgrifo dim.")
        }
    }
}
