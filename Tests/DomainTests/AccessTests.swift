import Domain
import Support
import Testing

@Suite("Who may open a case")
struct AccessTests {
    struct Row: Sendable {
        let who: Role
        let agency: String
        let areas: [Area]
        let reach: CaseReach
        let opens: Bool

        init(
            _ who: Role, _ agency: String, _ areas: [Area], records: [Area] = [], of agencies: [String] = [],
            enrolled: [Area] = [], _ opens: Bool
        ) {
            self.who = who
            self.agency = agency
            self.areas = areas
            reach = CaseReach(areas: Set(records), agencies: Set(agencies), enrolledIn: Set(enrolled))
            self.opens = opens
        }
    }

    @Test(arguments: [
        Row(.coordinator, "gwent-police", [.gwent], records: [.gwent], of: ["probation"], true),
        Row(.coordinator, "gwent-police", [.gwent], records: [.northWales], of: ["gwent-police"], false),
        Row(.coordinator, "gwent-police", [.gwent], enrolled: [.gwent], true),
        Row(.coordinator, "gwent-police", [.wales], records: [.northWales], of: ["pnc"], true),
        Row(.coordinator, "gwent-police", [], records: [.gwent], of: ["gwent-police"], false),
        Row(.policeOffenderManager, "gwent-police", [.gwent], records: [.gwent], of: ["gwent-police"], true),
        Row(.policeOffenderManager, "gwent-police", [.gwent], records: [.gwent], of: ["probation"], false),
        Row(.policeOffenderManager, "gwent-police", [.gwent], records: [.gwent], of: ["probation"], enrolled: [.gwent], true),
        Row(.policeOffenderManager, "gwent-police", [.gwent], records: [.southWales], of: ["gwent-police"], false),
        Row(.policeOffenderManager, "gwent-police", [.gwent], of: ["south-wales-police"], enrolled: [.southWales], false),
        Row(.policeOffenderManager, "gwent-police", [.wales], of: ["south-wales-police"], enrolled: [.southWales], true),
        Row(.probationPractitioner, "probation", [.gwent], records: [.gwent], of: ["probation"], true),
        Row(.probationPractitioner, "probation", [.gwent], records: [.gwent], of: ["gwent-police"], false),
        Row(.probationPractitioner, "prison", [.gwent], records: [.gwent], enrolled: [.gwent], false),
        Row(.analyst, "probation", [.wales], records: [.gwent], of: ["probation"], enrolled: [.gwent], false),
        Row(.administrator, "gwent-police", [.wales], records: [.gwent], of: ["gwent-police"], enrolled: [.gwent], false),
    ])
    func rule(row: Row) {
        let officer = Officer(id: 1, username: "o", name: "O", agency: row.agency, role: row.who, areas: row.areas)
        #expect(Access.mayOpen(officer, row.reach) == row.opens)
    }

    @Test(arguments: [
        (Role.informationOfficer, [Area.gwent], [Area.gwent], true), (.informationOfficer, [.gwent], [.northWales], false),
        (.informationOfficer, [.wales], [.northWales], true), (.informationOfficer, [], [.gwent], false),
        (.coordinator, [.gwent], [.gwent], false), (.administrator, [.wales], [.gwent], false),
        (.analyst, [.wales], [.gwent], false),
    ])
    func whoSeesWhoLooked(_ role: Role, _ areas: [Area], _ records: [Area], _ audits: Bool) {
        let officer = Officer(id: 1, username: "o", name: "O", agency: "gwent-police", role: role, areas: areas)
        let reach = CaseReach(areas: Set(records), agencies: ["gwent-police"], enrolledIn: [])
        #expect(Access.mayAudit(officer, reach) == audits)
        #expect(ReachToken.audited(by: officer).contains { ReachToken.opening(reach).contains($0) } == audits)
        if role == .informationOfficer { #expect(!Access.mayOpen(officer, reach), "who looked, and no more of the case") }
    }

    @Test("The tokens say the same as the rule, for every officer and every case")
    func tokens() {
        let cases = ReachMatrix.reaches.map { ($0, ReachToken.opening($0)) }
        var opened = 0
        var differences: [String] = []
        for officer in ReachMatrix.officers {
            let held = ReachToken.held(by: officer)
            for (reach, opening) in cases {
                let rule = Access.mayOpen(officer, reach)
                if rule { opened += 1 }
                if rule != held.contains(where: opening.contains) { differences.append("\(officer) \(reach): \(rule)") }
            }
        }
        #expect(differences.isEmpty, "\(differences.prefix(3))")
        // Both answers must be there in numbers, or the comparison proves nothing.
        let cells = ReachMatrix.officers.count * cases.count
        #expect(cells > 100_000)
        #expect(opened > cells / 20 && opened < cells / 2)
    }
}
