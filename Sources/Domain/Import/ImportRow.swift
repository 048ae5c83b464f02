/// A row that was accepted, read in full.
public enum ImportRow: Sendable, Hashable {
    case nominal(NominalRow)
    case custody(CustodyRow)
    case conviction(PNCRow)
    case probation(ProbationRow)
    case release(ReleaseRow)

    /// What names the row's subject at its agency: nominal reference, custody reference, PNC ID, CRN, prison number.
    public var reference: String {
        switch self {
        case .nominal(let row): row.reference
        case .custody(let row): row.reference
        case .conviction(let row): row.pnc.text
        case .probation(let row): row.reference
        case .release(let row): row.reference
        }
    }

    /// Of two rows with one reference the one updated later counts; nil where the file does not say.
    public var lastUpdated: Instant? {
        if case .nominal(let row) = self { row.lastUpdated } else { nil }
    }
}

/// What reading one record came to: a row with its warnings and notes, or the reason why there is none.
public enum RowReading: Sendable, Hashable {
    case accepted(ImportRow, [RowFinding])
    case refused(RowFinding)
}
