import Domain
import Store
import Support
import Testing

@testable import App

@Suite("Very many records of one person: an import and a full run compare each once")
struct MatchManyTests {
    private func take(_ rows: [String], _ world: World) async throws -> ImportFile {
        let file = try await ImportRunning.whole(try await ImportPlanning.plan(GwentFile.bytes(rows), world.site), world.site)
        world.clock.move(seconds: 1)
        return file
    }

    private static func nominals(_ numbers: Range<Int>) -> [String] { numbers.map { GwentFile.row("G\($0)", "Prosser") } }

    private static func incoming(_ ids: ClosedRange<Int64>) throws -> [IncomingRecord] {
        let agency = try #require(Agency.find("gwent-police"))
        return ids.map { number in
            var record = IncomingRecord(
                agency: agency, kind: .nominal, reference: "H\(number)", updatedAt: "", area: .gwent)
            record.id = number
            (record.family, record.given, record.sex) = ("Prosser", "Gwenllian", "F")
            (record.dateOfBirth, record.postcode) = (Day(iso: "1990-05-14"), "NP23 4AB")
            return record
        }
    }

    @Test("Twice as many records are twice as many comparisons", arguments: Engine.available, [200, 400])
    func linear(_ engine: Engine, _ count: Int) async throws {
        try await World.with(engine) { world in
            let records = try Self.incoming(1001...1000 + Int64(count))
            let (placed, searches) = try await world.site.database.write { connection in
                var placing = try RecordPlacing(connection, records)
                let people = records.enumerated().map { placing.place($1, at: $0) }
                #expect(Set(people).count == 1 && placing.crowded.isEmpty)
                return (placing.matching.compared, MatchCandidates.distinct(placing.probes).probes.count)
            }
            #expect(placed == count - 1 && searches == 1)
            _ = try await take(Self.nominals(0..<count), world)
            let version = try await world.site.database.read { try LinkageVersions.inUse($0) }
            let weighed = try await world.site.database.read { connection in
                guard var found = try LinkageFindings(connection, version, after: 0, count: count) else { return 0 }
                #expect(found.all().isEmpty && found.crowded == 0)
                return found.matching.compared
            }
            #expect(weighed == count)
        }
    }

    private static let people: SQL = "SELECT COUNT(DISTINCT person_id) AS n FROM record"

    @Test(
        "More than can be compared, all of one person: nobody was left out, and nobody says so", arguments: Engine.available)
    func onePerson(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            for rows in [0..<250, 250..<500] {
                let file = try await take(Self.nominals(rows), world)
                #expect(file.crowded == 0 && ImportWords.crowded(file) == nil)
            }
            #expect(try await world.site.count(Self.people) == 1)
            let version = try await world.site.database.read { try LinkageVersions.inUse($0) }
            let plan = try await LinkageCheck(site: world.site, actor: .command("test"), version: version).plan()
            #expect(plan.crowded == 0 && plan.counts.isEmpty && plan.records == 500)
        }
    }

    @Test("Somebody else who may be meant and was left out is told of", arguments: Engine.available)
    func another(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await take(Self.nominals(0..<250), world)
            try await world.site.database.write { connection in
                let person = try connection.insertReturningID(
                    """
                    INSERT INTO person (family, given, sort_key, sort_key_cy, area, created_at)
                    VALUES ('', '', '', '', 'gwent', \(world.clock.now)) RETURNING id
                    """)
                try connection.execute("UPDATE record SET person_id = \(person) WHERE reference = 'G0'")
                try PersonRefresh.refresh(connection, [person])
            }
            let second = try await take(Self.nominals(250..<252), world)
            #expect(second.crowded == 2 && ImportWords.crowded(second) != nil)
            let version = try await world.site.database.read { try LinkageVersions.inUse($0) }
            let plan = try await LinkageCheck(site: world.site, actor: .command("test"), version: version).plan()
            #expect(plan.crowded == 251, "all but the one who was left out")
        }
    }
}
