import Domain
import Store
import Support
import Testing

@testable import App

@Suite("A full run says what it did, and what it put off")
struct LinkagePutOffTests {
    /// One person by three references whom somebody has made three, and nobody has said why.
    private static func three(_ world: World) async throws {
        let references = ["G1", "G2", "G5"]
        for reference in references {
            _ = try await ImportRunning.whole(
                try await ImportPlanning.plan(GwentFile.bytes([GwentFile.row(reference, "Prosser")]), world.site), world.site)
            world.clock.move(seconds: 1)
        }
        try await world.site.database.write { connection in
            for reference in references.dropFirst() {
                let person = try connection.insertReturningID(
                    """
                    INSERT INTO person (family, given, sort_key, sort_key_cy, area, created_at)
                    VALUES ('', '', '', '', 'gwent', \(world.clock.now)) RETURNING id
                    """)
                try connection.execute("UPDATE record SET person_id = \(person) WHERE reference = \(reference)")
                try PersonRefresh.refresh(connection, [person])
            }
        }
    }

    private static let people: SQL = "SELECT COUNT(DISTINCT person_id) AS n FROM record"

    @Test(
        "Of three who must be one, a run joins two, says that it left the third, and the next joins it",
        arguments: Engine.available)
    func counted(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            try await Self.three(world)
            let version = try await world.site.database.read { try LinkageVersions.inUse($0) }
            let check = LinkageCheck(site: world.site, actor: .command("test"), version: version)
            #expect(try await check.plan().counts == [.join: 3])
            let first = try await check.run()
            #expect(first.counts == [.join: 1] && first.putOff == LinkagePutOff(joins: 1, questions: 0))
            #expect(try await world.site.count(Self.people) == 2)
            let second = try await check.run()
            #expect(second.counts == [.join: 1] && second.putOff.isEmpty)
            #expect(try await world.site.count(Self.people) == 1)
        }
    }

    private static func finding(_ kind: LinkageFinding.Kind, _ person: Int64, _ other: Int64) -> LinkageFinding {
        LinkageFinding(
            kind: kind, record: max(person, other) * 10, other: min(person, other) * 10, person: person, otherPerson: other,
            weight: 20, rule: .weight, explanation: "")
    }

    @Test("What a later slice did after all is not put off; two people are counted once, by whatever name they go")
    func deeds() {
        var deeds = LinkageDeeds()
        deeds.add(
            [Self.finding(.join, 1, 2)],
            putOff: [
                Self.finding(.join, 1, 3), Self.finding(.join, 2, 3), Self.finding(.doubt, 2, 4), Self.finding(.doubt, 1, 5),
                Self.finding(.doubt, 2, 5),
            ], crowded: 0, records: 500)
        #expect(deeds.putOff == LinkagePutOff(joins: 1, questions: 2))
        // Person 2 is person 1 by now, and person 3 becomes so too.
        deeds.add([Self.finding(.join, 1, 3), Self.finding(.doubt, 1, 4)], putOff: [], crowded: 0, records: 900)
        #expect(deeds.putOff == LinkagePutOff(joins: 0, questions: 1))
        #expect(deeds.counts == [.join: 2, .doubt: 1] && deeds.records == 900)
        // Those who were to be asked about became one.
        deeds.add([Self.finding(.join, 1, 5)], putOff: [Self.finding(.loose, 1, 1)], crowded: 0, records: 901)
        #expect(deeds.putOff == LinkagePutOff(joins: 0, questions: 1))
    }

    @Test("Said by the command and on the page", arguments: Language.allCases)
    func words(_ language: Language) async throws {
        try await World.visit { world, client in
            try await Self.three(world)
            let owain = try await world.browser(client, as: .owain)
            owain.language = language.rawValue
            _ = try await owain.post("/linkage/check", ["number": "0"])
            let seen = try #require(try await world.settled(owain, "/linkage").value("seen"))
            _ = try await owain.post("/linkage/run", ["number": "0", "seen": seen])
            let page = try await world.settled(owain, "/linkage")
            let words = LinkagePutOff(joins: 1, questions: 0).words[language]
            #expect(page.html.contains(words) && words.contains(language == .english ? "1 joins, 0" : "cysylltiadau: 1"))
            #expect(page.html.contains(language == .english ? "1 pairs of people joined" : "parau o bobl a gysylltwyd: 1;"))
            #expect(Markup.problems(html: Array(page.html.utf8)) == [])
            var deeds = LinkageDeeds()
            deeds.add([Self.finding(.join, 1, 2)], putOff: [Self.finding(.join, 1, 3)], crowded: 0, records: 3)
            let lines = LinkCheckCommand.lines(LinkageCounts(deeds), 0, isDone: true).map { $0[language] }
            #expect(lines.last == words && lines[1].hasSuffix(": 1"))
            let planned = LinkCheckCommand.lines(LinkageCounts(LinkagePlan()), 0, isDone: false).map { $0[language] }
            #expect(planned.count == 5 && !planned.contains(words))
        }
    }
}
