import ArgumentParser
import Domain
import Foundation
import Store

/// `carfan link find`: how many of a file's people are known, new or unsure, before anything is imported.
struct LinkFindCommand: CarfanCommand {
    static let configuration = CommandConfiguration(
        commandName: "find",
        abstract: Text(
            en: "Say of each row of a CSV file whether its person is known, new or unsure. Nothing is stored.",
            cy: "Dweud am bob rhes mewn ffeil CSV a yw’r person yn hysbys, yn newydd neu’n ansicr. Ni chedwir dim."
        ).atTerminal,
        discussion: [
            Text(en: "Columns out:", cy: "Colofnau allan:"),
            Text(same: "rec_id, outcome (same / unsure / new), person, weight, rule, milliseconds."),
        ].map(\.atTerminal).joined(separator: "\n"))

    @ArgumentParser.Option(name: .customLong("in"), help: Text(en: "The file to read.", cy: "Y ffeil i’w darllen.").help)
    var input: String
    @ArgumentParser.Option(help: Text(en: "The file to write.", cy: "Y ffeil i’w hysgrifennu.").help) var out: String
    @ArgumentParser.Option(
        help: Text(
            en: "What columns hold, as HEADING=WORD joined by commas.",
            cy: "Yr hyn sydd mewn colofnau, fel PENNAWD=GAIR wedi’u gwahanu gan atalnodau."
        ).help) var columns = ""
    @OptionGroup var settings: CommandSettings

    func run(opening open: @escaping DatabaseOpener) async throws {
        var read = [input]
        if case .sqlite(let path) = DatabaseAddress(try settings.settled().config.database) { read.append(path) }
        try LinkagePaths.check(inputs: read, outputs: [out])
        let chosen = try LinkageColumns.chosen(columns)
        try await settings.withSite(opening: open) { site in
            let file = try LinkageFindFile(input, chosen: chosen, asOf: site.today)
            let output = try LinkageOutput(out)
            try output.write("rec_id,outcome,person,weight,rule,milliseconds\n")
            var counts: [MatchOutcome: Int] = [:]
            let ids = LinkageIdLines(file.ids)
            for (place, record) in file.records.enumerated() {
                let (found, time) = try await find(record, site)
                counts[found.outcome, default: 0] += 1
                var line: [UInt8] = []
                ids.append(place, to: &line)
                line += ",\(Self.said(found, time))\n".utf8
                try output.write(line)
            }
            try output.finish()
            say(counts)
            for line in file.said { Terminal.say(line) }
        }
    }

    private func find(_ record: MatchRecord, _ site: Site) async throws -> (LinkageFound, Duration) {
        let (found, time) = try await site.database.read { connection in
            let start = ContinuousClock.now
            let found = try LinkageFound(connection, LinkageVersions.inUse(connection), record)
            return (found, ContinuousClock.now - start)
        }
        let event = Event(
            .consultation, subjects: found.looked, fields: LinkageTrainer.fields, reason: LinkageReason.find.rawValue)
        try await site.enter(.command("carfan link find"), [event])
        return (found, time)
    }

    /// For programs: words of ours and numbers, as they are.
    static func said(_ found: LinkageFound, _ time: Duration) -> String {
        let outcome = found.outcome == .different ? "new" : found.outcome.rawValue
        let person = found.person.map(String.init) ?? ""
        let weight = found.person == nil ? "" : String((found.weight * 100).rounded() / 100)
        let milliseconds =
            Double(time.components.attoseconds / 1_000_000_000_000) / 1000 + Double(time.components.seconds) * 1000
        return [outcome, person, weight, found.rule, String(milliseconds)].joined(separator: ",")
    }

    private func say(_ counts: [MatchOutcome: Int]) {
        let (known, unsure, new) = (counts[.same] ?? 0, counts[.unsure] ?? 0, counts[.different] ?? 0)
        Terminal.say(
            Text(
                en: "\(grouped(known)) known, \(grouped(unsure)) unsure, \(grouped(new)) new.",
                cy: "\(grouped(known)) yn hysbys, \(grouped(unsure)) yn ansicr, \(grouped(new)) yn newydd."))
    }
}
