import Domain

/// What names a conviction. The Police National Computer gives an offence no number of its own, and rows of one offence may rightly repeat:
/// PNC ID, court date, offence, offence date, adjudication, disposal and days name the row.
struct CareerKey {
    let text: String

    init(_ row: PNCRow) {
        text = [
            row.pnc.text, row.courtDate.iso, row.offenceCode.text, row.offenceDate?.iso ?? "", row.adjudication.rawValue,
            row.disposalCode, String(row.sentenceDays),
        ].joined(separator: " ")
    }

    /// The PNC ID that the key begins with.
    static func reference(_ key: String) -> String { String(key.prefix { $0 != " " }) }

    static func courtDate(_ key: String) -> String { String(key.dropFirst(reference(key).count + 1).prefix { $0 != " " }) }

    /// PNC ID, court date, offence and its date: what stays when a row is put right in its result.
    static func offence(_ key: String) -> String {
        key.split(separator: " ", maxSplits: 4, omittingEmptySubsequences: false).prefix(4).joined(separator: " ")
    }
}
