import Domain

/// The form of a panel's decision as it was sent.
struct DecisionForm: Sendable {
    /// Where no outcome or day could be read, `problems` says so.
    let facts: DecisionFacts
    let problems: [Problem]
    /// The number this decision would have in its round, as its author saw it.
    let sequence: Int64
    let round: Int64

    /// Throws `Invalid` without problems when only the language is to be switched.
    /// - Parameter today: stands in for a day of the panel that could not be read, so that nothing else is held against it.
    init(_ form: Form, today: Day) throws {
        var reader = FormReader(form)
        let outcome: PanelOutcome? = reader.choice(
            "outcome", missing: Text(en: "Choose what the panel decided", cy: "Dewiswch beth benderfynodd y panel"))
        let day = reader.day("panel_day", missing: Text(en: "Enter the day of the panel", cy: "Rhowch ddiwrnod y panel"))
        var facts = DecisionFacts(outcome ?? .decline, panelDay: day ?? today)
        facts.flexGround = FlexGround(rawValue: form["flex_ground"])
        facts.freeScheme = FreeScheme(rawValue: form["free_scheme"])
        facts.policeAgrees = form.all("agreed").contains("police")
        facts.probationAgrees = form.all("agreed").contains("probation")
        facts.reason = reader.text("reason", missing: nil)
        facts.mappaReason = reader.text("mappa_reason", missing: nil)
        facts.policeDecider = reader.text("police_decider", missing: nil, limit: 100)
        facts.probationDecider = reader.text("probation_decider", missing: nil, limit: 100)
        facts.dissenter = reader.text("dissenter", missing: nil, limit: 100)
        facts.dissent = reader.text("dissent", missing: nil)
        facts.policeLead = reader.text("police_lead", missing: nil, limit: 100)
        facts.probationLead = reader.text("probation_lead", missing: nil, limit: 100)
        facts.rag = RagRating(rawValue: form["rag"])
        facts.nextReview = reader.day("next_review", missing: nil)
        facts.deferUntil = reader.day("defer_until", missing: nil)
        if form.switchesLanguage != nil { throw Invalid([]) }
        self.facts = facts
        problems = reader.problems
        sequence = Int64(form["sequence"]) ?? 0
        round = Int64(form["round"]) ?? 0
    }

    /// The decision as the rules allow it, or everything that is wrong at once.
    func decided(on person: DecisionCase) throws -> PanelDecision {
        do {
            let decision = try Deciding.decide(facts, on: person)
            guard problems.isEmpty else { throw Invalid(problems) }
            return decision
        } catch let refusals as DecisionRefusals {
            let known = Set(problems.map(\.field))
            throw Invalid(problems + refusals.problems.filter { !known.contains($0.field) })
        }
    }
}
