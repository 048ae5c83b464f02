import Domain
import Testing

@Suite("A person as the records together describe them")
struct PersonOutlineTests {
    private func record(
        _ agency: String, _ family: String, _ given: String, updated: String = "2026-01-01T00:00:00Z", area: Area? = nil,
        born: String? = nil, address: String = ""
    ) throws -> RecordOutline {
        let agency = try #require(Agency.find(agency))
        return RecordOutline(
            agency: agency, reference: "R\(updated)", area: area ?? agency.area, updatedAt: Instant(iso: updated),
            family: family,
            given: given, aliases: [], dateOfBirth: born.flatMap { Day(iso: $0) }, sex: nil, ethnicity: nil, language: nil,
            address: address, postcode: "")
    }

    @Test("Police before probation before prison; the writing with most care wins where the name is the same")
    func name() throws {
        let outline = PersonOutline(
            records: [
                try record("prison", "JONES", "SION"), try record("south-wales-police", "JONES", "SIÔN"),
                try record("probation", "Jones", "Siôn"),
            ], enrolledIn: [])
        #expect(outline.family == "Jones")
        #expect(outline.given == "Siôn")
        #expect(outline.area == .southWales)
        #expect(outline.words == ["jones", "sion"])
    }

    @Test("The police record last updated leads")
    func lastUpdated() throws {
        let outline = PersonOutline(
            records: [
                try record("gwent-police", "Evans", "Mair", updated: "2026-01-01T00:00:00Z", address: "1 High Street"),
                try record("dyfed-powys-police", "Price", "Mair", updated: "2026-02-01T00:00:00Z", address: "2 Mill Road"),
            ], enrolledIn: [])
        #expect(outline.family == "Price")
        #expect(outline.area == .dyfedPowys)
        #expect(outline.address == "2 Mill Road")
        #expect(outline.words == ["evans", "mair", "price"])
    }

    @Test("A PNC record names nobody and has no say on place or birth")
    func pnc() throws {
        let outline = PersonOutline(
            records: [try record("pnc", "", ""), try record("gwent-police", "Rees", "Aled", born: "1990-05-17")], enrolledIn: []
        )
        #expect(outline.family == "Rees")
        #expect(outline.dateOfBirth == Day(iso: "1990-05-17"))
        #expect(outline.area == .gwent)
        #expect(outline.reach.split(separator: " ").contains("W15000002/coordinators"))
    }

    @Test("Without a police or probation area the case is Wales's")
    func prisonOnly() throws {
        #expect(PersonOutline(records: [try record("prison", "ROWE", "JAMES")], enrolledIn: []).area == .wales)
    }
}
