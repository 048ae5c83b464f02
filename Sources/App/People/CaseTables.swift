import Domain

/// The tables that a case page reads names and rules from.
struct CaseTables: Sendable {
    let offences: OffenceTable
    let bodies: Bodies

    init(_ site: Site) {
        offences = site.reference.offences
        bodies = Bodies.shipped
    }

    /// The offence in words: the official description, else the agency's own, else the code. The words are in English only.
    func offence(_ code: String, agency: String = "") -> HTML {
        if let known = HomeOfficeCode(code).flatMap({ offences[$0] }) { return CaseTables.english(known.title) }
        return agency.isEmpty ? "\(code)" : CaseTables.english(agency)
    }

    static func english(_ words: String) -> HTML {
        HTML(en: "\(words)", cy: "<span lang=\"en\">\(words)</span>")
    }
}

extension Bodies {
    /// As shipped with this program, read once; without the table codes stand for names.
    static let shipped = Bodies(rows: (try? Reference.rows("wales-bodies.csv")) ?? [])
}
