/// The rules of a panel's decision. Source: IOM findings, section 1.1 ("Required order of decision") and 1.3 (what must be recorded).
public enum Deciding {
    /// - Throws: everything that stands against it.
    public static func decide(_ facts: DecisionFacts, on person: DecisionCase) throws(DecisionRefusals) -> PanelDecision {
        let refusals =
            day(facts, person) + outcome(facts, person) + words(facts) + deciders(facts)
            + (facts.outcome.adopts ? adoption(facts, person) : [])
        guard refusals.isEmpty else { throw DecisionRefusals(refusals) }
        let runs = person.enrolment?.runs ?? false
        return PanelDecision(facts: facts, state: state(facts.outcome, person.enrolment), continues: runs)
    }

    /// An adoption of somebody who is active leaves them so, in the place that the panel now gives.
    private static func state(_ outcome: PanelOutcome, _ standing: EnrolmentState?) -> EnrolmentState {
        switch outcome {
        case .adoptFixed, .adoptFlex, .adoptFree: standing == .active ? .active : .adopted
        case .decline: .declined
        case .defer: .deferred
        }
    }

    private static func day(_ facts: DecisionFacts, _ person: DecisionCase) -> [DecisionRefusal] {
        if facts.panelDay > person.today { return [.panelInFuture] }
        let earliest = PanelDays.earliest(person.today)
        return facts.panelDay < earliest ? [.panelLongAgo(before: earliest)] : []
    }

    private static func outcome(_ facts: DecisionFacts, _ person: DecisionCase) -> [DecisionRefusal] {
        switch facts.outcome {
        case .adoptFixed:
            // "The person who fails 2/3 on Fixed cannot be put in Fixed by weighting."
            return person.proposal.standing == .fixed ? [] : [.notProposedFixed]
        case .adoptFlex:
            guard facts.flexGround != nil else { return [.groundMissing] }
            return facts.policeAgrees && facts.probationAgrees ? [] : [.groundNotAgreed]
        case .adoptFree:
            return facts.freeScheme == nil ? [.schemeMissing] : []
        case .decline:
            return person.enrolment == .active ? [.activeNeedsExit] : []
        case .defer:
            if person.enrolment == .active { return [.activeNeedsExit] }
            guard let until = facts.deferUntil else { return [.deferMissing] }
            guard until > facts.panelDay, until > person.today else { return [.deferNotAfterPanel] }
            let latest = PanelDays.latest(person.today)
            return until > latest ? [.deferTooFar(after: latest)] : []
        }
    }

    private static func words(_ facts: DecisionFacts) -> [DecisionRefusal] {
        var refusals: [DecisionRefusal] = facts.reason.isEmpty ? [.reasonMissing] : []
        if facts.dissenter.isEmpty, !facts.dissent.isEmpty { refusals.append(.dissenterMissing) }
        if facts.dissent.isEmpty, !facts.dissenter.isEmpty { refusals.append(.dissentMissing) }
        return refusals
    }

    private static func deciders(_ facts: DecisionFacts) -> [DecisionRefusal] {
        let (police, probation) = (facts.policeDecider, facts.probationDecider)
        var refusals: [DecisionRefusal] = police.isEmpty ? [.policeDeciderMissing] : []
        if probation.isEmpty {
            refusals.append(.probationDeciderMissing)
        } else if isSamePerson(police, probation) {
            refusals.append(.sameDecider)
        }
        return refusals
    }

    private static func adoption(_ facts: DecisionFacts, _ person: DecisionCase) -> [DecisionRefusal] {
        var refusals: [DecisionRefusal] = []
        // Step 0: the person is an adult.
        if let born = person.dateOfBirth {
            if born.age(on: facts.panelDay) < person.adultAge {
                refusals.append(.notAdult(from: born.birthday(person.adultAge)))
            }
        } else {
            refusals.append(.ageUnknown)
        }
        // MAPPA is a flag that asks for a reason, not a block.
        if person.isUnderMappa, facts.mappaReason.isEmpty { refusals.append(.mappaReasonMissing) }
        if facts.policeLead.isEmpty { refusals.append(.policeLeadMissing) }
        if person.isStatutory, facts.probationLead.isEmpty { refusals.append(.probationLeadMissing) }
        if facts.rag == nil { refusals.append(.ragMissing) }
        if let review = facts.nextReview {
            let latest = PanelDays.latest(person.today)
            if review <= facts.panelDay { refusals.append(.reviewNotAfterPanel) }
            if review > latest { refusals.append(.reviewTooFar(after: latest)) }
        } else {
            refusals.append(.reviewMissing)
        }
        return refusals
    }

    /// Two names that differ only in capitals, accents or blanks name one person.
    static func isSamePerson(_ one: String, _ other: String) -> Bool {
        !one.isEmpty && NameFolding.folded(one) == NameFolding.folded(other)
    }
}

extension Day {
    /// The day on which somebody born on this day completes `years`; 1 March for a 29 February in a common year.
    func birthday(_ years: Int) -> Day {
        let day = adding(months: years * 12)
        return age(on: day) < years ? day.adding(days: 1) : day
    }
}
