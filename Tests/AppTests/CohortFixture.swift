import Domain
import HummingbirdTesting
import Store
import Support

@testable import App

/// People whose records make one proposal of each sort, as of 1 March 2026.
struct CohortPeople: Sendable {
    /// Many burglaries: Fixed by rule 1.
    let rhodri: Int64
    /// One burglary: a Flex candidate. Known to the police alone.
    let gwenllian: Int64
    /// Shoplifting four times in two years: a Flex candidate.
    let tomos: Int64
    /// One assault: nothing.
    let alun: Int64
    /// No PNC ID: not scored.
    let bethan: Int64
    /// Burglaries at 17.
    let ifan: Int64
    /// Like Rhodri, in South Wales.
    let swansea: Int64
    /// Under MAPPA, on an order.
    let mostyn: Int64

    static let asOf = Day(iso: "2026-03-01") ?? Day(number: 0)

    static func make(_ world: World) async throws -> CohortPeople {
        let now = world.clock.now
        return try await world.site.database.write { connection in
            var all = PeopleFixture(connection, at: now)
            let rhodri = try all.known("Morgan", "Rhodri", "G2000001", pnc: "2013/6312209U", born: "1995-03-04")
            for year in 2014...2025 { try all.conviction("2013/6312209U", "\(year)-05-12", "02803", days: 90) }
            let gwenllian = try all.known("Price", "Gwenllian", "G2000002", pnc: "2001/7654321B", born: "1970-03-04", sex: "F")
            try all.conviction("2001/7654321B", "2025-06-01", "02803")
            let tomos = try all.known("Bevan", "Tomos", "G2000003", pnc: "2002/7654321C", born: "1980-07-07")
            for day in ["2024-06-01", "2024-12-01", "2025-06-01", "2025-12-01"] {
                try all.conviction("2002/7654321C", day, "04600")
            }
            let alun = try all.known("Hughes", "Alun", "G2000004", pnc: "2003/7654321D", born: "1975-07-07")
            try all.conviction("2003/7654321D", "2020-06-01", "10501")
            let bethan = try all.nominal("Vaughan", "Bethan", "G2000005") { $0.sex = "F" }
            let ifan = try all.known("Ellis", "Ifan", "G2000006", pnc: "2004/7654321E", born: "2008-07-07")
            for day in ["2024-06-01", "2025-06-01"] { try all.conviction("2004/7654321E", day, "02803") }
            let swansea = try all.known(
                "Rees", "Carwyn", "NOM-20000007", pnc: "2005/7654321F", born: "1995-03-04", agency: "south-wales-police",
                .southWales)
            for year in 2014...2025 { try all.conviction("2005/7654321F", "\(year)-05-12", "02803", days: 90) }
            let mostyn = try all.known("Lloyd", "Mostyn", "G2000008", pnc: "2006/7654321G", born: "1990-03-04")
            for year in 2010...2025 { try all.conviction("2006/7654321G", "\(year)-05-12", "02803", days: 90) }
            try all.record(
                .init(
                    agency: "probation", kind: "probation", reference: "E200008", family: "Lloyd", given: "Mostyn",
                    crn: "E200008",
                    person: mostyn))
            try all.order("E200008", from: "2025-05-12", to: "2026-11-09", rosh: "high", twoYear: 66)
            try all.finish()
            return CohortPeople(
                rhodri: rhodri, gwenllian: gwenllian, tomos: tomos, alun: alun, bethan: bethan, ifan: ifan, swansea: swansea,
                mostyn: mostyn)
        }
    }

    /// A world with these people, scored.
    static func visit<T: Sendable>(
        _ engine: Engine = .memory,
        _ body: @Sendable @escaping (World, CohortPeople, any TestClientProtocol) async throws -> T
    ) async throws -> T {
        try await World.visit(engine) { world, client in
            let people = try await CohortPeople.make(world)
            try await world.score()
            return try await body(world, people, client)
        }
    }
}

extension PeopleFixture {
    /// A person with a police record that names a PNC ID, and the PNC's own record.
    mutating func known(
        _ family: String, _ given: String, _ reference: String, pnc: String, born: String, sex: String = "M",
        agency: String = "gwent-police", _ area: Area = .gwent
    ) throws -> Int64 {
        let person = try nominal(family, given, reference) {
            ($0.agency, $0.area, $0.pnc, $0.born, $0.sex) = (agency, area, pnc, born, sex)
        }
        try record(
            .init(agency: "pnc", kind: "pnc", reference: pnc, born: nil, sex: nil, area: .wales, pnc: pnc, person: person))
        // The check letters are invented: what counts here is that the force took them for right.
        try connection.execute("UPDATE record SET pnc = \(pnc), pnc_verified = 1 WHERE person_id = \(person)")
        return person
    }
}

extension World {
    /// Scores everybody and makes the round current. Returns its number.
    @discardableResult
    func score(_ name: String = "March panels", asOf: Day = CohortPeople.asOf, sliceSize: Int = 3) async throws -> Int64 {
        let now = clock.now
        let (id, settings) = try await site.database.write { connection in
            let settings = try CohortSettingsStore.inForce(connection, on: asOf)
            let id = try RoundStore.begin(
                connection, name: name, asOf: asOf, settings: settings, officer: 0, .scoring, now: now)
            return (id, settings)
        }
        try await ScoreRun(site: site, actor: .command("test"), sliceSize: sliceSize).run(id, asOf: asOf, settings: settings)
        return id
    }

    func proposals(_ round: Int64) async throws -> [Int64: String] {
        try await site.database.read { connection in
            var found: [Int64: String] = [:]
            for row in try connection.query("SELECT person_id, proposal FROM proposal WHERE round_id = \(round)") {
                found[try row.get("person_id")] = try row.get("proposal", as: String.self)
            }
            return found
        }
    }

    func current() async throws -> Round? {
        try await site.database.read { try RoundStore.current($0) }
    }
}
