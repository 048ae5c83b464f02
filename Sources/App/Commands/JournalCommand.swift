import ArgumentParser
import Domain
import Store

/// `carfan journal`: a range of entries for an operator. It shows no subject and no value.
struct JournalCommand: CarfanCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "Print journal entries: number, time, kind, actor, route.")

    @ArgumentParser.Option(help: "The number of the first entry.") var from: Int64 = 1
    @ArgumentParser.Option(help: "How many entries at most.") var count = 100
    @OptionGroup var settings: CommandSettings

    func validate() throws {
        guard from >= 1, count >= 1 else { throw ValidationError("--from and --count start at 1.") }
    }

    func run(opening open: @escaping DatabaseOpener) async throws {
        try await settings.withSite(opening: open) { site in
            var next = from
            var left = count
            while left > 0 {
                let (start, limit) = (next, min(left, 1000))
                let entries = try await site.database.read { connection in
                    try Journal.entries(connection, from: start, limit: limit).map { ($0.number, $0.entry) }
                }
                Terminal.table(entries.map(JournalCommand.row)).forEach { Terminal.say($0) }
                guard entries.count == limit, let last = entries.last else { return }
                next = last.0 + 1
                left -= limit
            }
        }
    }

    static func row(_ number: Int64, _ entry: Entry) -> [String] {
        [String(number), entry.at.iso, entry.kind.rawValue, entry.agency, String(entry.actor), entry.route]
    }
}
