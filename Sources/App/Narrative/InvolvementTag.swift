import Domain

/// What somebody is in an event, in words: beside the event and never beside the person.
enum InvolvementTag {
    static func html(_ category: InvolvementCategory?) -> HTML? {
        category.map { Tag.html($0.name, $0 == .convicted ? .blue : .grey) }
    }
}

extension CaseConviction {
    var result: CourtResult {
        CourtResult(
            offenceCode: offenceCode, offenceOn: offenceDate, courtOn: courtDate,
            adjudication: Adjudication(rawValue: adjudication))
    }

    var category: InvolvementCategory? { result.category }
}

extension CaseFile {
    func category(_ row: CaseCustody) -> InvolvementCategory {
        guard let arrested = row.arrestedAt else { return .suspect }
        let arrest = ArrestedFor(
            offenceCode: row.offenceCode, on: London.day(of: arrested), disposal: CustodyDisposal(rawValue: row.disposal))
        return arrest.category(convictions.map(\.result))
    }
}
