/// Reads a draft of a profile and gathers everything that is wrong with it.
struct ProfileCheck {
    private(set) var problems: [Problem] = []
    private(set) var agency: Agency?
    private(set) var kind: ImportKind?
    private(set) var version: Int?
    private(set) var encoding: TextEncoding?
    private(set) var delimiter: Delimiter?
    private(set) var dates: DateForm?
    private(set) var columns: [ImportProfile.Column] = []
    private(set) var datesOf: [ColumnMeaning: DateForm] = [:]
    private(set) var separators: [ColumnMeaning: String] = [:]
    private(set) var codes: [ColumnMeaning: [String: String]] = [:]

    init(_ draft: ProfileDraft) {
        readFile(draft)
        readColumns(draft)
        readHeaders(draft)
        if let kind { readMandatory(kind) }
        readDates(draft)
        readSeparators(draft)
        readCodes(draft)
    }

    private mutating func report(_ field: String, _ message: Text) {
        problems.append(Problem(field, message))
    }

    private mutating func readFile(_ draft: ProfileDraft) {
        agency = Agency.find(draft.agency)
        if agency == nil { report("agency", ProfileProblem.agency(draft.agency)) }
        kind = ImportKind(rawValue: draft.kind)
        if kind == nil { report("kind", ProfileProblem.choice(draft.kind, ImportKind.allCases.map(\.rawValue))) }
        version = Int(draft.version).flatMap { $0 >= 1 ? $0 : nil }
        if version == nil { report("version", ProfileProblem.version) }
        encoding = TextEncoding(rawValue: draft.encoding)
        if encoding == nil {
            report("encoding", ProfileProblem.choice(draft.encoding, TextEncoding.allCases.map(\.rawValue)))
        }
        delimiter = Delimiter(rawValue: draft.delimiter)
        if delimiter == nil {
            report("delimiter", ProfileProblem.choice(draft.delimiter, Delimiter.allCases.map(\.rawValue)))
        }
        let careers = kind == .convictions ? ["", ImportProfile.wholeCareers] : [""]
        if !careers.contains(draft.careers) { report("careers", ProfileProblem.choice(draft.careers, careers)) }
    }

    private mutating func readColumns(_ draft: ProfileDraft) {
        for column in draft.columns {
            let field = "columns.\(column.meaning)"
            guard let meaning = ColumnMeaning(key: column.meaning), kind?.meanings.contains(meaning) ?? true else {
                report(field, ProfileProblem.meaning(column.meaning, kind))
                continue
            }
            if columns.contains(where: { $0.meaning == meaning }) { report(field, ProfileProblem.twice(meaning)) }
            if column.headers.isEmpty { report(field, ProfileProblem.noHeader(meaning)) }
            if column.headers.count > 1, !meaning.takesSeveral { report(field, ProfileProblem.oneHeader(meaning)) }
            columns.append(ImportProfile.Column(meaning: meaning, headers: column.headers))
        }
        if columns.contains(where: { $0.meaning == .aliases }), AliasForm(rawValue: draft.aliasForm) == nil {
            report("alias_form", ProfileProblem.choice(draft.aliasForm, AliasForm.allCases.map(\.rawValue)))
        }
    }

    private mutating func readHeaders(_ draft: ProfileDraft) {
        var seen: Set<String> = []
        for header in draft.columns.flatMap(\.headers) + draft.ignored {
            let plain = header.trimmed
            if plain.isEmpty { report("columns", ProfileProblem.emptyHeader) }
            if !seen.insert(plain).inserted { report("columns", ProfileProblem.repeated(header)) }
        }
    }

    private mutating func readMandatory(_ kind: ImportKind) {
        let known = Set(columns.map(\.meaning))
        if known.contains(.name), known.contains(.surname) || known.contains(.forenames) {
            report("columns.name", ProfileProblem.nameTwice)
        }
        for meaning in kind.mandatory where !known.contains(meaning) {
            if meaning == .surname, known.contains(.name) { continue }
            report("columns.\(meaning.key)", ProfileProblem.missing(meaning))
        }
    }

    private mutating func readDates(_ draft: ProfileDraft) {
        dates = DateForm(draft.dates)
        if dates == nil { report("dates", ProfileProblem.dateForm(draft.dates)) }
        for (key, pattern) in draft.datesOf.sorted(by: { $0.key < $1.key }) {
            let field = "dates_of.\(key)"
            guard let meaning = ColumnMeaning(key: key), meaning.isDate else {
                report(field, ProfileProblem.meaning(key, kind))
                continue
            }
            datesOf[meaning] = DateForm(pattern)
            if datesOf[meaning] == nil { report(field, ProfileProblem.dateForm(pattern)) }
        }
        let arrested = datesOf[.arrested] ?? dates
        if kind == .custody, let arrested, !arrested.hasTime {
            report("dates_of.arrested", ProfileProblem.timeNeeded)
        }
    }

    private mutating func readSeparators(_ draft: ProfileDraft) {
        for (key, separator) in draft.separators.sorted(by: { $0.key < $1.key }) {
            let field = "separators.\(key)"
            guard let meaning = ColumnMeaning(key: key), meaning.takesSeparator else {
                report(field, ProfileProblem.meaning(key, kind))
                continue
            }
            if separator.isEmpty { report(field, ProfileProblem.emptySeparator) }
            separators[meaning] = separator
        }
        for column in columns where column.meaning.takesSeparator && separators[column.meaning] == nil {
            if column.meaning != .address, draft.separators[column.meaning.key] == nil {
                report("separators.\(column.meaning.key)", ProfileProblem.separatorNeeded(column.meaning))
            }
        }
    }

    private mutating func readCodes(_ draft: ProfileDraft) {
        for (key, map) in draft.codes.sorted(by: { $0.key < $1.key }) {
            guard let meaning = ColumnMeaning(key: key), let known = meaning.codes else {
                report("codes.\(key)", ProfileProblem.meaning(key, kind))
                continue
            }
            for (text, value) in map.sorted(by: { $0.key < $1.key }) where !known.contains(value) {
                report("codes.\(key).\(text)", ProfileProblem.choice(value, known))
            }
            codes[meaning] = map
        }
    }
}
