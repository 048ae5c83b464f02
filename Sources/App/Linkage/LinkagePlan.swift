import Domain

/// How many pairs a full run found, by what it would do about them and by which rule, and which of them most deserve a look.
struct LinkagePlan: Sendable {
    private(set) var records = 0
    private(set) var counts: [LinkageFinding.Kind: Int] = [:]
    /// Records that too many others are like. See `LinkageFindings`.
    private(set) var crowded = 0
    private var people: Set<[Int64]> = []
    private var loose: Set<RecordPair> = []
    private var rules: [MatchRule: LinkageRuleCount] = [:]
    private var shortlists: [LinkageFinding.Kind: LinkageShortlist] = [:]

    mutating func add(_ findings: [LinkageFinding], crowded: Int, records: Int) {
        self.records = records
        self.crowded += crowded
        for finding in findings where isNew(finding) {
            counts[finding.kind, default: 0] += 1
            rules[finding.rule, default: LinkageRuleCount(rule: finding.rule.rawValue)].add(finding.kind)
            shortlists[finding.kind, default: LinkageShortlist()].add(LinkagePlanned(finding))
        }
    }

    /// The rule with the most first.
    var byRule: [LinkageRuleCount] {
        rules.values.sorted { $0.total != $1.total ? $0.total > $1.total : $0.rule < $1.rule }
    }

    var deservingALook: [LinkagePlanned] { LinkageFinding.Kind.allCases.flatMap { shortlists[$0]?.all ?? [] } }

    /// Two people are found from either side, and so are two records of one person.
    private mutating func isNew(_ finding: LinkageFinding) -> Bool {
        finding.kind == .loose
            ? loose.insert(RecordPair(finding.record, finding.other)).inserted : people.insert(finding.people).inserted
    }
}

/// What a full run did, and what it put off: who was joined a moment ago weighs otherwise, so that what else was found about them waits for
/// the next slice that meets them, or for the next run.
struct LinkageDeeds: Sendable {
    private(set) var records = 0
    private(set) var counts: [LinkageFinding.Kind: Int] = [:]
    private(set) var crowded = 0
    private var done: [LinkageFinding] = []
    private var waiting: [LinkageFinding] = []
    /// Who became whom.
    private var became: [Int64: Int64] = [:]

    mutating func add(_ done: [LinkageFinding], putOff: [LinkageFinding], crowded: Int, records: Int) {
        self.records = records
        self.crowded += crowded
        for finding in done {
            counts[finding.kind, default: 0] += 1
            if finding.kind == .join { became[finding.people[1]] = finding.people[0] }
        }
        self.done += done
        waiting += putOff
    }

    /// What still waits at the end: each two people once, and nothing that was done after all.
    var putOff: LinkagePutOff {
        let met = Set(done.map(place))
        var left: [[Int64]: Bool] = [:]
        for finding in waiting {
            let place = place(finding)
            guard finding.kind == .loose || place[0] != place[1], !met.contains(place) else { continue }
            left[place] = left[place] == true || finding.kind == .join
        }
        return LinkagePutOff(joins: left.values.count { $0 }, questions: left.values.count { !$0 })
    }

    /// Whom it is about today; of a link that no longer holds, which two records.
    private func place(_ finding: LinkageFinding) -> [Int64] {
        finding.kind == .loose ? [0, finding.other, finding.record] : finding.people.map(today).sorted()
    }

    private func today(_ person: Int64) -> Int64 {
        var person = person
        while let next = became[person] { person = next }
        return person
    }
}

/// What a full run left to the next one.
struct LinkagePutOff: Codable, Sendable, Equatable {
    let joins: Int
    let questions: Int

    var isEmpty: Bool { joins + questions == 0 }

    var words: Text {
        Text(
            en:
                "Put off, because one of the two people had just been joined with another: \(grouped(joins)) joins, \(grouped(questions)) questions. The next full run weighs them anew.",
            cy:
                "Gohiriwyd, am fod un o’r ddau berson newydd gael ei gysylltu ag un arall: cysylltiadau: \(grouped(joins)); cwestiynau: \(grouped(questions)). Bydd y rhediad llawn nesaf yn eu pwyso eto."
        )
    }
}
