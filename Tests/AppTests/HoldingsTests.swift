import Store
import Support
import Testing

@testable import App

@Suite("The register of holdings (every column of personal data says whose it is, which part, how sensitive, how long)")
struct HoldingsTests {
    /// Tables that the store keeps for itself.
    private let own: Set<String> = ["schema_version"]

    @Test(
        "Every table and column of a real database stands in the register, and nothing else does", arguments: Engine.available)
    func complete(engine: Engine) async throws {
        let register = carfanSchema.holdings
        let found = try await engine.with(carfanSchema) { database in
            try await database.read { connection in
                let tables = try connection.tableNames()
                return try Dictionary(uniqueKeysWithValues: tables.map { ($0, Set(try connection.columnNames(of: $0))) })
            }
        }
        #expect(Set(found.keys).subtracting(own) == Set(register.keys))
        for (table, columns) in found where !own.contains(table) {
            #expect(columns == Set(register[table, default: [:]].keys), "\(table)")
        }
    }

    @Test(
        "What names, places or describes somebody is never declared as nobody's",
        arguments: [
            "family", "given", "sort_key", "sort_key_cy", "date_of_birth", "sex", "ethnicity", "address", "postcode", "aliases",
            "pnc", "cro",
            "crn", "prison_number", "raw", "markers", "rosh", "registers", "offence_code", "percent_2y", "rag", "password_hash",
            "dissent", "police_decider", "probation_decider",
        ])
    func personal(column: String) {
        for (table, columns) in carfanSchema.holdings {
            guard let holding = columns[column] else { continue }
            #expect(holding != nil, "\(table).\(column)")
        }
    }

    /// Why a column that is declared as nobody's holds nothing about anybody: by its name, or by table and name.
    private static let nobodys: [String: String] = [
        "id": number, "number": number, "person_id": number, "record_id": number, "other_record_id": number, "record_a": number,
        "record_b": number, "source_row_id": number, "import_id": number, "round_id": number, "score_id": number,
        "review_id": number, "decision_id": number, "enrolment_id": number, "merged_into": number, "combined_with": number,
        "entry_id": number,
        "request_id": number, "entered_for": number, "narrative_id": number, "intelligence_id": number,
        "victim_contact_id": number, "restriction_id": number, "ground_id": number, "record": number,
        "row": number, "line": number, "sequence": number, "version": number, "profile_version": number,
        "settings_version": number, "reach_token.reach_id": number,
        "at": moment, "made_at": moment, "since": moment, "ended_at": moment, "created_at": moment, "updated_at": moment,
        "decided_at": moment, "received_at": moment, "started_at": moment, "finished_at": moment, "run_at": moment,
        "computed_at": moment, "as_of": moment, "lease_until": moment, "from_at": moment, "until_at": moment, "seen_at": moment,
        "reviewed_at": moment, "withdrawn_at": moment, "suspended_at": moment,
        "sensitive": "of a share", "in_force_from": moment,
        "tokens": "agencies and areas, in a set that many share", "token": "an agency or area",
        "pnc_verified": "whether a check letter is right", "cro_verified": "whether a check letter is right",
        "state": "how far a file or round is", "outcome": "what becomes of a row", "unsure": "what becomes of a row",
        "known": "what becomes of a row",
        "why": "what became of a row", "reasons": "codes and names of columns", "warnings": "codes and names of columns",
        "first_row": number, "last_row": number, "whole": "whether a file may be relied on", "settled": "how far a run is",
        "withdrawn": "of a whole career in a file", "kept": "of a whole career in a file",
        "feed": "a profile", "profile": "a profile, or a set of figures", "instrument": "an instrument",
        "yaml": "how an agency writes its files", "header": "names of columns", "sha256": "of a whole file",
        "size": "of a whole file", "rows_read": "of a whole file", "rows_run": "of a whole file", "run_from": "of a whole file",
        "people_before": "of a whole file",
        "crowded": "of a whole file",
        "doubtful": "of a whole file",
        "text_en": terms, "text_cy": terms, "from_day": moment, "published_at": moment, "training.code": training,
        "name_en": training, "name_cy": training, "months": training, "training_role.role": training,
        "training_role.training_code": training,
        "counts": "of a whole file or round", "message": "why a whole file cannot be taken", "total": "of a whole round",
        "done": "of a whole round", "lease_owner": "a program on a host", "name": "of a round or profile",
        "team.area": "a team", "capacity": "of a team", "next_panel": "of a team", "body": "limits and lists",
        "source": "where limits come from", "reason": "why limits changed, or a code of the journal",
        "kind": "a kind of journal entry", "fields": "names of columns", "route": "an address without its numbers",
        "leaf_hash": "of an entry that names people by number", "hashes": "of entries that name people by number",
        "note": "a signature over a hash", "place": "of an entry in the tree", "level": "of the tree",
        "mark": "an entry's number", "hour": moment, "first_place": "of an entry in the tree",
        "last_place": "of an entry in the tree",
        "commitments": "hashes with a salt that is not among them", "salt": "random", "field": "names of columns",
        "unusual_access.rule": "a rule’s name", "day": moment, "first_at": moment, "last_at": moment, "closed_at": moment,
        "written_at": moment,
        "agreement_id": number, "correction_id": number, "share_id": number, "edition": number,
        "accepted_at": moment, "told_at": moment, "title_en": agreement, "title_cy": agreement,
        "sharing_agreement.state": agreement, "purposes": agreement, "sharing_agreement.parts": agreement,
        "gateways": agreement,
        "basis": agreement, "duties": agreement, "powers": agreement, "rights": agreement, "security": agreement,
        "retention": agreement, "reference": agreement, "review_by": agreement, "sharing_agreement_party.agency": agreement,
        "signed_on": agreement, "sharing_agreement_state.state": agreement, "sharing_agreement_state.reason": agreement,
        "until_on": moment, "due_on": moment, "items": number,
        "model": "shares that a model learned", "terms": "how common values are, by their hashes",
        "digest": "of a whole model", "begun_at": moment, "records": "of a whole model", "taught_same": "of a whole model",
        "taught_different": "of a whole model", "used_from": moment,
        "seen": "an entry's number", "seen_by": "a transaction", "indexed": "a place of the tree",
    ]
    private static let number = "a number of ours that leads to a row which says whose it is"
    private static let terms = "what everybody accepts"
    private static let training = "a training, and which roles need it"
    private static let agreement = "of an agreement between bodies"
    private static let moment = "when a row came about"

    @Test("What is declared as nobody’s has a reason, and officers are never nobody")
    func reasons() {
        var used: Set<String> = []
        for (table, columns) in carfanSchema.holdings {
            for (column, holding) in columns where holding == nil {
                #expect(!column.hasSuffix("officer_id") && column != "author" && column != "actor", "\(table).\(column)")
                let name = Self.nobodys["\(table).\(column)"] == nil ? column : "\(table).\(column)"
                #expect(Self.nobodys[name] != nil, "\(table).\(column) says neither whose it is nor why it is nobody’s")
                used.insert(name)
            }
        }
        #expect(Set(Self.nobodys.keys).subtracting(used).sorted() == [])
    }

    @Test(
        "What places somebody before a panel is about them",
        arguments: ["proposal.area", "proposal.rank", "proposal.news", "decision.area", "enrolment.area", "record.agency"])
    func placing(name: String) {
        let parts = name.components(".")
        #expect(carfanSchema.holdings[parts[0]]?[parts[1]]??.subject == .offender)
    }

    @Test func ethnicityIsSensitive() {
        #expect(carfanSchema.holdings["record"]?["ethnicity"]??.sensitivity == .sensitive)
        #expect(carfanSchema.holdings["person"]?["ethnicity"]??.sensitivity == .sensitive)
    }
}
