/// In which order an alias is written.
public enum AliasForm: String, Sendable, CaseIterable, Hashable {
    case forenameFirst = "Forename Surname"
    case surnameFirst = "SURNAME, Forename"
}

/// How one agency writes one kind of file. Profiles are data; this one has been checked.
public struct ImportProfile: Sendable, Hashable {
    /// What `careers` says in a profile whose files hold whole careers.
    public static let wholeCareers = "whole"

    /// A meaning and the headers that carry it.
    public struct Column: Sendable, Hashable {
        public let meaning: ColumnMeaning
        public let headers: [String]
    }

    public let agency: Agency
    public let kind: ImportKind
    public let version: Int
    public let encoding: TextEncoding
    public let delimiter: Delimiter
    public let columns: [Column]
    public let ignored: [String]
    public let aliasForm: AliasForm
    /// Each career in the file is whole: what is held of it and missing in a newer file no longer counts.
    public let holdsWholeCareers: Bool
    /// What it was made from, for showing, copying and storing.
    public let draft: ProfileDraft
    let dates: DateForm
    let datesOf: [ColumnMeaning: DateForm]
    let separators: [ColumnMeaning: String]
    let codes: [ColumnMeaning: [String: String]]

    /// The agency's folder and the file's name: `gwent-police/nominals`.
    public var id: String { "\(agency.code)/\(kind.rawValue)" }

    public var name: Text {
        Text(en: "\(agency.name.en): \(kind.name.en)", cy: "\(agency.name.cy): \(kind.name.cy)")
    }

    /// Every header that the file must have; their order does not matter.
    public var headers: [String] { columns.flatMap(\.headers) + ignored }

    public func form(of meaning: ColumnMeaning) -> DateForm { datesOf[meaning] ?? dates }

    /// Refuses with all that is wrong at once.
    public init(_ draft: ProfileDraft) throws(Invalid) {
        let check = ProfileCheck(draft)
        guard check.problems.isEmpty, let agency = check.agency, let kind = check.kind, let version = check.version,
            let encoding = check.encoding, let delimiter = check.delimiter, let dates = check.dates
        else { throw Invalid(check.problems) }
        self.agency = agency
        self.kind = kind
        self.version = version
        self.encoding = encoding
        self.delimiter = delimiter
        self.dates = dates
        columns = check.columns
        ignored = draft.ignored
        aliasForm = AliasForm(rawValue: draft.aliasForm) ?? .forenameFirst
        holdsWholeCareers = draft.careers == ImportProfile.wholeCareers
        datesOf = check.datesOf
        separators = check.separators
        codes = check.codes
        self.draft = draft
    }

    public static func == (left: ImportProfile, right: ImportProfile) -> Bool { left.draft == right.draft }
    public func hash(into hasher: inout Hasher) { hasher.combine(draft) }
}
