import Store

extension RecordedTables {
    /// The texts that entries commit to: all that officers write in their own words.
    static let committed: [CommittedText] =
        decision + exit + records + access + sharing + notes + [
            CommittedText("unusual_access", "note", at: "t.closed_at", isNeverEmpty: true, isRewritten: true)
        ]

    private static let decision =
        ["reason", "police_decider", "probation_decider"].map {
            CommittedText("decision", $0, at: "t.decided_at", isNeverEmpty: true)
        }
        + ["mappa_reason", "dissenter", "dissent", "police_lead", "probation_lead"].map {
            CommittedText("decision", $0, at: "t.decided_at")
        }

    private static let exit =
        ["words", "police_agreed", "probation_agreed", "plan", "receiving_team"].map {
            CommittedText(
                "enrolment_exit", $0, record: "'enrolment_exit:' || t.enrolment_id", at: "t.at",
                isNeverEmpty: ["words", "police_agreed", "probation_agreed"].contains($0))
        }

    /// What was said of records; the rules, which link many, give no reasons of their own.
    private static let records = [
        CommittedText("match_review", "reason", at: "t.decided_at", isRewritten: true),
        CommittedText("review_opinion", "reason", at: "t.at", isNeverEmpty: true),
        CommittedText("match_lock", "reason", record: "'match_lock:' || t.record_a || '-' || t.record_b", at: "t.at"),
        CommittedText("record_link", "reason", record: link, at: "t.since"),
        CommittedText("record_link", "ended_reason", record: link, at: "t.ended_at"),
    ]
    private static let link: SQL = "'record_link:' || t.record_id || '/' || t.since"

    private static let access =
        ["case_restriction", "case_bar", "case_marking"].flatMap {
            [
                CommittedText($0, "reason", at: "t.made_at", isNeverEmpty: true),
                CommittedText($0, "ended_reason", at: "t.ended_at"),
            ]
        } + [
            CommittedText("case_grant", "reason", at: "t.made_at"),
            CommittedText("glass_break", "reason", at: "t.made_at", isNeverEmpty: true),
            CommittedText("glass_break", "review", at: "t.reviewed_at"),
        ]

    private static let sharing =
        ["necessity", "message", "authoriser", "vetting"].map { CommittedText("share", $0, at: "t.made_at") }
        + [CommittedText("share_disclosure", "content_hash", at: "t.at", isNeverEmpty: true)]
        + ["share_state", "sharing_agreement_state"].map { CommittedText($0, "reason", at: "t.at") }
        + [
            "title_en", "title_cy", "basis", "duties", "powers", "rights", "security", "retention", "reference",
        ].map { CommittedText("sharing_agreement", $0, at: "t.made_at", isRewritten: true) }
        + ["signatory", "post"].map {
            CommittedText(
                "sharing_agreement_party", $0, record: "'sharing_agreement_party:' || t.agreement_id || '/' || t.agency",
                at: "(SELECT a.made_at FROM sharing_agreement a WHERE a.id = t.agreement_id)", isRewritten: true)
        } + [
            CommittedText("correction_notice", "what", at: "t.made_at", isNeverEmpty: true),
            CommittedText("correction_task", "evidence", at: "t.told_at"),
        ]

    /// Victims' data is committed to as it is sealed: whoever may not read it can check it.
    private static let notes = [
        CommittedText("intelligence", "text", at: "t.made_at", isNeverEmpty: true),
        CommittedText("intelligence", "reference", at: "t.made_at", isNeverEmpty: true),
        CommittedText("intelligence_grading", "conditions", at: "t.made_at"),
        CommittedText("intelligence_grading", "reason", at: "t.made_at"),
        CommittedText("narrative_version", "text", at: "t.made_at", isNeverEmpty: true),
        CommittedText("narrative_version", "source", at: "t.made_at"),
        CommittedText("narrative_version", "reason", at: "t.made_at"),
        CommittedText("victim_contact_version", "sealed", at: "t.made_at", isNeverEmpty: true),
        CommittedText("involvement", "sealed", at: "t.made_at", isNeverEmpty: true),
        CommittedText("involvement", "withdrawn_sealed", at: "t.withdrawn_at"),
    ]

    /// Tables whose texts are no officer's words, and columns of the others, each with the reason why entries do not commit to them.
    static let uncommittedTables: [String: String] = [
        "import_file": file, "source_row": file, "source_version": file, "former_conviction": file, "record": file,
        "person": file, "import_profile": "how a file is read; of nobody",
        "selection_round": round, "score": round, "proposal": round, "round_movement": round,
        "officer": "an account: its entries say what was changed",
    ]
    private static let file = "as an agency’s file brought it"
    private static let round = "what the rules made of it, which anybody can work out again"

    static let uncommittedColumns: [String: String] = [
        "enrolment.police_lead": lead, "enrolment.probation_lead": lead,
        "share.from_name": account, "share.to_name": account,
        "share.former_lead": lead, "share_disclosure.items": "numbers of rows",
        "match_review.explanation": rules, "record_link.explanation": rules, "record_link.rule": rules,
        "unusual_access.entries": "numbers of entries", "unusual_access.people": "numbers of people",
    ]
    private static let lead = "changes with decisions, which are committed to, and with shares"
    private static let account = "the name of an account"
    private static let rules = "by the rules"

    /// Columns that hold a code of a printed table, several of them, or a day.
    static let codes: Set<String> = [
        "agencies", "agency", "area", "cohort", "confidence", "day", "defer_until", "descriptor", "from_agency",
        "gateway", "gateways", "ground", "handling", "information_grade", "kind", "marking", "next_review", "outcome", "owner",
        "parts", "purpose", "purposes", "rag", "reason_code", "review_by", "rule", "scheme", "shown", "since",
        "source_grade", "state", "to_agency", "wrong_since", "part", "asked_agency", "verdict", "compared",
    ]
    /// Codes whose columns are called as words are elsewhere.
    static let codesCalledWords: Set<String> = ["enrolment_state.reason", "enrolment_exit.reason", "narrative_version.basis"]
}
