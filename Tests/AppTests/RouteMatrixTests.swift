import Domain
import HTTPTypes
import Support
import Testing

@testable import App

/// What a page about one person asks of the policy: the printed table of routes.
enum PersonRoute: CaseIterable {
    case overview, offences, records, timeline, api, access, relation, unmasking, restriction, lifting, exclusions, marking,
        glass

    func path(_ person: Int64) -> String {
        switch self {
        case .overview: "/people/\(person)"
        case .offences, .records, .timeline, .access, .relation, .restriction, .exclusions, .marking, .glass:
            "/people/\(person)/\(self)"
        case .api: "/api/people/\(person)"
        case .unmasking: "/people/\(person)/unmasking?part=health"
        case .lifting: "/people/\(person)/restriction/end"
        }
    }

    /// As the list of routes has it.
    var pattern: String {
        path(0).components("?")[0].components("/0").joined(separator: "/{person}")
    }

    /// What the policy table says the answer is: a case that is closed to the officer says so wherever they find nothing else.
    func status(
        _ officer: Officer, _ facts: CaseFacts, of officers: [Officer], at now: Instant
    ) -> HTTPResponse.Status {
        let sight = AccessPolicy.sight(officer, facts, at: now)
        let found = status(officer, facts, sight, of: officers, at: now)
        return sight == .closed && found == .notFound ? .forbidden : found
    }

    private func status(
        _ officer: Officer, _ facts: CaseFacts, _ sight: CaseSight, of officers: [Officer], at now: Instant
    ) -> HTTPResponse.Status {
        var byRight = facts
        byRight.grants = []
        switch self {
        case .overview, .offences, .records, .timeline, .api, .relation, .unmasking: return sight.isOpen ? .ok : .notFound
        case .access:
            guard case .open(let parts) = sight else { return .notFound }
            return officer.role.worksWithCases && parts.isOpen(.staff) ? .ok : .notFound
        case .lifting where AccessPolicy.mayLift(officer, facts, of: officers): return .ok
        case .restriction, .lifting, .exclusions, .marking:
            let owns = officer.role == .coordinator && AccessPolicy.sight(officer, byRight, at: now).isOpen
            return owns ? .ok : .notFound
        case .glass:
            let isBroken = facts.grants.contains { $0.ground == .glass && $0.isHeld(by: officer) }
            return officer.role.worksWithCases && (isBroken || AccessPolicy.mayBreakGlass(officer, facts, at: now))
                ? .ok : .notFound
        }
    }
}

@Suite(
    "Every page of a person against the policy: roles × agencies × areas × states × routes (ASVS 8.2, 8.4.1; S-AUTHZ-1, S-AUTHZ-2)"
)
struct RouteMatrixTests {
    @Test(arguments: [Engine.memory, .postgres].filter { Engine.available.contains($0) })
    func agrees(_ engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            let officers = try await MatrixWorld.officers(world)
            let cases = try await MatrixWorld.cases(world, officers)
            var (cells, differences): (Int, [String]) = (0, [])
            for (officer, cookie) in officers {
                let browser = Browser(client)
                browser.accept(cookie)
                let nobody = Self.said(try await browser.get("/people/999999").html)
                for placed in cases {
                    let (item, person, facts) = (placed.item, placed.person, placed.facts)
                    for route in PersonRoute.allCases {
                        let expected = route.status(officer, facts, of: officers.map(\.0), at: world.clock.now)
                        let seen = try await browser.get(route.path(person))
                        let leaks =
                            expected == .notFound && route != .api && Self.said(seen.html) != nobody
                            || expected == .forbidden
                                && (!seen.html.contains("Case \(person) is closed to you") || seen.html.contains("Matrix"))
                        if seen.status != expected || leaks {
                            differences.append(
                                "\(officer.username) \(item.name) \(route): \(seen.status) not \(expected)\(leaks ? ", leaks" : "")"
                            )
                        }
                        cells += 1
                    }
                }
            }
            #expect(differences.isEmpty, "\(differences.count): \(differences.prefix(12))")
            #expect(cells >= 5000, "\(cells)")
        }
    }

    /// The page without what is of the request.
    private static func said(_ html: String) -> String {
        html.components("<main").last?.components("Reference").first ?? ""
    }
}
