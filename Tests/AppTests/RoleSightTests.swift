import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("Administrators see no cases, nor do analysts; an information officer sees who looked, and no more (design 1.3)")
struct RoleSightTests {
    /// What names or places the people of the fixture.
    private static let marks = [
        "Siân Mair", "ap Rhys", "Llewellyn", "Gwilym", "Silvia", "SUM(A1)", "G1000001", "E100001", "A1234BC", "2013/6312209U",
        "65656/91H", "NP20 1AB", "CU2025/000658",
    ]

    @Test("No address shows them anything of a case", arguments: [Named.owain, .elin, .rhian])
    func nothing(named: Named) async throws {
        try await GwentPeople.visit { world, people, client in
            let browser = try await world.browser(client, as: named)
            for route in Schemes.routes(world.site) where !route.readsBody && route.path != "/sign-out" {
                // Invented people who are nobody's case.
                guard !route.path.hasPrefix("/components") else { continue }
                for path in Self.addresses(route.path, people) {
                    let answer = route.method == .get ? try await browser.get(path) : try await browser.post(path)
                    for mark in Self.marks {
                        #expect(!answer.html.contains(mark), "\(route.method) \(path) shows \(mark)")
                    }
                    if case .roles(let roles) = route.needs, !roles.contains(named.role) {
                        #expect(answer.status == .notFound, "\(route.method) \(path)")
                    }
                }
            }
            // What the program weighed behind the model's page at their word: numbers come back, nobody's record.
            let weighed = Set(LinkageReason.allCases.map(\.rawValue))
            let own = try await world.journal().filter { !$0.subjects.isEmpty && !weighed.contains($0.reason) }
            #expect(own.isEmpty)
        }
    }

    @Test("Routes to cases name only roles to which cases are open; who looked is the information officer’s too")
    func declared() async throws {
        try await World.with { world in
            let cases = ["/people", "/api/people", "/panels", "/enrolments", "/reviews"]
            for route in Schemes.routes(world.site) where cases.contains(where: { route.path.hasPrefix($0) }) {
                guard case .roles(let roles) = route.needs else {
                    Issue.record("\(route.path) names no roles")
                    continue
                }
                let more: Set<Role> = route.path.hasSuffix("/looks") ? [.informationOfficer] : []
                for role in roles.subtracting(more) { #expect(role.opensCases, "\(route.path)") }
            }
        }
    }

    /// The address with each of the fixture's numbers in its blanks.
    private static func addresses(_ path: String, _ people: GwentPeople) -> [String] {
        guard path.contains("{") else { return [path] }
        return [people.sian, people.dafydd, people.review, 1].map { number in
            path.components("/").map { part in
                part == "{area}" ? Area.gwent.rawValue : part.hasPrefix("{") ? String(number) : part
            }.joined(separator: "/")
        }
    }
}
