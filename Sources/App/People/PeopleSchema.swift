import Domain
import Store

/// People, the agencies' records of them, how these are linked, and who may see them.
enum PeopleSchema {
    private static let identity = Holding(.offender, .identity, .personal, .caseFile)
    private static let staff = Holding(.officer, .staff, .personal, .caseFile)
    // Which agency knows somebody says much about them.
    private static let known = Holding(.offender, .source, .personal, .caseFile)
    private static let origin = Holding(.offender, .identity, .sensitive, .caseFile)
    private static let offences = Holding(.offender, .offences, .criminal, .caseFile)
    private static let risk = Holding(.offender, .risk, .criminal, .caseFile)

    private static func searchWords(_ name: String) -> Migration.Step {
        .table(
            Table(
                name,
                [
                    // Without the first word of the family name, which is found by the sort key.
                    Column("word", .text, "NOT NULL", holds: identity),
                    Column("sort_key", .text, "NOT NULL", holds: identity),
                    Column("person_id", .integer, "NOT NULL", holds: nil),
                    // The person's own, so that who may open the case is known without looking there.
                    Column("reach_id", .integer, "NOT NULL", holds: identity),
                ], rules: ["PRIMARY KEY (word, sort_key, person_id)"], clustered: true))
    }

    private static func matchKeys(_ name: String) -> Migration.Step {
        .table(
            Table(
                name,
                [
                    Column("key", .integer, "NOT NULL", holds: identity),
                    Column("record_id", .integer, "NOT NULL", holds: nil),
                    // What can be told of the record without reading it. See `MatchSignature`. NULL where nothing was kept.
                    Column("low", .integer, holds: identity),
                    Column("high", .integer, holds: identity),
                ], rules: ["PRIMARY KEY (key, record_id)"], clustered: true, including: ["low", "high"]))
    }

    static let steps: [Migration.Step] = [
        .table(
            Table(
                "person",
                [
                    Column("id", .id, holds: nil),
                    Column("family", .text, "NOT NULL", holds: identity),
                    Column("given", .text, "NOT NULL", holds: identity),
                    Column("sort_key", .text, "NOT NULL", holds: identity),
                    // The same in the order of the Welsh alphabet. Both are compared byte by byte.
                    Column("sort_key_cy", .text, "NOT NULL", holds: identity),
                    Column("date_of_birth", .text, holds: identity),
                    Column("sex", .text, holds: identity),
                    Column("ethnicity", .text, holds: origin),
                    Column("language", .text, holds: identity),
                    Column("address", .text, "NOT NULL DEFAULT ''", holds: identity),
                    Column("postcode", .text, "NOT NULL DEFAULT ''", holds: identity),
                    // The panel area: of the police record last updated, else of probation, else Wales.
                    Column("area", .text, "NOT NULL", holds: identity),
                    // What lists show: the first verified PNC ID and the first CRN of the records.
                    Column("pnc", .text, holds: identity),
                    Column("crn", .text, holds: identity),
                    // Who may open the case: a set of reach tokens. NULL: nobody, the person was found to be another.
                    Column("reach_id", .integer, holds: identity),
                    // The search words that stand in their table, joined by blanks.
                    Column("words", .text, "NOT NULL DEFAULT ''", holds: identity),
                    // The person that this one was found to be, and, where that one was found to be another since, that other.
                    Column("combined_with", .integer, holds: nil),
                    Column("merged_into", .integer, holds: nil),
                    Column("created_at", .text, "NOT NULL", holds: nil),
                ])),
        .index("person_merged", on: "person (merged_into) WHERE merged_into IS NOT NULL"),
        .index("person_order", on: "person (sort_key, id, reach_id)"),
        .index("person_order_cy", on: "person (sort_key_cy, id, reach_id)"),
        .index("person_reach", on: "person (reach_id)"),
        // The sets of reach tokens that cases answer to: some hundred in all Wales, joined by blanks, and taken apart.
        .table(
            Table("reach", [Column("id", .id, holds: nil), Column("tokens", .text, "NOT NULL UNIQUE", holds: nil)])),
        .table(
            Table(
                "reach_token",
                [Column("token", .text, "NOT NULL", holds: nil), Column("reach_id", .integer, "NOT NULL", holds: nil)],
                rules: ["PRIMARY KEY (token, reach_id)"], clustered: true)),
        // The second of each two: what an import brought and nobody has moved yet. See `SpreadTable`.
        searchWords("person_word"),
        searchWords("person_word_waiting"),
        .table(
            Table(
                "record",
                [
                    Column("id", .id, holds: nil),
                    Column("agency", .text, "NOT NULL", holds: known),
                    // nominal, probation, prison, pnc
                    Column("kind", .text, "NOT NULL", holds: known),
                    Column("reference", .text, "NOT NULL", holds: identity),
                    // A PNC record that no other record names belongs to nobody yet.
                    Column("person_id", .integer, holds: nil),
                    Column("source_row_id", .integer, "NOT NULL REFERENCES source_row(id)", holds: nil),
                    Column("updated_at", .text, "NOT NULL DEFAULT ''", holds: nil),
                    Column("area", .text, "NOT NULL", holds: identity),
                    Column("family", .text, "NOT NULL DEFAULT ''", holds: identity),
                    Column("given", .text, "NOT NULL DEFAULT ''", holds: identity),
                    // `FAMILY|Given names`, several joined by line breaks.
                    Column("aliases", .text, "NOT NULL DEFAULT ''", holds: identity),
                    Column("date_of_birth", .text, holds: identity),
                    Column("sex", .text, holds: identity),
                    Column("ethnicity", .text, holds: origin),
                    Column("language", .text, holds: identity),
                    Column("address", .text, "NOT NULL DEFAULT ''", holds: identity),
                    Column("postcode", .text, "NOT NULL DEFAULT ''", holds: identity),
                    Column("markers", .text, "NOT NULL DEFAULT ''", holds: Holding(.offender, .risk, .sensitive, .caseFile)),
                    // Identifiers in canonical form when verified, as received when not.
                    Column("pnc", .text, holds: identity),
                    Column("pnc_verified", .integer, "NOT NULL DEFAULT 0", holds: nil),
                    Column("cro", .text, holds: identity),
                    Column("cro_verified", .integer, "NOT NULL DEFAULT 0", holds: nil),
                    Column("crn", .text, holds: identity),
                    Column("prison_number", .text, holds: identity),
                ])),
        .uniqueIndex("record_reference", on: "record (agency, reference)"),
        .index("record_person", on: "record (person_id)"),
        // Hashed keys by which records of one person find each other, and people are found by number.
        matchKeys("match_key"),
        matchKeys("match_key_waiting"),
        // Which record belonged to which person, since when, why; never deleted, only ended.
        .table(
            Table(
                "record_link",
                [
                    Column("id", .id, holds: nil),
                    Column("record_id", .integer, "NOT NULL", holds: nil),
                    Column("person_id", .integer, "NOT NULL", holds: nil),
                    Column("since", .text, "NOT NULL", holds: nil),
                    // 0: the rules; otherwise the officer who decided.
                    Column("officer_id", .integer, "NOT NULL DEFAULT 0", holds: staff),
                    Column("rule", .text, "NOT NULL", holds: identity),
                    // The points for and against, JSON.
                    Column("explanation", .text, "NOT NULL DEFAULT ''", holds: identity),
                    // Why, in the officer's words.
                    Column("reason", .text, "NOT NULL DEFAULT ''", holds: identity),
                    Column("ended_at", .text, holds: nil),
                    Column("ended_by", .integer, holds: staff),
                    Column("ended_reason", .text, holds: identity),
                ])),
        .index("record_link_record", on: "record_link (record_id)"),
        .index("record_link_left", on: "record_link (person_id) WHERE ended_at IS NOT NULL"),
        .table(
            Table(
                "match_review",
                [
                    Column("id", .id, holds: nil),
                    Column("record_id", .integer, "NOT NULL", holds: nil),
                    // The record of another person that it may belong with.
                    Column("other_record_id", .integer, "NOT NULL", holds: nil),
                    Column("points", .integer, "NOT NULL", holds: identity),
                    Column("explanation", .text, "NOT NULL", holds: identity),
                    // open, second (waits for a second person), reopened, and `ReviewVerdict`
                    Column("state", .text, "NOT NULL", holds: identity),
                    Column("officer_id", .integer, holds: staff),
                    Column("reason", .text, "NOT NULL DEFAULT ''", holds: identity),
                    Column("made_at", .text, "NOT NULL", holds: nil),
                    Column("decided_at", .text, holds: nil),
                ], rules: ["UNIQUE (record_id, other_record_id)"])),
        .index("match_review_state", on: "match_review (state, id)"),
        .index("match_review_other", on: "match_review (other_record_id)"),
        // Two records that are not one person: for ever. The lower number first.
        .table(
            Table(
                "match_lock",
                [
                    Column("record_a", .integer, "NOT NULL", holds: nil),
                    Column("record_b", .integer, "NOT NULL", holds: nil),
                    Column("officer_id", .integer, "NOT NULL", holds: staff),
                    Column("reason", .text, "NOT NULL", holds: identity),
                    Column("at", .text, "NOT NULL", holds: nil),
                ], rules: ["PRIMARY KEY (record_a, record_b)"], clustered: true)),
        .table(
            Table(
                "custody_event",
                [
                    Column("source_row_id", .integer, "NOT NULL PRIMARY KEY REFERENCES source_row(id)", holds: nil),
                    Column("record_id", .integer, "NOT NULL", holds: nil),
                    Column("reference", .text, "NOT NULL", holds: offences),
                    Column("arrested_at", .text, "NOT NULL", holds: offences),
                    Column("station", .text, "NOT NULL DEFAULT ''", holds: offences),
                    Column("offence_code", .text, "NOT NULL", holds: offences),
                    Column("offence", .text, "NOT NULL DEFAULT ''", holds: offences),
                    Column("disposal", .text, "NOT NULL DEFAULT ''", holds: offences),
                    Column("disposal_date", .text, holds: offences),
                ])),
        .index("custody_event_record", on: "custody_event (record_id)"),
        .index("custody_event_reference", on: "custody_event (reference)"),
        .table(
            Table(
                "conviction",
                [
                    Column("source_row_id", .integer, "NOT NULL PRIMARY KEY REFERENCES source_row(id)", holds: nil),
                    Column("record_id", .integer, "NOT NULL", holds: nil),
                    Column("court_date", .text, "NOT NULL", holds: offences),
                    Column("court", .text, "NOT NULL DEFAULT ''", holds: offences),
                    Column("offence_code", .text, "NOT NULL", holds: offences),
                    Column("offence", .text, "NOT NULL DEFAULT ''", holds: offences),
                    Column("offence_date", .text, holds: offences),
                    // CONVICTION, CAUTION, NOT GUILTY, WITHDRAWN
                    Column("adjudication", .text, "NOT NULL", holds: offences),
                    Column("disposal_code", .text, "NOT NULL DEFAULT ''", holds: offences),
                    Column("disposal", .text, "NOT NULL DEFAULT ''", holds: offences),
                    Column("sentence_days", .integer, "NOT NULL DEFAULT 0", holds: offences),
                ])),
        .index("conviction_record", on: "conviction (record_id)"),
        .table(
            Table(
                "court_order",
                [
                    Column("source_row_id", .integer, "NOT NULL PRIMARY KEY REFERENCES source_row(id)", holds: nil),
                    Column("record_id", .integer, "NOT NULL", holds: nil),
                    Column("event_number", .text, "NOT NULL DEFAULT ''", holds: offences),
                    Column("type", .text, "NOT NULL", holds: offences),
                    Column("start_date", .text, "NOT NULL", holds: offences),
                    Column("end_date", .text, holds: offences),
                    Column("conviction_date", .text, "NOT NULL", holds: offences),
                    Column("offence_code", .text, "NOT NULL DEFAULT ''", holds: offences),
                    Column("team", .text, "NOT NULL DEFAULT ''", holds: offences),
                    Column("pdu", .text, "NOT NULL DEFAULT ''", holds: offences),
                    Column("officer", .text, "NOT NULL DEFAULT ''", holds: Holding(.officer, .staff, .personal, .caseFile)),
                    Column("rosh", .text, "NOT NULL DEFAULT ''", holds: risk),
                    Column("ogrs3_1y", .integer, holds: risk),
                    Column("ogrs3_2y", .integer, holds: risk),
                    Column("ogrs3_date", .text, holds: risk),
                    Column("registers", .text, "NOT NULL DEFAULT ''", holds: Holding(.offender, .risk, .sensitive, .caseFile)),
                    Column("mappa_category", .text, "NOT NULL DEFAULT ''", holds: risk),
                    Column("mappa_level", .text, "NOT NULL DEFAULT ''", holds: risk),
                ])),
        .index("court_order_record", on: "court_order (record_id)"),
        .table(
            Table(
                "prison_sentence",
                [
                    Column("source_row_id", .integer, "NOT NULL PRIMARY KEY REFERENCES source_row(id)", holds: nil),
                    Column("record_id", .integer, "NOT NULL", holds: nil),
                    Column("prison", .text, "NOT NULL DEFAULT ''", holds: offences),
                    Column("reception_date", .text, "NOT NULL", holds: offences),
                    Column("sentence_days", .integer, holds: offences),
                    Column("conditional_release_date", .text, holds: offences),
                    Column("release_date", .text, "NOT NULL", holds: offences),
                    Column("release_type", .text, "NOT NULL DEFAULT ''", holds: offences),
                    Column("release_postcode", .text, "NOT NULL DEFAULT ''", holds: offences),
                ])),
        .index("prison_sentence_record", on: "prison_sentence (record_id)"),
    ]
}
