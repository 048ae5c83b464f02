import Domain
import Store

/// A version of an agreement with its numbers.
struct StoredAgreement: Sendable {
    let id: Int64
    let number: Int64
    let version: Int64
    let edition: Int
    var agreement: SharingAgreement

    /// `No. 4, version 2`.
    var reference: Text {
        Text(en: "No. \(number), version \(version)", cy: "Rhif \(number), fersiwn \(version)")
    }

    /// How it stands today.
    func standing(_ today: Day) -> Text {
        agreement.hasExpired(on: today) ? Text(en: "expired", cy: "wedi dod i ben ar ei ddyddiad") : agreement.state.name
    }
}

/// A step that an agreement took.
struct AgreementStep: Sendable {
    let state: AgreementState
    let at: Instant
    let officer: String
    let reason: String
}

/// Finds agreements.
enum AgreementRows {
    static func one(_ connection: any Connection, _ id: Int64) throws -> StoredAgreement? {
        try read(connection, " WHERE a.id = \(id)").first
    }

    /// The agreements that both agencies are party to and that were approved at some time, the ones in force first.
    static func between(_ connection: any Connection, _ one: String, _ other: String, _ today: Day) throws -> [StoredAgreement]
    {
        let found = try read(
            connection,
            """
             WHERE a.state <> 'draft' AND 2 = (SELECT COUNT(*) FROM sharing_agreement_party p
               WHERE p.agreement_id = a.id AND p.agency IN (\(list: [one, other])))
             ORDER BY a.id DESC
            """)
        return found.filter { $0.agreement.isInForce(on: today) } + found.filter { !$0.agreement.isInForce(on: today) }
    }

    static func read(_ connection: any Connection, _ rest: SQL) throws -> [StoredAgreement] {
        let rows = try connection.query("SELECT a.* FROM sharing_agreement a\(rest)")
        let ids: [Int64] = try rows.map { try $0.get("id") }
        var parties: [Int64: [AgreementParty]] = [:]
        for row in try connection.query(
            "SELECT * FROM sharing_agreement_party WHERE agreement_id \(connection.among(ids)) ORDER BY agency")
        {
            parties[try row.get("agreement_id"), default: []].append(
                AgreementParty(
                    try row.get("agency"), signatory: try row.get("signatory"), post: try row.get("post"),
                    signedOn: try row.get("signed_on")))
        }
        return try rows.map { try StoredAgreement($0, parties) }
    }
}

extension StoredAgreement {
    init(_ row: Row, _ parties: [Int64: [AgreementParty]]) throws {
        id = try row.get("id")
        number = try row.get("number")
        version = try row.get("version")
        edition = try row.get("edition")
        var words: [AgreementHeading: String] = [:]
        for heading in AgreementHeading.inWords { words[heading] = try row.get(heading.rawValue) }
        agreement = SharingAgreement(
            title: Text(en: try row.get("title_en"), cy: try row.get("title_cy")), state: try row.get("state"),
            parties: parties[id] ?? [], purposes: decoded(try row.get("purposes")), parts: decoded(try row.get("parts")),
            gateways: decoded(try row.get("gateways")), words: words, reviewBy: try row.get("review_by"))
    }
}

/// Codes joined by blanks, in the order of their printed table.
func codes<Code: RawRepresentable & CaseIterable & Hashable>(_ set: Set<Code>) -> String where Code.RawValue == String {
    Code.allCases.filter(set.contains).map(\.rawValue).joined(separator: " ")
}

func decoded<Code: RawRepresentable & Hashable>(_ text: String) -> Set<Code> where Code.RawValue == String {
    Set(text.split(separator: " ").compactMap { Code(rawValue: String($0)) })
}
