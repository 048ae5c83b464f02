import Domain
import Store

/// How a record came to a person, and whether that still holds.
struct CaseLink: Sendable {
    let record: Int64
    let person: Int64
    let since: Instant
    let officer: String?
    let rule: String
    let reason: String
    let explanation: MatchExplanation?
    let endedAt: Instant?
    let endedBy: String?
    let endedReason: String?

    static let columns: SQL = """
        l.record_id, l.person_id, l.since, l.rule, l.reason, l.explanation, l.ended_at, l.ended_reason,
        (SELECT f.name FROM officer f WHERE f.id = l.officer_id) AS officer_name,
        (SELECT f.name FROM officer f WHERE f.id = l.ended_by) AS ender_name
        """

    init(_ row: Row) throws {
        record = try row.get("record_id")
        person = try row.get("person_id")
        reason = try row.get("reason")
        endedBy = try row.get("ender_name")
        since = try row.get("since")
        rule = try row.get("rule")
        explanation = MatchExplanation.read(try row.get("explanation"))
        endedAt = try row.get("ended_at")
        endedReason = try row.get("ended_reason")
        officer = try row.get("officer_name")
    }

    /// The record by whose link the rules hold the person together least; nil where one link, or somebody's word, is all that does.
    static func weakest(_ links: [CaseLink], of person: Int64) -> Int64? {
        let weighed = links.filter {
            $0.person == person && $0.endedAt == nil && $0.officer == nil && $0.explanation?.model != nil
        }
        guard weighed.count > 1 else { return nil }
        return weighed.min { ($0.explanation?.total ?? 0, $0.record) < ($1.explanation?.total ?? 0, $1.record) }?.record
    }

    /// nil for the rules.
    static func by(_ officer: String?) -> Text {
        officer.map(Text.init(same:)) ?? Text(en: "Carfan, by rule", cy: "Carfan, yn ôl rheol")
    }

    func events(_ agencies: [Int64: Text]) -> [CaseEvent] {
        let agency = agencies[record] ?? Text(en: "a record that is elsewhere now", cy: "cofnod sydd mewn man arall bellach")
        let why = reason.isEmpty ? "" : ". \(reason)"
        var events = [
            CaseEvent(
                since, Text(en: "Record linked", cy: "Cysylltwyd cofnod"), by: CaseLink.by(officer),
                "<p>\(agency): \(LinkWords.rule(rule))\(why)</p>")
        ]
        if let endedAt {
            events.append(
                CaseEvent(
                    endedAt, Text(en: "Link ended", cy: "Daeth cysylltiad i ben"), by: CaseLink.by(endedBy),
                    "<p>\(agency): \(endedReason)</p>"))
        }
        return events
    }
}
