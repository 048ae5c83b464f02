/// All that speaks for and against two records being of one person.
struct MatchEvidence: Sendable {
    var shared: [MatchIdentifier] = []
    /// Verified identifiers of one kind that differ: the record's own, and the other's.
    var conflicting: [Conflict] = []
    var unverifiedShared: [MatchIdentifier] = []
    var name: MatchName.Agreement
    var otherForenames: Bool?
    var birth: MatchBirth
    var sexesAgree: Bool?
    var place: MatchPlace.Agreement

    struct Conflict: Sendable, Hashable {
        let kind: IdentifierKind
        let mine: String
        let theirs: String
    }

    init(_ mine: MatchRecord, _ theirs: MatchRecord) {
        name = MatchName.agreement(mine.names, theirs.names)
        otherForenames = zip(mine.names.prefix(1), theirs.names.prefix(1)).lazy.compactMap { $0.othersAgree($1) }.first
        birth = MatchBirth.agreement(mine.born, theirs.born)
        place = mine.place.agreement(theirs.place)
        if let left = mine.sex, let right = theirs.sex { sexesAgree = left == right }
    }

    /// Weighs the record's identifiers against those of one record, or of all records of a person.
    mutating func weigh(_ mine: [MatchIdentifier], _ theirs: [MatchIdentifier]) {
        for own in mine {
            if theirs.contains(own) {
                if own.ties { shared.append(own) } else if !own.verified { unverifiedShared.append(own) }
            }
        }
        for own in mine where own.ties && !shared.contains(where: { $0.kind == own.kind }) {
            guard let other = theirs.first(where: { $0.ties && $0.kind == own.kind }) else { continue }
            conflicting.append(Conflict(kind: own.kind, mine: own.value, theirs: other.value))
        }
    }
}
