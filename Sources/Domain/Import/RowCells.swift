/// The cells of one record by what they mean, and the warnings that come up while they are read.
struct RowCells {
    let reader: RowReader
    let record: DelimitedRecord
    private(set) var warnings: [RowFinding] = []

    init(_ reader: RowReader, _ record: DelimitedRecord) {
        self.reader = reader
        self.record = record
    }

    func finding(_ reason: RowReason, _ meaning: ColumnMeaning) -> RowFinding {
        let detail = reason == .impossibleDate ? reader.profile.form(of: meaning).pattern : ""
        return RowFinding(reason, header: reader.header(of: meaning), detail: detail)
    }

    private mutating func warn(_ reason: RowReason, column: Int) {
        warnings.append(RowFinding(reason, header: reader.headers[column]))
    }

    // MARK: Texts

    /// A cell for codes, numbers and dates.
    func text(_ meaning: ColumnMeaning) -> String {
        let column = reader.column[meaning.rawValue]
        return column < 0 ? "" : record.fields[column].trimmed
    }

    /// A cell for people to read: letters and their accents composed.
    func words(_ meaning: ColumnMeaning) -> String {
        let column = reader.column[meaning.rawValue]
        return column < 0 ? "" : words(at: column)
    }

    private func words(at column: Int) -> String {
        let text = record.fields[column].trimmed
        return record.isASCII ? text : LetterComposition.composed(text)
    }

    private func isFormula(_ column: Int) -> Bool { record.fields[column].startsLikeFormula }

    // MARK: Names and addresses

    mutating func name() -> PersonName {
        for meaning in [ColumnMeaning.name, .surname, .forenames] {
            for column in reader.columns[meaning.rawValue] where isFormula(column) { warn(.formulaText, column: column) }
        }
        if let column = reader.columns[ColumnMeaning.name.rawValue].first {
            let text = words(at: column)
            return PersonName(familyFirst: text) ?? PersonName(family: text, forenames: "")
        }
        let forenames = reader.columns[ColumnMeaning.forenames.rawValue]
        let given = forenames.count == 1 ? words(.forenames) : forenames.map { words(at: $0) }.joined(separator: " ")
        return PersonName(family: words(.surname), forenames: given)
    }

    mutating func aliases() -> [ReceivedAlias] {
        var aliases: [ReceivedAlias] = []
        for column in reader.columns[ColumnMeaning.aliases.rawValue] {
            let texts = words(at: column).parts(reader.separator(.aliases)).filter { $0 != "-" }
            if texts.contains(where: \.startsLikeFormula) { warn(.formulaText, column: column) }
            aliases += texts.map { ReceivedAlias($0, form: reader.profile.aliasForm) }
        }
        return aliases
    }

    func address() -> ReceivedAddress {
        let separator = reader.separator(.address)
        var lines: [String] = []
        for column in reader.columns[ColumnMeaning.address.rawValue] {
            for line in words(at: column).parts("\n") { lines += line.parts(separator) }
        }
        var town = words(.town)
        if reader.column[ColumnMeaning.town.rawValue] < 0, !separator.isEmpty, lines.count > 1 { town = lines.removeLast() }
        return ReceivedAddress(lines: lines, town: town, postcode: text(.postcode))
    }

    // MARK: Identifiers and codes

    /// nil when empty or a placeholder.
    mutating func identifier(
        _ meaning: ColumnMeaning, _ check: IdentifierChecks.Check, _ reason: RowReason
    ) -> ReceivedIdentifier? {
        let received = text(meaning)
        guard !received.isEmpty, let (canonical, verified) = check(received) else { return nil }
        if !verified { warnings.append(finding(reason, meaning)) }
        return ReceivedIdentifier(received: received, text: verified ? canonical : received, isVerified: verified)
    }

    /// Five digits that are not in the table are a code: the row is still a sanction (README of the agencies' files,
    /// UNKNOWN_OFFENCE_CODE). nil for what is no code at all.
    private mutating func offence(_ received: String) -> ReceivedIdentifier? {
        guard let reading = reader.checks.offenceCode(received), HomeOfficeCode(reading.canonical) != nil else { return nil }
        if !reading.verified { warnings.append(finding(.unknownOffenceCode, .offenceCode)) }
        return ReceivedIdentifier(received: received, text: reading.canonical, isVerified: reading.verified)
    }

    mutating func offence() -> ReceivedIdentifier? {
        let received = text(.offenceCode)
        guard !received.isEmpty else { return nil }
        if let offence = offence(received) { return offence }
        warnings.append(finding(.unreadableOffenceCode, .offenceCode))
        return nil
    }

    mutating func requiredOffence() throws(RowFinding) -> ReceivedIdentifier {
        let received = text(.offenceCode)
        if received.isEmpty { throw finding(.missingMandatory, .offenceCode) }
        guard let offence = offence(received) else { throw finding(.unreadableOffenceCode, .offenceCode) }
        return offence
    }

    mutating func sex() -> RecordedSex? {
        let sex = code(.sex, reader.codes.sex)
        return sex == .unknown ? nil : sex
    }

    mutating func code<C>(_ meaning: ColumnMeaning, _ map: [String: C]) -> C? {
        let text = text(meaning)
        guard !text.isEmpty else { return nil }
        if let code = map[text] ?? map[text.uppercased()] { return code }
        warnings.append(finding(.unknownCode, meaning))
        return nil
    }

    func requiredCode<C>(_ meaning: ColumnMeaning, _ map: [String: C]) throws(RowFinding) -> C {
        let text = text(meaning)
        if text.isEmpty { throw finding(.missingMandatory, meaning) }
        guard let code = map[text] ?? map[text.uppercased()] else { throw finding(.unreadableCode, meaning) }
        return code
    }

    mutating func codes<C: Equatable>(_ meaning: ColumnMeaning, _ map: [String: C]) -> [C] {
        var codes: [C] = []
        for column in reader.columns[meaning.rawValue] {
            for text in record.fields[column].parts(reader.separator(meaning)) {
                guard let code = map[text] ?? map[text.uppercased()] else {
                    warn(.unknownCode, column: column)
                    continue
                }
                if !codes.contains(code) { codes.append(code) }
            }
        }
        return codes
    }

    // MARK: Numbers and dates

    func number(_ meaning: ColumnMeaning, _ range: ClosedRange<Int>) throws(RowFinding) -> Int? {
        let text = text(meaning)
        guard !text.isEmpty else { return nil }
        guard let number = Int(text), range.contains(number) else { throw finding(.notANumber, meaning) }
        return number
    }

    func reading(_ meaning: ColumnMeaning) throws(RowFinding) -> DateForm.Reading? {
        let text = text(meaning)
        guard !text.isEmpty else { return nil }
        guard let reading = reader.forms[meaning.rawValue].read(text) else { throw finding(.impossibleDate, meaning) }
        return reading
    }

    func requiredReading(_ meaning: ColumnMeaning) throws(RowFinding) -> DateForm.Reading {
        guard let reading = try reading(meaning) else { throw finding(.missingMandatory, meaning) }
        return reading
    }

    func day(_ meaning: ColumnMeaning) throws(RowFinding) -> Day? { try reading(meaning)?.day }
    func requiredDay(_ meaning: ColumnMeaning) throws(RowFinding) -> Day { try requiredReading(meaning).day }

    func dateOfBirth() throws(RowFinding) -> Day? {
        let born = try day(.dateOfBirth)
        if let born, born > reader.asOf { throw finding(.dobInFuture, .dateOfBirth) }
        return born
    }

    /// A change cannot come from the future, where it would outlast every later one. The hour that March leaves out is
    /// read as the next: the row's own facts do not hang on it.
    func lastUpdated() throws(RowFinding) -> Instant {
        let reading = try requiredReading(.lastUpdated)
        guard reading.day <= reader.asOf else { throw finding(.futureDate, .lastUpdated) }
        func at(_ hour: Int) -> Instant? {
            London.instant(reading.day, hour: hour, minute: reading.minute, second: reading.second)
        }
        guard let instant = at(reading.hour) ?? at(reading.hour + 1) else { throw finding(.impossibleDate, .lastUpdated) }
        return instant
    }
}
