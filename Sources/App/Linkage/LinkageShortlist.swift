import Domain

/// A pair of records that a plan keeps: numbers, and no names.
struct LinkagePlanned: Codable, Sendable, Equatable {
    let kind: LinkageFinding.Kind
    let record: Int64
    let other: Int64
    /// In hundredths of a bit, rounded.
    let weight: Double
    /// The code of a `MatchRule`.
    let rule: String

    init(_ finding: LinkageFinding) {
        (kind, record, other, rule) = (finding.kind, finding.record, finding.other, finding.rule.rawValue)
        weight = (finding.weight * 100).rounded() / 100
    }

    /// The weakest join and the strongest doubt, where a full run is most likely to be wrong; and the link that holds least.
    func deservesLook(before other: LinkagePlanned) -> Bool {
        guard weight == other.weight else { return kind == .doubt ? weight > other.weight : weight < other.weight }
        return (record, self.other) < (other.record, other.other)
    }
}

/// Of very many findings of one kind those that most deserve a look; never more than twice as many are kept.
struct LinkageShortlist: Sendable {
    static let most = 100

    private var kept: [LinkagePlanned] = []

    mutating func add(_ found: LinkagePlanned) {
        kept.append(found)
        if kept.count >= 2 * LinkageShortlist.most { kept = all }
    }

    /// In the order in which they deserve a look.
    var all: [LinkagePlanned] {
        Array(kept.sorted { $0.deservesLook(before: $1) }.prefix(LinkageShortlist.most))
    }
}
