import Domain

/// The tables that a case page reads names and rules from.
struct CaseTables: Sendable {
    let offences: OffenceTable
    let bodies: Bodies

    init(_ site: Site) {
        offences = site.reference.offences
        bodies = Bodies.shipped
    }

    /// The offence in words: the official description, else the agency's own, else the code.
    func offence(_ code: String, agency: String = "") -> Text {
        if let known = HomeOfficeCode(code).flatMap({ offences[$0] })?.description {
            return Text(same: known.hasSuffix(".") ? String(known.dropLast()) : known)
        }
        return Text(same: agency.isEmpty ? code : agency)
    }
}

extension Bodies {
    /// As shipped with this program, read once; without the table codes stand for names.
    static let shipped = Bodies(rows: (try? Reference.rows("wales-bodies.csv")) ?? [])
}
