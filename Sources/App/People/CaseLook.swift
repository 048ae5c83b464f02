import Domain
import Store

/// What was read of a case, and the things and fields of it that the journal names beside the person.
struct CaseLook<State: Sendable>: Sendable {
    let state: State
    let records: [String]
    let fields: [String]
    /// Others whose names stood on the page.
    let others: [Int64]

    init(_ state: State, records: [String] = [], fields: [String] = [], others: [Int64] = []) {
        self.state = state
        self.records = records
        self.fields = fields
        self.others = others
    }
}

extension CaseStore {
    /// What stands above every page of a case.
    static let headFields = ["name", "date_of_birth", "identifiers"]

    /// Reads a part of a case, and enters what of it was found open.
    func read<T: Sendable>(
        _ id: Int64, _ visit: Visit, _ body: @escaping @Sendable (any Connection, Viewer) throws -> CaseLook<T>
    ) async throws -> T {
        let viewer = try visit.viewer()
        return try await site.consult(try visit.actor()) { connection in
            let look = try body(connection, viewer)
            return Change(
                look.state,
                Event(
                    .consultation, subjects: [id] + look.others,
                    records: ["person:\(id)"] + look.others.map { "person:\($0)" } + look.records,
                    fields: CaseStore.headFields + look.fields.filter { !CaseStore.headFields.contains($0) }))
        }
    }

    /// What the officer sees of the parts of a case; throws `NotFound` where it is not open to them.
    static func sights(_ connection: any Connection, _ viewer: Viewer, _ id: Int64) throws -> PartSights {
        try sights(connection, viewer, id, numbering: []).sights
    }

    /// The same, with numbers for new rows of these tables: a writer lets others wait, so all is asked together.
    static func sights(
        _ connection: any Connection, _ viewer: Viewer, _ id: Int64, numbering tables: [String]
    ) throws -> (sights: PartSights, numbers: [Int64]) {
        let answers = try connection.pipeline([personQuery(viewer, id)] + tables.map { connection.newID(for: $0) })
        _ = try person(connection, viewer, id, answers[0].first)
        let numbers: [Int64] = try answers.dropFirst().flatMap { try $0.map { try $0.get("id") } }
        if CaseSights.areAlike(viewer) { return (PartRules.sights(viewer.officer.role), numbers) }
        return (try CaseSights.of(connection, viewer, [id])[id] ?? PartSights(), numbers)
    }

    /// The case in the address, when it is restricted and the officer may know its number: that they heard of it is entered. nil for
    /// every other number, and when the address names no case or nobody is signed in.
    func closed(_ visit: Visit) async throws -> ClosedCase? {
        guard let viewer = try? visit.viewer(), let id = try? visit.number("person") else { return nil }
        return try await site.consult(try visit.actor()) { connection in
            guard var found = try ClosedCase.one(connection, viewer, id) else { return .nothing(nil) }
            found.mayLift = try RestrictionOwners.mayLift(connection, viewer, id)
            found.mayBreakGlass = viewer.officer.role.worksWithCases
            return Change(found, Event(.consultation, subjects: [id], fields: ["person"]))
        }
    }
}
