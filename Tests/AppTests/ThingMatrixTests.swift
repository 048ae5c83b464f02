import Domain
import HTTPTypes
import HummingbirdTesting
import Store
import Support
import Testing

@testable import App

/// The matrix' officers and cases, with a thing of every kind on each case.
private struct ThingMatrix: Sendable {
    let world: World
    let everybody: [Officer]
    /// Those who are asked for.
    let officers: [(Officer, String)]
    let cases: [Placed]

    static let word = "Cwmcyfrin"

    init(
        _ world: World, _ items: [MatrixCase], agreement: Int64? = nil, of chosen: (Officer) -> Bool = { _ in true }
    ) async throws {
        let all = try await MatrixWorld.officers(world)
        func id(_ username: String) -> Int64 { all.first { $0.0.username == username }?.0.id ?? 0 }
        let (gwent, south) = (id("coordinator-gwent-police-gwent"), id("coordinator-south-wales-police-south"))
        let people = CaseThings.People(
            author: gwent, receiver: id("partner-newport-council-gwent"), third: try world.officer(.dewi).id,
            colleague: id("police_offender_manager-gwent-police-gwent"), agreement: agreement)
        guard let seal = VictimSeal(world.site) else { throw NotFound() }
        let round = try await world.site.database.write { try CaseThings.round($0, world.clock.now) }
        cases = try await MatrixWorld.cases(world, all, items) { all, item, person in
            let area = item.reach.areas.first ?? .gwent
            var people = people
            if area == .southWales { people.author = south }
            return try CaseThings.plant(
                &all, person, area: area, owner: area == .gwent ? "gwent-police" : "south-wales-police", word: ThingMatrix.word,
                round: round, people, seal)
        }
        everybody = all.map(\.0)
        officers = all.filter { officer, _ in ThingMatrix.differs(officer) && chosen(officer) }
        self.world = world
    }

    /// For these rows a coordinator or information officer of a council or a prison is like one of probation, and whoever opens no case
    /// is alike everywhere.
    private static func differs(_ officer: Officer) -> Bool {
        switch officer.role {
        case .coordinator, .informationOfficer: !["newport-council", "prison"].contains(officer.agency)
        case .analyst, .administrator: officer.agency == "gwent-police"
        case .policeOffenderManager, .probationPractitioner, .victimLiaison, .partner: true
        }
    }

    /// Everything that is stored but sessions and the journal.
    func rows() async throws -> [String: [[Value]]] {
        try await world.site.database.read { connection in
            let tables = try connection.tableNames().filter { !$0.hasPrefix("journal") && $0 != "session" }
            return Dictionary(
                uniqueKeysWithValues: try tables.map { table in
                    (table, try connection.query("SELECT * FROM \(name: table)").map(\.values))
                })
        }
    }

    static func said(_ html: String) -> String {
        html.components("<main").last?.components("Reference").first ?? ""
    }
}

@Suite(
    "What hangs on a case against the policy: roles × agencies × areas × states × routes and forms (ASVS 8.2, 8.4.1; S-AUTHZ-1, S-AUTHZ-2)"
)
struct ThingMatrixTests {
    private static let engines = [Engine.memory, .postgres].filter { Engine.available.contains($0) }

    /// One database is asked by everybody, the other by one area's.
    private static func ofGwent(_ officer: Officer) -> Bool {
        officer.areas == [.gwent] && !["south-wales-police", "prison"].contains(officer.agency)
    }

    @Test("Pages", arguments: engines)
    func reads(_ engine: Engine) async throws {
        try await agrees(engine, ThingRule.reads, of: { engine == .memory || Self.ofGwent($0) }) { browser, rule, path, _, _ in
            let seen = try await browser.get(path)
            return (seen, seen.status)
        }
    }

    @Test("Forms: whoever may not finds nothing there and changes nothing, whatever is sent", arguments: engines)
    func acts(_ engine: Engine) async throws {
        let chosen: @Sendable (Officer) -> Bool = { engine == .memory ? !$0.areas.contains(.wales) : Self.ofGwent($0) }
        try await agrees(engine, ThingRule.acts, of: chosen) { browser, rule, path, expected, things in
            if expected == .ok, rule.pattern.hasSuffix("/acceptance") { return (nil, .ok) }
            let form = expected == .ok ? rule.short : rule.form(things)
            let seen = try await browser.post(path, form)
            let answered = [.ok, .unprocessableContent, .conflict].contains(seen.status)
            return (seen, answered ? .ok : seen.status)
        }
    }

    private func agrees(
        _ engine: Engine, _ rules: [ThingRule], of chosen: @escaping @Sendable (Officer) -> Bool,
        _ ask:
            @escaping @Sendable (Browser, ThingRule, String, HTTPResponse.Status, CaseThings) async throws -> (
                seen: Seen?, status: HTTPResponse.Status
            )
    ) async throws {
        try await World.visit(engine) { world, client in
            let matrix = try await ThingMatrix(world, MatrixCase.all, of: chosen)
            let (before, now) = (try await matrix.rows(), world.clock.now)
            var (cells, differences): (Int, [String]) = (0, [])
            for (officer, cookie) in matrix.officers {
                let browser = Browser(client)
                browser.accept(cookie)
                let nobody = ThingMatrix.said(try await browser.get("/people/999999").html)
                browser.csrf = try await world.csrf(of: officer)
                for placed in matrix.cases {
                    guard let things = placed.things else { continue }
                    // Whom a route does not serve at all is turned away before the case is asked for: once is enough.
                    for rule in rules where rule.roles.contains(officer.role) || placed.person == matrix.cases[0].person {
                        let expected = rule.status(officer, placed, things, of: matrix.everybody, at: now)
                        let (seen, status) = try await ask(browser, rule, rule.path(things), expected, things)
                        var wrong = status == expected ? [] : ["\(status) not \(expected)"]
                        if expected == .notFound, let html = seen?.html, !rule.pattern.hasPrefix("/api"),
                            ThingMatrix.said(html) != nobody
                        {
                            wrong.append("another page than of nobody")
                        }
                        if expected == .forbidden, !(seen?.html.contains("Case \(placed.person) is closed to you") ?? false) {
                            wrong.append("another page than of a closed case")
                        }
                        if expected != .ok, seen?.html.contains(ThingMatrix.word) ?? false { wrong.append("tells") }
                        if !wrong.isEmpty {
                            differences.append(
                                "\(officer.username) \(placed.item.name) \(rule.method) \(rule.pattern): \(wrong.joined(separator: ", "))"
                            )
                        }
                        cells += 1
                    }
                }
            }
            #expect(differences.isEmpty, "\(differences.count):\n\(differences.prefix(40).joined(separator: "\n"))")
            #expect(cells >= (engine == .postgres ? 1000 : 4000), "\(cells)")
            let after = try await matrix.rows()
            for (table, rows) in before { #expect(after[table] == rows, "\(table)") }
            let kinds = Set(try await world.journal().map(\.kind))
            #expect(kinds.isSubset(of: [.consultation, .security]), "\(kinds)")
        }
    }

    @Test("Each of those forms does what it says for somebody who may", arguments: ThingRule.acts.indices)
    func does(_ index: Int) async throws {
        let rule = ThingRule.acts[index]
        if case .nobody = rule.law { return }
        try await World.visit { world, client in
            let agreement = try await world.agreement(client)
            let matrix = try await ThingMatrix(world, MatrixCase.all.filter { $0.name == "both" }, agreement: agreement)
            let placed = try #require(matrix.cases.first)
            let things = try #require(placed.things)
            let (officer, cookie) = try #require(
                matrix.officers.first { rule.status($0.0, placed, things, of: matrix.everybody, at: world.clock.now) == .ok })
            let browser = Browser(client)
            browser.accept(cookie)
            browser.csrf = try await world.csrf(of: officer)
            if rule.pattern.hasSuffix("/restriction/end") {
                let first = try #require(ThingRule.acts.first { $0.pattern == "/people/{person}/restriction" })
                _ = try await browser.post(first.path(things), first.form(things))
            }
            if rule.pattern.hasSuffix("/ending") {
                try await world.site.database.write { try $0.execute("UPDATE share SET state = 'accepted'") }
            }
            let before = try await matrix.rows()
            let seen = try await browser.post(rule.path(things), rule.form(things))
            #expect(seen.status == .seeOther, "\(rule.pattern) by \(officer.username): \(seen.status)")
            #expect(try await matrix.rows() != before, "\(rule.pattern)")
        }
    }

    @Test("Every route of a case stands in one of the two tables")
    func complete() async throws {
        try await World.with { world in
            let ruled = Set((ThingRule.reads + ThingRule.acts).map { "\($0.method) \($0.pattern)" })
                .union(PersonRoute.allCases.map { "GET \($0.pattern)" })
            let names = [
                "person", "record", "note", "report", "contact", "involvement", "share", "task", "enrolment", "review",
                "bar", "break", "unusual",
            ]
            for route in Schemes.routes(world.site) where names.contains(where: { route.path.contains("{\($0)}") }) {
                #expect(
                    ruled.contains("\(route.method) \(route.path)"),
                    "\(route.method) \(route.path) is in no table of the policy")
            }
        }
    }
}

extension World {
    /// The token that an officer's forms carry.
    func csrf(of officer: Officer) async throws -> String {
        try await site.database.read { try $0.value("SELECT csrf FROM session WHERE officer_id = \(officer.id)") ?? "" }
    }
}
