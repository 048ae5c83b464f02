import ArgumentParser
import Domain
import Foundation
import Store

/// The arguments that every command takes: the options of `ConfigOptions`, and the file to read them from.
struct CommandSettings: ParsableArguments {
    @ArgumentParser.Option(
        name: .customLong("config"),
        help: Text(
            en: "A YAML file of options; else CARFAN_CONFIG, else carfan.yaml.",
            cy: "Ffeil YAML o opsiynau; fel arall CARFAN_CONFIG, fel arall carfan.yaml."
        ).help)
    var file: String?
    @ArgumentParser.Option(help: help("database")) var database: String?
    @ArgumentParser.Option(help: help("host")) var host: String?
    @ArgumentParser.Option(help: help("port")) var port: String?
    @ArgumentParser.Option(help: help("origin")) var origin: String?
    @ArgumentParser.Option(help: help("tls-certificate")) var tlsCertificate: String?
    @ArgumentParser.Option(help: help("tls-key")) var tlsKey: String?
    @ArgumentParser.Option(help: help("idle-minutes")) var idleMinutes: String?
    @ArgumentParser.Option(help: help("session-hours")) var sessionHours: String?
    @ArgumentParser.Option(help: help("second-factor")) var secondFactor: String?
    @ArgumentParser.Option(help: help("client-address")) var clientAddress: String?
    @ArgumentParser.Option(help: help("dormant-days")) var dormantDays: String?
    @ArgumentParser.Option(help: help("step-up-minutes")) var stepUpMinutes: String?
    @ArgumentParser.Option(help: help("secret-key")) var secretKey: String?
    @ArgumentParser.Option(help: help("breached-passwords")) var breachedPasswords: String?
    @ArgumentParser.Option(help: help("connections")) var connections: String?
    @ArgumentParser.Option(help: help("upload-megabytes")) var uploadMegabytes: String?
    @ArgumentParser.Option(help: help("journal-key")) var journalKey: String?
    @ArgumentParser.Option(help: help("journal-witnesses")) var journalWitnesses: String?
    @ArgumentParser.Option(help: help("contact")) var contact: String?
    @ArgumentParser.Option(help: help("log-level")) var logLevel: String?

    /// What was given, under the names of the table.
    var given: [ConfigValue] {
        [
            ("database", database), ("host", host), ("port", port), ("origin", origin),
            ("tls-certificate", tlsCertificate), ("tls-key", tlsKey), ("idle-minutes", idleMinutes),
            ("session-hours", sessionHours), ("connections", connections),
            ("second-factor", secondFactor), ("client-address", clientAddress), ("dormant-days", dormantDays),
            ("step-up-minutes", stepUpMinutes),
            ("secret-key", secretKey),
            ("breached-passwords", breachedPasswords),
            ("upload-megabytes", uploadMegabytes),
            ("journal-key", journalKey), ("journal-witnesses", journalWitnesses),
            ("contact", contact), ("log-level", logLevel),
        ].compactMap { name, value in
            value.map { ConfigValue(name, $0, .argument("--\(name)")) }
        }
    }

    func settled() throws -> SettledConfig {
        try SettledConfig.read(arguments: given, file: file)
    }

    /// Runs the body on an open database that stands at this program's schema, and closes it whatever happens.
    func withSite(
        opening open: DatabaseOpener, keys: SecretKeys? = nil, _ body: (Site) async throws -> Void
    ) async throws {
        let config = try settled().config
        try await withDatabase(config, opening: open) { database in
            try await carfanSchema.check(database)
            try await body(try Site.standing(on: database, config, keys))
        }
    }

    private static func help(_ name: String) -> ArgumentHelp {
        ConfigOptions.find(name)?.about.help ?? ""
    }
}

/// Opens the database for the body and closes it whatever happens.
func withDatabase(
    _ config: Config, _ opening: Opening = .existing, opening open: DatabaseOpener, _ body: (any Database) async throws -> Void
) async throws {
    let database = try open(config, opening)
    do {
        try await body(database)
    } catch {
        await database.close()
        throw error
    }
    await database.close()
}
