/// A profile as it is written in a file or typed into a form, before anything about it is known to be right.
public struct ProfileDraft: Sendable, Hashable {
    /// A meaning and the headers that carry it, as typed.
    public struct Column: Sendable, Hashable {
        public var meaning: String
        /// One header, or several that together say it, in order.
        public var headers: [String]

        public init(_ meaning: String, _ headers: [String]) {
            self.meaning = meaning
            self.headers = headers
        }
    }

    public var agency = ""
    public var kind = ""
    public var version = "1"
    public var encoding = TextEncoding.utf8.rawValue
    public var delimiter = Delimiter.comma.rawValue
    /// The form of every date, unless `datesOf` has another for the column.
    public var dates = ""
    public var datesOf: [String: String] = [:]
    public var columns: [Column] = []
    /// Headers that the file has and that are not read.
    public var ignored: [String] = []
    public var aliasForm = ""
    /// `whole`: the file has every row of each career that it has a row of. Empty: it may hold single rows.
    public var careers = ""
    public var separators: [String: String] = [:]
    /// For each coded column, what stands in the file and which of Carfan's values it is.
    public var codes: [String: [String: String]] = [:]

    public init() {}
}
