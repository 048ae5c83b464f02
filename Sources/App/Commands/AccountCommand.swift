public import ArgumentParser
public import Domain

/// `carfan account`: officers' accounts from the terminal; the first administrator is made here.
struct AccountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Add, close, reset and list officers' accounts.",
        subcommands: [Add.self, Disable.self, Reset.self, List.self])

    struct Add: CarfanCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open an account and print the one-time link by which the officer sets a password.")

        @Argument(help: "Small letters, digits, dots, hyphens and underscores.") var username: String
        @ArgumentParser.Option(help: "The officer's name.") var name: String
        @ArgumentParser.Option(help: "One of: \(AccountCommand.codes(Role.self)).") var role: Role
        @ArgumentParser.Option(help: "The code of the agency: gwent-police, probation …") var agency: String
        @ArgumentParser.Option(help: "An area, by code or English name; may be given several times. Wales means all.") var area:
            [Area] = []
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
        static let configuration = CommandConfiguration(abstract: "Close an account; its sessions end at once.")

        @Argument var username: String
        @OptionGroup var settings: CommandSettings

        func run(opening open: @escaping DatabaseOpener) async throws {
            try await settings.withSite(opening: open) { site in
                let officer = try await AccountCommand.officer(username, site)
                try await AccountStore(site: site).disable(officer.id, by: .command("carfan account disable"))
                Terminal.say(
                    Text(en: "The account \(officer.username) is closed.", cy: "Mae'r cyfrif \(officer.username) ar gau."))
            }
        }
    }

    struct Reset: CarfanCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take the password away and print a new one-time link; opens a closed account again.")

        @Argument var username: String
        @OptionGroup var settings: CommandSettings

        func run(opening open: @escaping DatabaseOpener) async throws {
            try await settings.withSite(opening: open) { site in
                let officer = try await AccountCommand.officer(username, site)
                AccountCommand.show(
                    try await AccountStore(site: site).reset(officer.id, by: .command("carfan account reset")), site)
            }
        }
    }

    struct List: CarfanCommand {
        static let configuration = CommandConfiguration(abstract: "Print every account.")

        @OptionGroup var settings: CommandSettings

        func run(opening open: @escaping DatabaseOpener) async throws {
            try await settings.withSite(opening: open) { site in
                let now = site.clock()
                let rows = try await AccountStore(site: site).list().map { account in
                    let (officer, language) = (account.officer, Terminal.language)
                    return [
                        officer.username, officer.role.rawValue, officer.agency, officer.areaNames[language],
                        account.standing(now).name[language], officer.name,
                    ]
                }
                for line in Terminal.table(rows) { Terminal.say(line) }
            }
        }
    }

    private static func officer(_ username: String, _ site: Site) async throws -> Officer {
        guard let account = try await AccountStore(site: site).find(username: username) else {
            throw AccountRefusal.unknown(username: username)
        }
        return account.officer
    }

    private static func show(_ link: OneTimeLink, _ site: Site) {
        Terminal.say(link.address(site.config))
        if let hint = OneTimeLink.hint(site.config) { Terminal.say(hint) }
        let until = London.words(link.expiresAt)
        Terminal.say(
            Text(en: "The link works once, until \(until.en).", cy: "Mae'r ddolen yn gweithio unwaith, tan \(until.cy)."))
    }

    fileprivate static func codes<Choice: CaseIterable & RawRepresentable>(_: Choice.Type) -> String
    where Choice.RawValue == String {
        Choice.allCases.map(\.rawValue).joined(separator: ", ")
    }
}

extension Role: ExpressibleByArgument {}

extension Area: ExpressibleByArgument {
    public init?(argument: String) {
        let named = Area.allCases.first { $0.name.en.lowercased() == argument.lowercased() }
        guard let area = Area(rawValue: argument) ?? named else { return nil }
        self = area
    }
}
