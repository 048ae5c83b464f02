import ArgumentParser
import Domain
import Store

/// `carfan journal list`: a range of entries for an operator. It shows no subject and no value.
struct JournalListCommand: CarfanCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: Text(
            en: "Print journal entries: number, time, kind, actor, route.",
            cy: "Argraffu cofnodion y dyddlyfr: rhif, amser, math, gweithredwr, llwybr."
        ).atTerminal)

    @ArgumentParser.Option(help: Text(en: "The number of the first entry.", cy: "Rhif y cofnod cyntaf.").help) var from: Int64 =
        1
    @ArgumentParser.Option(help: Text(en: "How many entries at most.", cy: "Faint o gofnodion ar y mwyaf.").help) var count =
        100
    @OptionGroup var settings: CommandSettings

    func validate() throws {
        guard from >= 1, count >= 1 else { throw WrongArgument.range }
    }

    func run(opening open: @escaping DatabaseOpener) async throws {
        try await settings.withSite(opening: open) { site in
            var next = from
            var left = count
            while left > 0 {
                let limit = min(left, 1000)
                let entries = try await JournalListCommand.entries(site, from: next, limit: limit)
                Terminal.table(entries.map(JournalListCommand.row)).forEach { Terminal.say($0) }
                guard entries.count == limit, let last = entries.last else { return }
                next = last.0 + 1
                left -= limit
            }
        }
    }

    /// Entries name officers, so reading them is entered as well.
    static func entries(_ site: Site, from start: Int64, limit: Int) async throws -> [(Int64, Entry)] {
        let entries = try await site.database.read { connection in
            try Journal.entries(connection, from: start, limit: limit).map { ($0.number, $0.entry) }
        }
        guard let last = entries.last else { return [] }
        let event = Event(
            .consultation, subjects: [], records: ["journal:\(start)-\(last.0)"], fields: ["kind", "agency", "actor", "route"])
        try await site.enter(.command("carfan journal"), [event])
        return entries
    }

    static func row(_ number: Int64, _ entry: Entry) -> [String] {
        [String(number), entry.at.iso, entry.kind.rawValue, entry.agency, String(entry.actor), entry.route]
    }
}
