import Domain
import Store

/// What was found about somebody, as JSON: enough to explain the proposal again without the records that it was made from.
struct StoredProposal {
    /// Bytes are gathered in one buffer, because everybody is written at once.
    private var bytes: [UInt8] = []

    init() {
        bytes.reserveCapacity(1024)
    }

    /// The facts, for `proposal.facts`.
    mutating func facts(_ facts: CohortFacts) -> String {
        begin()
        put("as_of", facts.asOf)
        if let sex = facts.sex { put("sex", sex.rawValue) }
        if let day = facts.dateOfBirth { put("born", day) }
        put("sanctions", facts.sanctions)
        put("recent", facts.sanctionsRecently)
        if let day = facts.firstSanction { put("first", day) }
        if let current = facts.current {
            put("convicted", current.convictionDate)
            put("code", Int(current.code.number))
            put("standing", Int(current.standing.rawValue))
            if let marks = current.marks {
                put("group", marks.ogrs3.code)
                if let crime = marks.neighbourhoodCrime { put("crime", crime.rawValue) }
                if let basis = marks.neighbourhoodBasis { put("basis", basis.rawValue) }
            }
        }
        if let followup = facts.followup {
            put("followup", followup.start)
            put("followup_basis", followup.basis.rawValue)
        }
        if !facts.statutory.isEmpty { put("statutory", facts.statutory.code) }
        return end()
    }

    /// The six facts of a score, for `score.inputs`.
    mutating func inputs(_ score: OGRS3Score) -> String {
        begin()
        if let sex = score.inputs.sex { put("gender", sex.rawValue) }
        if let day = score.inputs.dateOfBirth { put("dateOfBirth", day) }
        if let day = score.inputs.convictionDate { put("dateOfCurrentConviction", day) }
        if let day = score.inputs.followupDate { put("dateAtStartOfFollowup", day) }
        if let total = score.inputs.totalSanctions { put("totalNumberOfSanctionsForAllOffences", total) }
        if let age = score.inputs.ageAtFirstSanction { put("ageAtFirstSanction", age) }
        if let code = score.inputs.offence.code { put("currentOffenceCode", Int(code.number)) }
        return end()
    }

    /// What the score was made of, for `score.parts`.
    mutating func parts(_ score: OGRS3Score) -> String {
        begin()
        put("group", score.group.code)
        put("age_sex", score.terms.ageSex)
        put("status", score.terms.status)
        put("copas", score.terms.copas)
        put("offence", score.terms.offence)
        return end()
    }

    private mutating func begin() {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(123)
    }

    private mutating func end() -> String {
        bytes.append(125)
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func name(_ name: StaticString) {
        if bytes.count > 1 { bytes.append(44) }
        bytes.append(34)
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(34)
        bytes.append(58)
    }

    /// Codes of our own, which hold nothing that JSON must escape.
    private mutating func put(_ name: StaticString, _ code: String) {
        self.name(name)
        bytes.append(34)
        bytes.append(contentsOf: code.utf8)
        bytes.append(34)
    }

    private mutating func put(_ name: StaticString, _ day: Day) { put(name, day.iso) }

    private mutating func put(_ name: StaticString, _ number: Int) {
        self.name(name)
        bytes.append(contentsOf: String(number).utf8)
    }

    private mutating func put(_ name: StaticString, _ number: Double) {
        self.name(name)
        bytes.append(contentsOf: number.description.utf8)
    }
}

extension StoredProposal {
    /// For a query over `proposal s` with its score as `k`.
    static let columns: SQL = """
        s.proposal, s.reason, s.facts, k.profile, k.parts, k.probability_1y, k.probability_2y
        """

    /// The proposal as it was stored; nil when the row cannot be read as one.
    static func read(_ row: Row, settings: CohortSettings) throws -> Proposal? {
        guard let kind = ProposalKind(rawValue: try row.get("proposal")),
            let facts = JSONValue(try row.get("facts")).flatMap({ read($0, kind, settings) })
        else { return nil }
        var stored = facts
        stored.reason = ProposalReason(rawValue: try row.get("reason"))
        return Proposal(stored, score: try terms(row), settings: settings)
    }

    private static func read(_ json: JSONValue, _ kind: ProposalKind, _ settings: CohortSettings) -> StoredFacts? {
        guard let asOf = day(json, "as_of"), let sanctions = number(json, "sanctions"), let recent = number(json, "recent")
        else { return nil }
        return StoredFacts(
            kind: kind, reason: nil, settingsVersion: settings.edition.version, asOf: asOf,
            sex: json["sex"]?.text.flatMap(ScoringSex.init), dateOfBirth: day(json, "born"), sanctions: sanctions,
            sanctionsRecently: recent, firstSanction: day(json, "first"), current: current(json),
            followup: day(json, "followup").flatMap { start in
                json["followup_basis"]?.text.flatMap(FollowupBasis.init).map { CohortFacts.Followup(start: start, by: $0) }
            },
            statutory: StatutoryBases(code: json["statutory"]?.text ?? ""))
    }

    private static func current(_ json: JSONValue) -> CohortFacts.CurrentOffence? {
        guard let convicted = day(json, "convicted"), let code = number(json, "code").flatMap({ HomeOfficeCode(number: $0) }),
            let standing = number(json, "standing").flatMap({ UInt8(exactly: $0) }).flatMap(OffenceStanding.init)
        else { return nil }
        let marks = json["group"]?.text.flatMap(OGRS3Mapping.init).map {
            OffenceMarks(
                ogrs3: $0, neighbourhoodCrime: json["crime"]?.text.flatMap(NeighbourhoodCrime.init),
                neighbourhoodBasis: json["basis"]?.text.flatMap(NeighbourhoodBasis.init))
        }
        return CohortFacts.CurrentOffence(convictionDate: convicted, code: code, marks: marks, was: standing)
    }

    private static func terms(_ row: Row) throws -> StoredTerms? {
        guard let profile = try row.get("profile", as: String?.self).flatMap(OGRS3Profile.init),
            let parts = JSONValue(try row.get("parts", as: String.self)),
            let group = parts["group"]?.text.flatMap({ OGRS3Group(code: $0) }),
            let age = parts["age_sex"]?.number, let status = parts["status"]?.number, let copas = parts["copas"]?.number,
            let offence = parts["offence"]?.number
        else { return nil }
        return StoredTerms(
            profile: profile, group: group, ageSex: age, status: status, copas: copas, offence: offence,
            oneYear: try row.get("probability_1y"), twoYear: try row.get("probability_2y"))
    }

    private static func day(_ json: JSONValue, _ name: String) -> Day? {
        json[name]?.text.flatMap { Day(iso: $0) }
    }

    private static func number(_ json: JSONValue, _ name: String) -> Int? {
        json[name]?.number.map { Int($0) }
    }
}
