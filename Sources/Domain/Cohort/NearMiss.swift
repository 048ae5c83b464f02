/// One change that would have given a higher proposal.
public enum NearMiss: Sendable, Hashable {
    case score(ProposalKind, at: Int, is: Int)
    case sanctions(ProposalKind, at: Int, is: Int)
    case adult(ProposalKind, from: Day)
    /// The offence stands near neighbourhood crime but is not counted in.
    case offence(ProposalKind, NeighbourhoodCrime)

    public var words: Text {
        switch self {
        case .score(let kind, let limit, let value):
            Text(
                en: "Would be \(kind.phrase.en) at \(limit); is \(value).",
                cy: "Byddai’n \(kind.phrase.cy) ar \(limit); \(value) yw’r sgôr.")
        case .sanctions(let kind, let limit, let value):
            Text(
                en: "Would be \(kind.phrase.en) with \(limit) recent sanctions; has \(value).",
                cy: "Byddai’n \(kind.phrase.cy) gyda \(limit) o sancsiynau diweddar; \(value) sydd.")
        case .adult(let kind, let day):
            Text(
                en: "Would be \(kind.phrase.en) as an adult: from \(day.words.en).",
                cy: "Byddai’n \(kind.phrase.cy) fel oedolyn: o \(day.words.cy).")
        case .offence(let kind, let crime):
            Text(
                en: "Would be \(kind.phrase.en) if \(crime.name.en) counted as neighbourhood crime; it does not.",
                cy: "Byddai’n \(kind.phrase.cy) pe bai \(crime.name.cy) yn cyfrif fel trosedd yn y gymdogaeth; nid yw’n cyfrif."
            )
        }
    }
}

extension ProposalKind {
    /// As it stands inside a sentence.
    fileprivate var phrase: Text {
        switch standing {
        case .fixed: Text(en: "Fixed", cy: "Sefydlog")
        case .flexCandidate: Text(en: "a Flex candidate", cy: "ymgeisydd Hyblyg")
        case .none, .unknown: name
        }
    }
}

extension Proposal {
    /// What was near: the same rules asked again with one fact changed at a time.
    public func nearMisses(_ settings: CohortSettings) -> [NearMiss] {
        guard let score else { return [] }
        let asked = CohortQuestion(facts, twoYear: score.percentTwoYear, settings: settings)
        return [
            nearScore(asked, settings), nearSanctions(asked, settings), nearAdult(asked, settings),
            nearOffence(asked, settings),
        ].compactMap { $0 }
    }

    /// The kind, if the changed question would lift the person to a higher standing.
    private func lifted(_ question: CohortQuestion, _ settings: CohortSettings) -> ProposalKind? {
        let other = question.answer(settings).kind
        return other.standing > kind.standing ? other : nil
    }

    private func nearScore(_ asked: CohortQuestion, _ settings: CohortSettings) -> NearMiss? {
        var question = asked
        for _ in 0..<max(0, min(settings.nearPoints, 99 - asked.twoYear)) {
            question.twoYear += 1
            if let kind = lifted(question, settings) { return .score(kind, at: question.twoYear, is: asked.twoYear) }
        }
        return nil
    }

    private func nearSanctions(_ asked: CohortQuestion, _ settings: CohortSettings) -> NearMiss? {
        var question = asked
        for _ in 0..<max(0, settings.nearSanctions) {
            question.sanctionsRecently += 1
            if let kind = lifted(question, settings) {
                return .sanctions(kind, at: question.sanctionsRecently, is: asked.sanctionsRecently)
            }
        }
        return nil
    }

    private func nearAdult(_ asked: CohortQuestion, _ settings: CohortSettings) -> NearMiss? {
        guard !asked.isAdult, let born = facts.dateOfBirth else { return nil }
        var question = asked
        question.isAdult = true
        guard let kind = lifted(question, settings) else { return nil }
        // Born on 29 February: a year older on 1 March in a common year.
        let birthday = born.adding(months: settings.adultAge * 12)
        return .adult(kind, from: born.age(on: birthday) < settings.adultAge ? birthday.adding(days: 1) : birthday)
    }

    private func nearOffence(_ asked: CohortQuestion, _ settings: CohortSettings) -> NearMiss? {
        guard !asked.offence.isNeighbourhood, let crime = facts.current?.marks?.neighbourhoodCrime else { return nil }
        var question = asked
        question.offence = OffenceStanding(neighbourhood: crime, settings: settings)
        return lifted(question, settings).map { .offence($0, crime) }
    }
}
