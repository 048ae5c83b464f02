import Domain
import Store

/// Cases that are not open to everybody, two broken glasses, of which one waits for its review, and readings that stand out.
struct DemoAccess: Sendable {
    let cast: DemoCast

    func run(restricted: Int64, inRefuge: Int64, known: Int64) async throws {
        guard try await cast.isEmpty("case_restriction") else { return }
        let store = CaseAccessStore(site: cast.site)
        try await store.restrict(
            restricted, to: ["carys", "gethin", "nia"], shown: .closed, reason: "A relative works at the station in Newport",
            try cast.visit("carys"))
        try await store.mark(
            inRefuge, MarkingLine(.officialSensitive, .locsen), reason: "Is in a refuge; a former partner is looking",
            try cast.visit("carys"))
        try await glass(restricted)
        try await DemoLooks(cast: cast).run()
        try await store.declareRelation(known, reason: "We have played in one team for six years", try cast.visit("dewi"))
    }

    private func glass(_ restricted: Int64) async throws {
        let store = GlassStore(site: cast.site)
        if let person = try await cast.strangerToProbation() {
            try await store.breakGlass(
                person, .missing, "The hostel rang: not back since Sunday, and without medicine", try cast.visit("nia"))
            if let broken = try await last() {
                try await store.close(broken, try cast.visit("nia"))
                try await store.review(
                    broken, .justified, "The hostel’s log and the officer’s notes agree", try cast.visit("rhian"))
            }
        }
        try await store.breakGlass(restricted, .lifeAtRisk, "Threats were made to the family tonight", try cast.visit("dewi"))
    }

    private func last() async throws -> Int64? {
        try await cast.site.database.read { try $0.value("SELECT MAX(id) FROM glass_break") }
    }
}
