import Domain
import Store

/// What an accepted row says, ready to be stored: the record it belongs to, and the fact it states about that record.
struct RowContent: Sendable {
    /// What names the row within its feed.
    let key: String
    /// When the row was last updated, or else the day of the extract: sorts as text.
    let updatedAt: String
    /// The record of a person as this row states it. For a custody row only its reference counts.
    let record: IncomingRecord
    let fact: Fact?

    /// A table and the values of its columns after `source_row_id` and `record_id`.
    struct Fact: Sendable {
        let table: FactTable
        let values: [Value]
    }
}

/// The tables of facts that hang on records.
enum FactTable: String, Sendable, CaseIterable {
    case custody = "custody_event"
    case conviction
    case order = "court_order"
    case sentence = "prison_sentence"

    /// After `source_row_id` and `record_id`.
    var columns: [String] {
        switch self {
        case .custody:
            ["reference", "arrested_at", "station", "offence_code", "offence", "disposal", "disposal_date"]
        case .conviction:
            [
                "court_date", "court", "offence_code", "offence", "offence_date", "adjudication", "disposal_code",
                "disposal", "sentence_days",
            ]
        case .order:
            [
                "event_number", "type", "start_date", "end_date", "conviction_date", "offence_code", "team", "pdu",
                "officer", "rosh", "ogrs3_1y", "ogrs3_2y", "ogrs3_date", "registers", "mappa_category", "mappa_level",
            ]
        case .sentence:
            [
                "prison", "reception_date", "sentence_days", "conditional_release_date", "release_date", "release_type",
                "release_postcode",
            ]
        }
    }
}
