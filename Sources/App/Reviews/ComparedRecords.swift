import Domain
import Store

/// Whether two homes agree that are not shown.
struct WithheldHomes: Sendable {
    let address, postcode: WithheldAgreement

    init(_ one: CaseRecord, _ other: CaseRecord) {
        address = WithheldAgreement(one.address, other.address)
        postcode = WithheldAgreement(one.postcode, other.postcode)
    }
}

/// Two records beside each other, as somebody meets them who may open both cases.
struct ComparedRecords: Sendable {
    let person, otherPerson: Int64
    let record, other: CaseRecord
    /// Numbers of which each of the two people has a verified one, and none is the same.
    let conflicts: [IdentifierKind]
    /// Somebody decided that the two records are of different people.
    let isLocked: Bool
    /// Where one of the two lives must not become known: of both homes only whether they agree.
    let withheld: WithheldHomes?

    var areOne: Bool { person == otherPerson }
    var people: [Int64] { Array(Set([person, otherPerson])).sorted() }

    /// What is asked of two records and their people: those that `init` reads.
    static func queries(_ ids: [Int64], of people: [Int64]) -> [SQL] {
        [
            "SELECT r.person_id, \(CaseRecord.columns) FROM record r WHERE r.person_id IN (\(list: people)) ORDER BY r.id",
            "SELECT 1 AS locked FROM match_lock k WHERE k.record_a = \(ids.min() ?? 0) AND k.record_b = \(ids.max() ?? 0)",
        ]
    }

    /// - Parameter answers: to `queries`, those of others may follow. Throws `NotFound` when one of the records is nobody's of these.
    init(_ connection: any Connection, _ ids: [Int64], _ answers: [[Row]]) throws {
        let records = try answers[0].map { (person: try $0.get("person_id", as: Int64.self), record: try CaseRecord($0)) }
        let pair = try ids.map { id in
            guard let found = records.first(where: { $0.record.id == id }) else { throw NotFound() }
            return found
        }
        let whole = pair.map(\.record)
        let isHidden = try whole.map { try $0.isHidden(connection) }.contains(true)
        let shown = isHidden ? whole.map(\.withoutHome) : whole
        let sides = pair.map { one in records.filter { $0.person == one.person }.map(\.record) }
        (person, otherPerson) = (pair[0].person, pair[1].person)
        (record, other) = (shown[0], shown[1])
        conflicts = pair[0].person == pair[1].person ? [] : ComparedRecords.conflicts(sides[0], sides[1])
        isLocked = !answers[1].isEmpty
        withheld = isHidden ? WithheldHomes(whole[0], whole[1]) : nil
    }

    /// Kinds of numbers of which each has a verified one and none is the same.
    private static func conflicts(_ records: [CaseRecord], _ others: [CaseRecord]) -> [IdentifierKind] {
        IdentifierKind.ofOnePerson.filter { kind in
            let (mine, theirs) = (Set(records.compactMap { $0.verified(kind) }), Set(others.compactMap { $0.verified(kind) }))
            return !mine.isEmpty && !theirs.isEmpty && mine.isDisjoint(with: theirs)
        }
    }
}

extension CaseRecord {
    /// The record's number of a kind that names one person; CRNs and prison numbers are kept only when they are right.
    fileprivate func verified(_ kind: IdentifierKind) -> String? {
        switch kind {
        case .pnc: pncVerified ? pnc : nil
        case .cro: croVerified ? cro : nil
        case .crn: crn
        case .prisonNumber: prisonNumber
        case .asn, .nhs, .offenceCode, .cjsCode, .urn: nil
        }
    }
}
