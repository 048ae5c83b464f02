import Domain

/// What a full run did, or would do.
struct LinkageCounts: Codable, Sendable, Equatable {
    /// Records that were looked at.
    let records: Int
    var joins = 0
    var doubts = 0
    var loose = 0
    /// Records that so many others are like that only the likeliest were compared or asked about.
    var crowded: Int?
    /// Of a run: what it left to the next.
    var putOff: LinkagePutOff?
    /// Of a plan: how many by each rule, and what most deserves a look. Plans of before have neither.
    var rules: [LinkageRuleCount]?
    var found: [LinkagePlanned]?

    init(_ plan: LinkagePlan) {
        self.init(plan.records, plan.counts)
        crowded = plan.crowded
        (rules, found) = (plan.byRule, plan.deservingALook)
    }

    init(_ deeds: LinkageDeeds) {
        self.init(deeds.records, deeds.counts)
        crowded = deeds.crowded
        putOff = deeds.putOff
    }

    private init(_ records: Int, _ counts: [LinkageFinding.Kind: Int]) {
        self.records = records
        (joins, doubts, loose) = (counts[.join] ?? 0, counts[.doubt] ?? 0, counts[.loose] ?? 0)
    }

    /// nil where every record was compared with all who may be meant.
    var crowd: Text? {
        guard let crowded, crowded > 0 else { return nil }
        return Text(
            en:
                "Records that so many others are like that only the likeliest were compared and asked about: \(grouped(crowded)).",
            cy:
                "Cofnodion y mae cynifer o rai eraill yn debyg iddynt fel mai dim ond y tebycaf a gymharwyd ac a holwyd: \(grouped(crowded))."
        )
    }

    /// Nothing would change.
    var isEmpty: Bool { joins + doubts + loose == 0 }

    subscript(kind: LinkageFinding.Kind) -> Int {
        switch kind {
        case .join: joins
        case .doubt: doubts
        case .loose: loose
        }
    }
}

/// How many of what a full run would do came about by one rule.
struct LinkageRuleCount: Codable, Sendable, Equatable {
    /// The code of a `MatchRule`.
    let rule: String
    var joins = 0
    var doubts = 0
    var loose = 0

    init(rule: String) { self.rule = rule }

    var total: Int { joins + doubts + loose }

    mutating func add(_ kind: LinkageFinding.Kind) {
        switch kind {
        case .join: joins += 1
        case .doubt: doubts += 1
        case .loose: loose += 1
        }
    }
}

extension LinkageFinding.Kind {
    var label: Text {
        switch self {
        case .join: Text(en: "Pairs of people joined", cy: "Parau o bobl a gysylltid")
        case .doubt: Text(en: "Pairs put to review", cy: "Parau i’w hadolygu")
        case .loose: Text(en: "Links that no longer hold", cy: "Cysylltiadau nad ydynt yn dal mwyach")
        }
    }
}
