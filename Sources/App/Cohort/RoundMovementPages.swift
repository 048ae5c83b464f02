import Domain
import HTTPTypes
import Store

/// Everybody whom a round moves, before it is run and after: page by page, and as a file.
struct RoundMovementPages: Sendable {
    let site: Site

    private static let fields = ["name", "proposal", "score"]

    var routes: [Route] {
        [
            Route(.get, "/rounds/{round}/movements", needs: .roles([.coordinator]), list),
            Route(.get, "/rounds/{round}/movements/export", needs: .roles([.coordinator]), proof: .recent, askForExport),
            Route(.post, "/rounds/{round}/movements/export", needs: .roles([.coordinator]), proof: .recent, export),
        ]
    }

    private static func round(_ connection: any Connection, _ id: Int64) throws -> Round {
        guard let round = try RoundStore.find(connection, id), [.planned, .current, .past].contains(round.state) else {
            throw NotFound()
        }
        return round
    }

    private func list(_ visit: Visit) async throws -> Answer {
        let (id, viewer, question) = (try visit.number("round"), try visit.viewer().byRight, MovementQuestion(visit.query))
        let list = try await site.consult(try visit.actor()) { connection in
            let list = try RoundMovements.list(connection, try Self.round(connection, id), question, viewer)
            return Change(
                list,
                Event(
                    .consultation, subjects: list.lines.map(\.person), records: ["selection_round:\(id)"], fields: Self.fields))
        }
        return .page(RoundMovementView.page(list))
    }

    private func askForExport(_ visit: Visit) async throws -> Answer {
        .page(RoundMovementView.export(try await round(visit), visit.query).page(visit, visit.query))
    }

    private func export(_ visit: Visit) async throws -> Answer {
        let (round, viewer, question) = (try await round(visit), try visit.viewer().byRight, MovementQuestion(visit.form))
        return try await RoundMovementView.export(round, visit.form).answer(visit, site) {
            let moved = try await site.database.read { try RoundMovements.all($0, round.id, question, viewer) }
            let lines = Dictionary(moved.map { ($0.person, $0) }, uniquingKeysWith: { first, _ in first })
            return ListExport(
                name: "carfan-round-\(round.id)-\(site.today.iso).csv", people: moved.map(\.person),
                records: ["selection_round:\(round.id)"], fields: Self.fields, headings: Self.headings
            ) { people, language in
                people.compactMap { lines[$0] }.map { Self.cells($0, language) }
            }
        }
    }

    private func round(_ visit: Visit) async throws -> Round {
        let id = try visit.number("round")
        return try await site.database.read { try Self.round($0, id) }
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
