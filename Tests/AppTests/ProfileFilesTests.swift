import Domain
import Testing

@testable import App

@Suite("Profiles as YAML")
struct ProfileFilesTests {
    @Test("Read once, with the other tables; no page reads them from disk")
    func onceOnly() async throws {
        try await World.with { world in
            let site = Site(
                database: world.site.database, clock: world.site.clock, log: world.site.log,
                reference: Reference(
                    offences: world.site.reference.offences, profiles: [], unusual: world.site.reference.unusual,
                    holidays: world.site.reference.holidays, gateways: world.site.reference.gateways), config: Config())
            let (none, all) = (try await Profiles(site: site).all(), try await Profiles(site: world.site).all())
            #expect(none.isEmpty && all.count == 11)
        }
    }

    @Test func shipped() throws {
        let profiles = try ProfileFiles.shipped()
        #expect(
            profiles.map(\.id) == [
                "dyfed-powys-police/custody", "dyfed-powys-police/nominals", "gwent-police/custody", "gwent-police/nominals",
                "north-wales-police/custody", "north-wales-police/nominals", "pnc/convictions", "prison/releases",
                "probation/cases", "south-wales-police/custody", "south-wales-police/nominals",
            ])
        #expect(profiles.allSatisfy { $0.version == 1 })
    }

    @Test("A copy written as YAML reads back the same")
    func roundTrip() throws {
        for profile in try ProfileFiles.shipped() {
            var draft = profile.draft
            draft.version = "2"
            draft.ignored = ["NO", "0"]
            #expect(try ProfileFiles.draft(ProfileFiles.yaml(draft)) == draft)
        }
    }

    @Test(arguments: [
        ("", ""), ("- a", ""), ("a: [", ""), ("agency: {a: b}", "agency"), ("colour: red", "colour"), ("columns: x", "columns"),
        ("columns: {pnc: {a: b}}", "columns.pnc"), ("codes: {sex: M}", "codes.sex"),
        ("codes: {sex: {M: [a]}}", "codes.sex.M"), ("separators: {aliases: [a]}", "separators.aliases"),
    ])
    func shapes(yaml: String, field: String) {
        let invalid = #expect(throws: Invalid.self) { try ProfileFiles.draft(yaml) }
        #expect(invalid?.problems.map(\.field) == [field])
    }
}
