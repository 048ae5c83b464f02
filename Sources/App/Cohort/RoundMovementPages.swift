import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Store

/// Everybody whom a round moves, before it is run and after: page by page, and as a file.
struct RoundMovementPages: Sendable {
    let site: Site

    private static let fields = ["name", "proposal", "score"]

    var routes: [Route] {
        [
            Route(.get, "/rounds/{round}/movements", needs: .roles([.coordinator]), list),
            Route(.get, "/rounds/{round}/movements/export", needs: .roles([.coordinator]), askForExport),
            Route(.post, "/rounds/{round}/movements/export", needs: .roles([.coordinator]), export),
        ]
    }

    private static func round(_ connection: any Connection, _ id: Int64) throws -> Round {
        guard let round = try RoundStore.find(connection, id), [.planned, .current, .past].contains(round.state) else {
            throw NotFound()
        }
        return round
    }

    private func list(_ visit: Visit) async throws -> Answer {
        let (id, officer, question) = (try visit.number("round"), try visit.officer(), MovementQuestion(visit.query))
        let list = try await site.consult(try visit.actor()) { connection in
            let list = try RoundMovements.list(connection, try Self.round(connection, id), question, officer)
            return Change(
                list,
                Event(
                    .consultation, subjects: list.lines.map(\.person), records: ["selection_round:\(id)"], fields: Self.fields))
        }
        return .page(RoundMovementView.page(list))
    }

    private func askForExport(_ visit: Visit) async throws -> Answer {
        let id = try visit.number("round")
        let round = try await site.database.read { try Self.round($0, id) }
        return .page(RoundMovementView.export(round, visit, visit.query))
    }

    /// Entered as a disclosure, with everybody in it, before its first byte leaves.
    private func export(_ visit: Visit) async throws -> Answer {
        let (id, officer, question) = (try visit.number("round"), try visit.officer(), MovementQuestion(visit.form))
        let round = try await site.database.read { try Self.round($0, id) }
        var reader = FormReader(visit.form)
        let reason: ExportReason? = reader.choice(
            "reason", missing: Text(en: "Choose why you need this file", cy: "Dewiswch pam mae angen y ffeil hon arnoch"))
        do {
            try reader.finish()
        } catch let invalid as Invalid {
            return .again(RoundMovementView.export(round, visit, visit.form, invalid.problems), invalid.problems)
        }
        let people = try await site.database.read { try RoundMovements.all($0, id, question, officer) }
        let events = people.chunks(of: 1000).map {
            Event(
                .disclosure, subjects: $0.map(\.person), records: ["selection_round:\(id)"], fields: Self.fields,
                reason: reason?.rawValue ?? "")
        }
        try await site.enter(try visit.actor(), events)
        let language = visit.language
        return .csv(
            "carfan-round-\(id)-\(site.today.iso).csv",
            ResponseBody { writer in
                var writer = writer
                let heads = Self.headings.map { $0[language] }
                try await writer.write(ByteBuffer(string: "\u{FEFF}" + CSVWriter.line(heads)))
                for chunk in people.chunks(of: 500) {
                    let lines = chunk.map { CSVWriter.line(Self.cells($0, language)) }
                    try await writer.write(ByteBuffer(string: lines.joined()))
                }
                try await writer.finish(nil)
            })
    }

    private static let headings = [
        Text(en: "Number", cy: "Rhif"), Text(en: "Family name", cy: "Cyfenw"), Text(en: "Given names", cy: "Enwau cyntaf"),
        Text(en: "Area", cy: "Ardal"), Text(en: "Movement", cy: "Symudiad"),
        Text(en: "Proposal before", cy: "Cynnig blaenorol"),
        Text(en: "Score before", cy: "Sgôr blaenorol"), Text(en: "Proposal", cy: "Cynnig"),
        Text(en: "Two-year score", cy: "Sgôr dwy flynedd"),
    ]

    private static func cells(_ line: RoundMovement, _ language: Language) -> [String] {
        [
            String(line.person), line.name.family, line.name.given, PanelListView.name(line.area)[language],
            RoundWords.movement(line.movement)[language], line.before.map { CaseWords.proposal($0)[language] } ?? "",
            line.percentBefore.map(String.init) ?? "", CaseWords.proposal(line.now)[language],
            line.percent.map(String.init) ?? "",
        ]
    }
}
