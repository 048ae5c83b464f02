import Domain

/// What a version was learned from.
struct LinkageLearned: Codable, Sendable {
    let records: Int
    let taught: LinkageTaught

    /// `Version 2 was learned from 1,100 records and 87 pairs that people decided (60 of one person, 27 of two people).`
    func words(_ version: Int64) -> Text {
        let (records, pairs) = (grouped(records), grouped(taught.pairs))
        let (same, different) = (grouped(taught.same), grouped(taught.different))
        return Text(
            en:
                "Version \(version) was learned from \(records) records and \(pairs) pairs that people decided (\(same) of one person, \(different) of two people).",
            cy:
                "Dysgwyd fersiwn \(version) o \(records) cofnod a \(pairs) pâr y penderfynodd pobl amdanynt (un person: \(same); dau berson: \(different))."
        )
    }
}
