extension RecordedTables {
    /// Why the rows of a table are not looked for in the journal.
    static let leftOut: [String: String] = [
        "journal": journal, "journal_subject": journal, "journal_actor": journal, "commitment_salt": journal,
        "person_word": derived, "person_word_waiting": derived, "match_key": derived, "match_key_waiting": derived,
        "reach": derived, "reach_token": derived, "case_notice": "told with what it tells of",
        "case_restriction_officer": "hangs on its restriction", "sharing_agreement_party": "hangs on its agreement",
        "share_look": fleeting, "draft": fleeting, "officer_notice": "told with what it tells of",
        "sign_in_source": fleeting, "terms": account, "terms_acceptance": account, "training_completion": account,
        "custody_event": content, "conviction": content, "court_order": content, "prison_sentence": content,
        "career": content, "import_career": "staged; gone when the file is done",
        "import_row": "staged; gone when the file is done",
        "linkage_model": "shares and frequencies, no people; the one who took it into use is named in it",
        "linkage_use": "versions, no people; the one who took it into use is named in its entry",
        "linkage_work": "how far a program is, and what it counted; the one who began it is named in its entry",
        "cohort_settings": "limits and lists, no people; the author is named in it",
        "session": fleeting, "sign_in_attempt": fleeting, "half_sign_in": fleeting, "recovery_code": fleeting,
    ]
    private static let journal = "the journal itself"
    private static let account = "a security entry names it with the officer"
    private static let derived = "made again from what stands here"
    private static let content = "hangs on a row of a file"
    private static let fleeting = "days or minutes"
}
