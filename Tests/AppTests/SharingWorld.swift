import Domain
import HTTPTypes
import HummingbirdTesting
import Store
import Support
import Testing

@testable import App

/// Agreements and shares made as people make them.
extension World {
    typealias Fields = [(String, String)]

    /// Drafted by Carys, signed by all parties, approved by Rhian.
    func agreement(
        _ client: any TestClientProtocol, _ parties: [String] = ["gwent-police", "newport-council", "probation"],
        parts: [CasePart] = [.risk, .plan, .offences, .cohort], review: (Int, Int, Int) = (30, 6, 2026)
    ) async throws -> Int64 {
        let id = try await draft(client, parties, parts: parts, review: review)
        let rhian = try await browser(client, as: .rhian)
        #expect(try await approve(rhian, id).status == .seeOther)
        return id
    }

    /// What the officer reads is what they approve.
    func approve(_ officer: Browser, _ id: Int64) async throws -> Seen {
        let edition = try await officer.get("/agreements/\(id)").value("edition") ?? ""
        return try await officer.post("/agreements/\(id)/approval", ["edition": edition])
    }

    func draft(
        _ client: any TestClientProtocol, _ parties: [String], parts: [CasePart], review: (Int, Int, Int)
    ) async throws -> Int64 {
        let carys = try await browser(client, as: .carys)
        let fields =
            World.agreed + parties.map { ("parties", $0) } + parts.map { ("items", $0.rawValue) } + World.day("review", review)
        let begun = try await carys.post("/agreements", fields)
        let id = try #require(begun.location?.components("/").compactMap(Int64.init).first)
        let edition = try #require(try await carys.get("/agreements/\(id)/draft").value("edition"))
        let signed = parties.flatMap { party in
            [("signatory-\(party)", "Signatory of \(party)"), ("post-\(party)", "SIRO")]
                + World.day("signed-\(party)", (1, 3, 2026))
        }
        let saved = try await carys.post("/agreements/\(id)/draft", [("edition", edition)] + fields + signed)
        #expect(saved.status == .seeOther)
        return id
    }

    static let agreed: Fields =
        [("title_en", "Housing in Newport"), ("title_cy", "Tai yng Nghasnewydd")]
        + SharingPurpose.allCases.map { ("purpose", $0.rawValue) } + Gateway.allCases.map { ("gateways", $0.rawValue) }
        + AgreementHeading.inWords.map { ($0.rawValue, "What we say on \($0.name.en)") }

    static func day(_ name: String, _ day: (Int, Int, Int)) -> Fields {
        [("\(name)-day", String(day.0)), ("\(name)-month", String(day.1)), ("\(name)-year", String(day.2))]
    }

    /// What Carys sends to share two parts with housing until the end of May.
    func share(under agreement: Int64, with officer: Named? = .sian, _ changes: [String: String] = [:]) throws -> Fields {
        var fields: [String: String] = [
            "kind": "share", "agency": "newport-council", "purpose": "crime_prevention", "agreement": String(agreement),
            "gateway": "common_law_policing", "necessity": "The tenancy ends in May", "message": "Two rooms are needed",
            "officer": try officer.map { String(try self.officer($0).id) } ?? "",
        ]
        fields.merge(changes) { $1 }
        let parts = changes["parts"].map { $0.components(" ") } ?? ["risk", "plan"]
        fields["parts"] = nil
        let until = changes.keys.contains("until-day") ? [] : World.day("until", (31, 5, 2026))
        return fields.map { ($0.key, $0.value) } + parts.map { ("parts", $0) } + until
    }

    /// The newest share.
    func newest() async throws -> CaseShare {
        let today = site.today
        return try #require(try await site.database.read { try ShareRows.some($0, "1 = 1", today) }.first)
    }

    /// What passed by the share, the first time first.
    func disclosures(_ share: Int64) async throws -> [(items: String, hash: String)] {
        try await site.database.read {
            try $0.query("SELECT items, content_hash FROM share_disclosure WHERE share_id = \(share) ORDER BY id").map {
                (try $0.get("items"), try $0.get("content_hash"))
            }
        }
    }

    /// Proposed by Carys and accepted by Siân.
    @discardableResult
    func shared(
        _ client: any TestClientProtocol, _ person: Int64, under agreement: Int64, _ changes: [String: String] = [:]
    ) async throws -> CaseShare {
        let carys = try await browser(client, as: .carys)
        #expect(try await carys.post("/people/\(person)/sharing", try share(under: agreement, changes)).status == .seeOther)
        let id = try await newest().id
        let sian = try await browser(client, as: .sian)
        #expect(try await sian.post("/shares/\(id)/acceptance").location == "/people/\(person)")
        return try await newest()
    }

    func bar(_ named: Named, from person: Int64) async throws {
        let (id, now) = (try officer(named).id, clock.now)
        try await site.database.write {
            try $0.execute(
                """
                INSERT INTO case_bar (person_id, entered_for, officer_id, kind, reason, made_by, made_at)
                VALUES (\(person), \(person), \(id), 'excluded', 'A neighbour', 1, \(now))
                """)
        }
    }
}
