import Domain
import Store

/// Graded reports on one case: open to the police, with conditions, and graded anew.
struct DemoReports: Sendable {
    let cast: DemoCast

    func run(_ person: Int64) async throws {
        guard try await cast.isEmpty("intelligence") else { return }
        let store = IntelligenceStore(site: cast.site)
        for report in reports { try await store.add(person, report, try cast.visit("dewi")) }
        let found = try await store.list(person, try cast.visit("dewi")).reports.first {
            $0.standing?.assessment.grade.code == "3D"
        }
        guard let found, let version = found.standing?.version else { return }
        try await store.regrade(
            person, found.id, graded(.untested, .corroborated), reason: "Two officers saw the same van", expected: version,
            try cast.visit("dewi"))
    }

    private var reports: [IntelligenceFacts] {
        [
            report(
                "Bicycles are taken from the van behind the garages after dark and are gone by the morning.", "004711", 12,
                graded(.notReliable, .notKnown)),
            report(
                "Sells two phones a week through a shop in Newport and is paid in cash.", "004802", 6,
                graded(
                    .reliable, .knownIndirectly, conditions: "Speak to the intelligence unit before anything is done on this.",
                    agencies: ["gwent-police"])),
            report(
                "Was asked to keep a bag for somebody for a week and said no.", "004830", 3, graded(.untested, .knownDirectly)),
        ]
    }

    private func report(_ text: String, _ number: String, _ daysAgo: Int, _ assessment: AssessmentFacts) -> IntelligenceFacts {
        let day = cast.site.today.adding(days: -daysAgo)
        var facts = IntelligenceFacts()
        (facts.text, facts.reference, facts.isSanitised) = (text, "GP/\(day.iso.prefix(4))/\(number)", true)
        (facts.informationOn, facts.reportedOn, facts.assessment) = (day, day.adding(days: 1), assessment)
        return facts
    }

    private func graded(
        _ source: SourceEvaluation, _ information: InformationEvaluation, conditions: String = "", agencies: Set<String> = []
    ) -> AssessmentFacts {
        var facts = AssessmentFacts()
        (facts.source, facts.information) = (source, information)
        facts.handling = agencies.isEmpty ? .lawfulSharing : .conditions
        (facts.conditions, facts.agencies) = (conditions, agencies)
        (facts.marking, facts.reviewOn) = (Marking.officialSensitive.rawValue, cast.site.today.adding(months: 6))
        return facts
    }
}
