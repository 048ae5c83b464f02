/// One agency's record of a person, as far as the person's own page is made from it.
public struct RecordOutline: Sendable {
    public let agency: Agency
    /// Nominal reference, CRN or prison number.
    public let reference: String
    public let area: Area
    /// When the agency last changed it; nil when it does not say.
    public let updatedAt: Instant?
    public let family: String
    public let given: String
    public let aliases: [(family: String, given: String)]
    public let dateOfBirth: Day?
    public let sex: String?
    public let ethnicity: String?
    public let language: String?
    public let address: String
    public let postcode: String
    /// Verified, in canonical form.
    public let pnc: String?
    public let crn: String?

    public init(
        agency: Agency, reference: String, area: Area, updatedAt: Instant?, family: String, given: String,
        aliases: [(family: String, given: String)], dateOfBirth: Day?, sex: String?, ethnicity: String?, language: String?,
        address: String, postcode: String, pnc: String? = nil, crn: String? = nil
    ) {
        self.agency = agency
        self.reference = reference
        self.area = area
        self.updatedAt = updatedAt
        self.family = family
        self.given = given
        self.aliases = aliases
        self.dateOfBirth = dateOfBirth
        self.sex = sex
        self.ethnicity = ethnicity
        self.language = language
        self.address = address
        self.postcode = postcode
        self.pnc = pnc
        self.crn = crn
    }
}

extension RecordOutline {
    /// This record's word on the date of birth.
    var birthDateVote: BirthDateVote {
        let holder: BirthDateVote.Holder =
            switch agency.kind {
            case .prison: .prison
            case .probation: .probation
            case .police, .council, .health, .voluntary:
                .police(updated: updatedAt ?? Instant(microseconds: 0))
            }
        return BirthDateVote(holder: holder, reference: "\(agency.code)/\(reference)", dateOfBirth: dateOfBirth)
    }
}

/// A person as the records together describe them: what heads the case, where it is found, and who may open it.
public struct PersonOutline: Sendable, Equatable {
    public let family: String
    public let given: String
    public let sortKey: String
    public let dateOfBirth: Day?
    public let sex: String?
    public let ethnicity: String?
    public let language: String?
    public let address: String
    public let postcode: String
    /// The area whose panel looks at the case.
    public let area: Area
    /// The PNC ID and the CRN that lists show.
    public let pnc: String?
    public let crn: String?
    /// Reach tokens, sorted, with blanks between.
    public let reach: String
    /// Of a restricted case that is shown as closed: the reach it would have.
    public let closedReach: String?
    /// Search words of all names and aliases, sorted.
    public let words: [String]

    /// The sort key in the order of the Welsh alphabet.
    public var welshSortKey: String { NameOrder.welsh(sortKey) }

    /// - Parameters:
    ///   - records: the person's records in any order; PNC records, which name nobody, may be among them.
    ///   - enrolledIn: areas in which an enrolment stands so that it opens the case.
    ///   - restriction: who alone may open it.
    public init(records: [RecordOutline], enrolledIn: Set<Area>, restriction: CaseRestriction? = nil) {
        let ordered = records.sorted(by: PersonOutline.leads)
        let named = ordered.filter { !$0.family.isEmpty || !$0.given.isEmpty }
        let name = PersonOutline.bestWritten(named)
        family = name.family
        given = name.given
        sortKey = NameFolding.sortKey(family: name.family, given: name.given)
        dateOfBirth = agreedDateOfBirth(named.map(\.birthDateVote))
        sex = ordered.lazy.compactMap(\.sex).first
        ethnicity = ordered.lazy.compactMap(\.ethnicity).first
        language = ordered.lazy.compactMap(\.language).first
        let place = ordered.first { !$0.address.isEmpty || !$0.postcode.isEmpty }
        address = place?.address ?? ""
        postcode = place?.postcode ?? ""
        area = ordered.first { $0.area != .wales }?.area ?? .wales
        pnc = ordered.lazy.compactMap(\.pnc).first
        crn = ordered.lazy.compactMap(\.crn).first
        let known = CaseReach(
            areas: Set(records.map(\.area)), agencies: Set(records.map(\.agency.code)), enrolledIn: enrolledIn)
        let opening = ReachToken.opening(known)
        reach = PersonOutline.set(restriction.map { ReachToken.restricting(opening, to: $0.allowed) } ?? opening)
        closedReach = restriction?.shown == .closed ? PersonOutline.set(opening) : nil
        words = PersonOutline.words(named)
    }

    private static func set(_ tokens: Set<ReachToken>) -> String {
        tokens.map(\.text).sorted().joined(separator: " ")
    }

    /// Police before probation before prison; within a kind the record last updated.
    private static func leads(_ left: RecordOutline, _ right: RecordOutline) -> Bool {
        let (a, b) = (standing(left.agency.kind), standing(right.agency.kind))
        if a != b { return a < b }
        if let first = left.updatedAt, let second = right.updatedAt, first != second { return first > second }
        return (left.agency.code, left.reference) < (right.agency.code, right.reference)
    }

    private static func standing(_ kind: AgencyKind) -> Int {
        switch kind {
        case .police: 0
        case .probation: 1
        case .prison: 2
        case .council, .health, .voluntary: 3
        }
    }

    /// The leading record's name, in the writing of the record that wrote it with most care: accents and small letters
    /// rather than capitals.
    private static func bestWritten(_ named: [RecordOutline]) -> (family: String, given: String) {
        guard let lead = named.first else { return ("", "") }
        guard named.count > 1 else { return (lead.family, lead.given) }
        let folded = NameFolding.sortKey(family: lead.family, given: lead.given)
        var best = lead
        var care = self.care(lead)
        for record in named.dropFirst() where self.care(record) > care {
            if NameFolding.sortKey(family: record.family, given: record.given) == folded {
                best = record
                care = self.care(record)
            }
        }
        return (best.family, best.given)
    }

    private static func care(_ record: RecordOutline) -> Int {
        let bytes = [record.family.utf8, record.given.utf8]
        let accented = bytes.contains { $0.contains { $0 >= 0x80 } }
        let small = bytes.contains { $0.contains { (97...122).contains($0) } }
        return (small ? 1 : 0) + (accented ? 2 : 0)
    }

    private static func words(_ named: [RecordOutline]) -> [String] {
        var words: Set<String> = []
        for record in named {
            words.formUnion(NameFolding.words(record.family))
            words.formUnion(NameFolding.words(record.given))
            for alias in record.aliases {
                words.formUnion(NameFolding.words(alias.family))
                words.formUnion(NameFolding.words(alias.given))
            }
        }
        return words.sorted()
    }
}
