import ArgumentParser
import Domain
import Foundation
import Store

/// `carfan link train`: learns a version of the model from the stored records.
struct LinkTrainCommand: CarfanCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: Text(
            en: "Learn a version of the model from the stored records, and from what people decided of them.",
            cy: "Dysgu fersiwn o’r model o’r cofnodion sydd wedi’u storio, ac o’r hyn a benderfynodd pobl amdanynt."
        ).atTerminal,
        discussion: Text(
            en:
                "It stands beside the version in use: see with “carfan link check --version N” what it would change, then “carfan link use N”.",
            cy:
                "Mae’n sefyll wrth ymyl y fersiwn sydd ar waith: gwelwch â “carfan link check --version N” beth a newidiai, yna “carfan link use N”."
        ).atTerminal)

    @OptionGroup var settings: CommandSettings

    func run(opening open: @escaping DatabaseOpener) async throws {
        try await settings.withSite(opening: open) { site in
            let total = try await LinkCheckCommand.records(site)
            let bar = ProgressLine(Text(en: "Reading", cy: "Darllen"))
            let (number, learned) = try await LinkageTasks(site: site).learnHere(.command("carfan link train")) {
                bar.show(Int64($0), of: total)
            }
            bar.end()
            Terminal.say(learned.words(number) + Text(en: " It is not in use yet.", cy: " Nid yw ar waith eto."))
        }
    }
}

/// `carfan link check`: weighs all stored records anew, and does what follows from it when told to.
struct LinkCheckCommand: CarfanCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: Text(
            en: "Weigh all stored records anew and say what would change; with --run, do it.",
            cy: "Pwyso pob cofnod sydd wedi’i storio eto a dweud beth a newidiai; gyda --run, ei wneud."
        ).atTerminal,
        discussion: Text(
            en:
                "People that must be one are joined by rule, pairs in doubt and links that no longer hold go to the review queue. What people have decided stays.",
            cy:
                "Cysylltir pobl y mae’n rhaid eu bod yn un yn ôl rheol; mae parau mewn amheuaeth a chysylltiadau nad ydynt yn dal mwyach yn mynd i’r rhestr adolygu. Saif yr hyn y mae pobl wedi’i benderfynu."
        ).atTerminal)

    @ArgumentParser.Option(
        help: Text(
            en: "The version of the model, 0 for the shipped one; the one in use when left out.",
            cy: "Fersiwn y model, 0 am yr un a gludir; yr un sydd ar waith os gadewir allan."
        ).help) var version: Int64?
    @Flag(help: Text(en: "Do it, by the version in use.", cy: "Ei wneud, yn ôl y fersiwn sydd ar waith.").help) var run = false
    @OptionGroup var settings: CommandSettings

    func run(opening open: @escaping DatabaseOpener) async throws {
        try await settings.withSite(opening: open) { site in
            let total = try await LinkCheckCommand.records(site)
            let actor = Actor.command("carfan link check")
            let bar = ProgressLine(Text(en: "Weighing", cy: "Pwyso"))
            let (number, counts): (Int64, LinkageCounts)
            if run {
                (number, counts) = try await LinkageTasks(site: site).runHere(version, actor) { bar.show(Int64($0), of: total) }
            } else {
                let model = try await site.database.read { connection in
                    try version.map { try LinkageVersions.load(connection, $0) } ?? LinkageVersions.inUse(connection)
                }
                let check = LinkageCheck(site: site, actor: actor, version: model)
                (number, counts) = (model.number, LinkageCounts(try await check.plan { bar.show(Int64($0), of: total) }))
            }
            bar.end()
            for line in Self.lines(counts, number, isDone: run) { Terminal.say(line) }
        }
    }

    /// A run says what it did, and what it left to the next.
    static func lines(_ counts: LinkageCounts, _ version: Int64, isDone: Bool) -> [Text] {
        let (joins, doubts, loose) = (grouped(counts.joins), grouped(counts.doubts), grouped(counts.loose))
        return [
            Text(
                en: "\(grouped(counts.records)) records weighed by version \(version).",
                cy: "Pwyswyd \(grouped(counts.records)) cofnod yn ôl fersiwn \(version)."),
            isDone
                ? Text(en: "Pairs of people joined: \(joins)", cy: "Parau o bobl a gysylltwyd: \(joins)")
                : Text(en: "Pairs of people that would be joined: \(joins)", cy: "Parau o bobl a gysylltid: \(joins)"),
            Text(en: "Pairs for the review queue: \(doubts)", cy: "Parau i’r rhestr adolygu: \(doubts)"),
            Text(en: "Links that no longer hold: \(loose)", cy: "Cysylltiadau nad ydynt yn dal mwyach: \(loose)"),
        ] + [counts.crowd, isDone ? counts.putOff.flatMap { $0.isEmpty ? nil : $0.words } : nothing].compactMap(\.self)
    }

    private static let nothing = Text(en: "Nothing was changed.", cy: "Ni newidiwyd dim.")

    static func records(_ site: Site) async throws -> Int64 {
        try await site.database.read {
            try $0.value("SELECT COUNT(*) AS number FROM record WHERE kind <> 'pnc'", as: Int64.self) ?? 0
        }
    }
}
