/// What becomes of a row.
public enum RowOutcome: String, Sendable, CaseIterable, Hashable {
    case accept = "ACCEPT"
    case warn = "WARN"
    case reject = "REJECT"
    case duplicate = "DUPLICATE"
    case superseded = "SUPERSEDED"

    public var name: Text {
        switch self {
        case .accept: Text(en: "accepted", cy: "derbyniwyd")
        case .warn: Text(en: "accepted with a warning", cy: "derbyniwyd gyda rhybudd")
        case .reject: Text(en: "refused", cy: "gwrthodwyd")
        case .duplicate: Text(en: "counted once", cy: "cyfrifwyd unwaith")
        case .superseded: Text(en: "kept as history", cy: "cadwyd fel hanes")
        }
    }
}

/// Why a row is refused, or what there is to say of one that is not.
public enum RowReason: String, Sendable, CaseIterable, Hashable {
    case impossibleDate = "IMPOSSIBLE_DATE"
    case dobInFuture = "DOB_IN_FUTURE"
    case dobNotBeforeConviction = "DOB_NOT_BEFORE_CONVICTION"
    case futureDate = "FUTURE_DATE"
    case datesOutOfOrder = "DATES_OUT_OF_ORDER"
    case missingMandatory = "MISSING_MANDATORY"
    case tooManyColumns = "TOO_MANY_COLUMNS"
    case tooFewColumns = "TOO_FEW_COLUMNS"
    case nulByte = "NUL_BYTE"
    case controlCharacter = "CONTROL_CHARACTER"
    case invalidText = "INVALID_TEXT"
    case fieldTooLong = "FIELD_TOO_LONG"
    case unknownNominal = "UNKNOWN_NOMINAL"
    case nonexistentLocalTime = "NONEXISTENT_LOCAL_TIME"
    case unbalancedQuote = "UNBALANCED_QUOTE"
    case notANumber = "NOT_A_NUMBER"
    case unreadableCode = "UNREADABLE_CODE"
    case unreadableOffenceCode = "UNREADABLE_OFFENCE_CODE"
    case pncCheckLetter = "PNC_CHECK_LETTER"
    case croCheckLetter = "CRO_CHECK_LETTER"
    case crnForm = "CRN_FORM"
    case prisonNumberForm = "PRISON_NUMBER_FORM"
    case unknownOffenceCode = "UNKNOWN_OFFENCE_CODE"
    case unknownCode = "UNKNOWN_CODE"
    case formulaText = "FORMULA_TEXT"
    case embeddedNewline = "EMBEDDED_NEWLINE"
    case embeddedQuote = "EMBEDDED_QUOTE"
    case trailingBlankLines = "TRAILING_BLANK_LINES"
    case duplicateRow = "DUPLICATE_ROW"
    case updatedRow = "UPDATED_ROW"
    case supersededRow = "SUPERSEDED_ROW"

    /// A conviction without a valid PNC ID belongs to nobody; elsewhere the row stands without it. A conviction or an arrest is
    /// of an offence; an order stands without it.
    public func outcome(in kind: ImportKind) -> RowOutcome {
        switch self {
        case .impossibleDate, .dobInFuture, .dobNotBeforeConviction, .futureDate, .datesOutOfOrder, .missingMandatory,
            .tooManyColumns, .tooFewColumns, .nulByte, .controlCharacter, .invalidText, .fieldTooLong, .unknownNominal,
            .nonexistentLocalTime, .unbalancedQuote, .notANumber, .unreadableCode:
            .reject
        case .pncCheckLetter: kind == .convictions ? .reject : .warn
        case .unreadableOffenceCode: kind == .cases ? .warn : .reject
        case .croCheckLetter, .crnForm, .prisonNumberForm, .unknownOffenceCode, .unknownCode, .formulaText: .warn
        case .embeddedNewline, .embeddedQuote, .trailingBlankLines, .updatedRow: .accept
        case .duplicateRow: .duplicate
        case .supersededRow: .superseded
        }
    }
}

/// One reason, and where it lies.
public struct RowFinding: Error, Sendable, Hashable {
    public let reason: RowReason
    /// The header of the column, as the file writes it; empty when the whole row is meant.
    public let header: String
    /// What the message needs beside it: the form of a date, a number of columns. Never personal data.
    public let detail: String

    public init(_ reason: RowReason, header: String = "", detail: String = "") {
        self.reason = reason
        self.header = header
        self.detail = detail
    }

    /// What is wrong and what to do, for the person who handed the file in.
    public var message: Text {
        let message = reason.message(detail)
        return header.isEmpty ? message : Text(en: "\(header): \(message.en)", cy: "\(header): \(message.cy)")
    }
}
