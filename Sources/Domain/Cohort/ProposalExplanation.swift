/// A proposal in words: the rule, where it comes from, the facts it used, and what was near.
public struct ProposalExplanation: Sendable, Hashable {
    public struct Fact: Sendable, Hashable {
        public let label: Text
        public let value: Text
        /// The offence's title, which follows the value: the Home Office gives it in English only.
        public let englishTitle: String?

        init(_ label: Text, _ value: Text, englishTitle: String? = nil) {
            self.label = label
            self.value = value
            self.englishTitle = englishTitle
        }
    }

    /// `Fixed`, `Flex candidate`, `Not proposed`, `Not scored`.
    public let title: Text
    /// The rule that applied, or the reason why none did.
    public let rule: Text
    public let source: Text
    /// Which edition of the limits, and how far it is confirmed.
    public let settings: Text
    public let facts: [Fact]
    public let nearMisses: [Text]
    /// What to know about the score before trusting it.
    public let warnings: [Text]
}

extension Proposal {
    /// - Parameters: the same settings and table that the proposal was made with.
    public func explained(settings: CohortSettings, offences: OffenceTable) -> ProposalExplanation {
        ProposalExplanation(
            title: kind.name, rule: reason?.name ?? kind.rule(settings), source: kind.source,
            settings: settings.edition.words + Text(same: "; ") + settings.edition.mark.name,
            facts: offenceFacts(offences) + scoreFacts(settings) + personFacts(settings),
            nearMisses: nearMisses(settings).map(\.words), warnings: score?.warnings ?? [])
    }

    private typealias Fact = ProposalExplanation.Fact

    private func offenceFacts(_ offences: OffenceTable) -> [Fact] {
        guard let current = facts.current else { return [] }
        var kind = current.standing.name
        if let crime = current.marks?.neighbourhoodCrime, let basis = current.marks?.neighbourhoodBasis {
            kind = kind + Text(en: ": \(crime.name.en) (\(basis.name.en))", cy: ": \(crime.name.cy) (\(basis.name.cy))")
        }
        var list = [
            Fact(
                Text(en: "Current offence", cy: "Trosedd gyfredol"),
                Text(same: current.code.text), englishTitle: offences[current.code]?.title),
            Fact(Text(en: "Kind of offence", cy: "Math o drosedd"), kind),
            Fact(Text(en: "Convicted on", cy: "Euogfarnwyd ar"), current.convictionDate.words),
        ]
        if let followup = facts.followup {
            let day = followup.start.words
            list.append(
                Fact(
                    Text(en: "Start of follow-up", cy: "Dechrau’r cyfnod dilynol"),
                    Text(en: "\(day.en): \(followup.basis.name.en)", cy: "\(day.cy): \(followup.basis.name.cy)")))
        }
        return list
    }

    private func scoreFacts(_ settings: CohortSettings) -> [Fact] {
        guard let score else { return [] }
        return [
            Fact(
                Text(en: "OGRS3 within two years", cy: "OGRS3 o fewn dwy flynedd"),
                settings.bands.words(score.percentTwoYear)),
            Fact(
                Text(en: "OGRS3 within one year", cy: "OGRS3 o fewn blwyddyn"),
                Text(en: "\(score.percentOneYear) per cent", cy: "\(score.percentOneYear) y cant")),
        ]
    }

    private func personFacts(_ settings: CohortSettings) -> [Fact] {
        var list: [Fact] = []
        if let age = facts.ageAsOf {
            let day = facts.asOf.words
            list.append(Fact(Text(en: "Age on \(day.en)", cy: "Oedran ar \(day.cy)"), Text(same: "\(age)")))
        }
        if let first = facts.firstSanction {
            let day = first.words
            list.append(Fact(Text(en: "Sanctions", cy: "Sancsiynau"), Text(same: "\(facts.sanctions)")))
            list.append(
                Fact(
                    Text(
                        en: "Sanctions in the last \(settings.recentMonths) months",
                        cy: "Sancsiynau dros y \(settings.recentMonths) mis diwethaf"),
                    Text(same: "\(facts.sanctionsRecently)")))
            list.append(
                Fact(
                    Text(en: "First sanction", cy: "Sancsiwn cyntaf"),
                    facts.ageAtFirstSanction.map {
                        Text(en: "\(day.en), aged \($0)", cy: "\(day.cy), yn \($0) oed")
                    } ?? day))
        }
        list.append(Fact(Text(en: "Statutory", cy: "Statudol"), facts.statutory.name))
        return list
    }
}
