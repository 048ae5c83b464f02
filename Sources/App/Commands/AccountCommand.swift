public import ArgumentParser
public import Domain

/// `carfan account`: officers' accounts from the terminal; the first administrator is made here.
struct AccountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract: Text(
            en: "Add, close, reset and list officers' accounts.", cy: "Ychwanegu, cau, ailosod a rhestru cyfrifon swyddogion."
        ).atTerminal,
        subcommands: [Add.self, Disable.self, Reset.self, List.self, Key.self])

    struct Add: CarfanCommand {
        static let configuration = CommandConfiguration(
            abstract: Text(
                en: "Open an account and print the one-time link by which the officer sets a password.",
                cy: "Agor cyfrif ac argraffu’r ddolen untro y mae’r swyddog yn gosod cyfrinair â hi."
            ).atTerminal)

        @Argument(
            help: Text(
                en: "Small letters, digits, dots, hyphens and underscores.",
                cy: "Llythrennau bach, digidau, dotiau, cysylltnodau a thanlinellau."
            ).help) var username: String
        @ArgumentParser.Option(help: Text(en: "The officer's name.", cy: "Enw’r swyddog.").help) var name: String
        @ArgumentParser.Option(
            help: Text(
                en: "One of: \(AccountCommand.codes(Role.self)).", cy: "Un o’r rhain: \(AccountCommand.codes(Role.self))."
            ).help) var role: Role
        @ArgumentParser.Option(
            help: (Text(en: "The code of the agency: ", cy: "Cod yr asiantaeth: ") + Text(same: "gwent-police, probation …"))
                .help)
        var agency: String
        @ArgumentParser.Option(
            help: Text(
                en: "An area, by code or name; may be given several times. Wales means all.",
                cy: "Ardal, yn ôl ei chod neu ei henw; gellir rhoi sawl un. Cymru yw’r cyfan."
            ).help) var area: [Area] = []
        @OptionGroup var settings: CommandSettings

        func run(opening open: @escaping DatabaseOpener) async throws {
            let new = NewAccount(
                username: Username.folded(username), name: name, agency: agency, role: role, areas: area)
            try await settings.withSite(opening: open) { site in
                do {
                    AccountCommand.show(try await AccountStore(site: site).add(new, by: .command("carfan account add")), site)
                } catch let invalid as Invalid {
                    for problem in invalid.problems { Terminal.complain(problem.message) }
                    throw ExitCode.failure
                }
            }
        }
    }

    struct Disable: CarfanCommand {
        static let configuration = CommandConfiguration(
            abstract: Text(
                en: "Close an account; its sessions end at once.", cy: "Cau cyfrif; daw ei sesiynau i ben ar unwaith."
            ).atTerminal)

        @Argument var username: String
        @OptionGroup var settings: CommandSettings

        func run(opening open: @escaping DatabaseOpener) async throws {
            try await settings.withSite(opening: open) { site in
                let actor = Actor.command("carfan account disable")
                let officer = try await AccountCommand.officer(username, site, actor)
                try await AccountStore(site: site).disable(officer.id, by: actor)
                Terminal.say(
                    Text(en: "The account \(officer.username) is closed.", cy: "Mae’r cyfrif \(officer.username) ar gau."))
            }
        }
    }

    struct Reset: CarfanCommand {
        static let configuration = CommandConfiguration(
            abstract: Text(
                en: "Take the password and the second step away and print a new one-time link; opens a closed account again.",
                cy: "Dileu’r cyfrinair a’r ail gam ac argraffu dolen untro newydd; mae’n ailagor cyfrif a gaewyd."
            ).atTerminal)

        @Argument var username: String
        @OptionGroup var settings: CommandSettings

        func run(opening open: @escaping DatabaseOpener) async throws {
            try await settings.withSite(opening: open) { site in
                let actor = Actor.command("carfan account reset")
                let officer = try await AccountCommand.officer(username, site, actor)
                let link = try await AccountStore(site: site).reset(officer.id, andSecondFactor: true, by: actor)
                AccountCommand.show(link, site)
            }
        }
    }

    struct List: CarfanCommand {
        static let configuration = CommandConfiguration(
            abstract: Text(en: "Print every account.", cy: "Argraffu pob cyfrif.").atTerminal)

        @OptionGroup var settings: CommandSettings

        func run(opening open: @escaping DatabaseOpener) async throws {
            try await settings.withSite(opening: open) { site in
                let rows = try await AccountStore(site: site).list(by: .command("carfan account list")).map { account in
                    let (officer, language) = (account.officer, Terminal.language)
                    return [
                        officer.username, officer.role.rawValue, officer.agency, officer.areaNames[language],
                        account.standing(site).name[language], officer.name,
                    ]
                }
                for line in Terminal.table(rows) { Terminal.say(line) }
            }
        }
    }

    /// It asks no database: whoever keeps the key need not be whoever keeps the data.
    struct Key: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Text(
                en: "Make the file of the secret key that seals second factors; serve needs it.",
                cy: "Gwneud ffeil yr allwedd gyfrinachol sy’n selio’r ail gam; mae serve ei hangen."
            ).atTerminal)

        @Argument(help: Text(en: "The file to write.", cy: "Y ffeil i’w hysgrifennu.").help) var file: String

        func run() throws {
            try SecretKeyFile.make(file)
            Terminal.say(
                Text(
                    en:
                        "\(file) holds a new secret key. Set secret-key to it, and keep a copy away from those of the database.",
                    cy:
                        "Mae \(file) yn dal allwedd gyfrinachol newydd. Gosodwch secret-key iddi, a chadwch gopi ar wahân i rai’r "
                        + "gronfa ddata."))
        }
    }

    private static func officer(_ username: String, _ site: Site, _ actor: Actor) async throws -> Officer {
        guard let account = try await AccountStore(site: site).find(username: username, by: actor) else {
            throw AccountRefusal.unknown(username: username)
        }
        return account.officer
    }

    private static func show(_ link: OneTimeLink, _ site: Site) {
        Terminal.say(link.address(site.config))
        if let hint = OneTimeLink.hint(site.config) { Terminal.say(hint) }
        let until = London.words(link.expiresAt)
        Terminal.say(
            Text(en: "The link works once, until \(until.en).", cy: "Mae’r ddolen yn gweithio unwaith, tan \(until.cy)."))
    }

    fileprivate static func codes<Choice: CaseIterable & RawRepresentable>(_: Choice.Type) -> String
    where Choice.RawValue == String {
        Choice.allCases.map(\.rawValue).joined(separator: ", ")
    }
}

extension Role: ExpressibleByArgument {}

extension Area: ExpressibleByArgument {
    public init?(argument: String) {
        let typed = argument.lowercased()
        let named = Area.allCases.first { $0.name.en.lowercased() == typed || $0.name.cy.lowercased() == typed }
        guard let area = Area(rawValue: argument) ?? named else { return nil }
        self = area
    }
}
