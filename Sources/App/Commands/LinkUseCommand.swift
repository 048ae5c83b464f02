import ArgumentParser
import Domain
import Store

/// `carfan link use`: takes a version of the model into use.
struct LinkUseCommand: CarfanCommand {
    static let configuration = CommandConfiguration(
        commandName: "use",
        abstract: Text(
            en: "Take a version of the model into use, with a reason.",
            cy: "Rhoi fersiwn o’r model ar waith, gyda rheswm."
        ).atTerminal)

    @ArgumentParser.Argument(
        help: Text(en: "Its number; 0 is the shipped one.", cy: "Ei rhif; 0 yw’r un a gludir.").help) var version: Int64
    @ArgumentParser.Option(help: Text(en: "Why.", cy: "Pam.").help) var reason: String
    @OptionGroup var settings: CommandSettings

    func run(opening open: @escaping DatabaseOpener) async throws {
        try await settings.withSite(opening: open) { site in
            try await LinkageTasks(site: site).useHere(version, reason: reason, .command("carfan link use"))
            Terminal.say(
                Text(
                    en: "Records are weighed by version \(version) from now on. What was linked before stays as it is.",
                    cy: "Pwysir cofnodion yn ôl fersiwn \(version) o hyn ymlaen. Saif yr hyn a gysylltwyd o’r blaen."))
        }
    }
}

/// `carfan link versions`: the versions of the model.
struct LinkVersionsCommand: CarfanCommand {
    static let configuration = CommandConfiguration(
        commandName: "versions",
        abstract: Text(en: "List the versions of the model.", cy: "Rhestru fersiynau’r model.").atTerminal)

    @OptionGroup var settings: CommandSettings

    func run(opening open: @escaping DatabaseOpener) async throws {
        try await settings.withSite(opening: open) { site in
            let lines = try await site.database.read { try LinkageVersions.all($0) }
            let heads = [
                Text(en: "Version", cy: "Fersiwn"), Text(en: "State", cy: "Cyflwr"), Text(en: "Records", cy: "Cofnodion"),
                Text(en: "Decided pairs", cy: "Parau a benderfynwyd"),
                Text(en: "Made", cy: "Gwnaed"), Text(en: "Reason", cy: "Rheswm"),
            ].map(\.atTerminal)
            let shipped = [
                "0", LinkageWords.state(lines.contains { $0.state == "in_use" } ? "shipped" : "in_use").atTerminal, "", "", "",
                "",
            ]
            let rows = lines.map {
                [
                    String($0.number), LinkageWords.state($0.state).atTerminal, grouped($0.records), grouped($0.taught.pairs),
                    $0.madeAt.iso, $0.reason,
                ]
            }
            for line in Terminal.table([heads] + rows + [shipped]) { Terminal.say(line) }
        }
    }
}

/// Words of the versions of the model.
enum LinkageWords {
    static func state(_ code: String) -> Text {
        switch code {
        case "in_use": Text(en: "In use", cy: "Ar waith")
        case "trained": Text(en: "Learned, not in use", cy: "Wedi’i dysgu, heb fod ar waith")
        case "shipped": Text(en: "Shipped, not in use", cy: "Wedi’i chludo, heb fod ar waith")
        default: Text(en: "Former", cy: "Blaenorol")
        }
    }
}
