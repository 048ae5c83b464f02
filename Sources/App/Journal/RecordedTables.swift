import Store

/// The register of what must be in the journal: beside the tables, how their rows are named in entries. A table with people's data stands
/// either here or among those that are left out, with the reason.
enum RecordedTables {
    static let all: [RecordedRows] = [
        // Decisions and enrolments, each by the officer who recorded it.
        RecordedRows(
            "decision", isKept: true,
            """
            SELECT 'decision:' || t.id AS what, 'decision:' || t.id AS names, t.officer_id AS actor, t.decided_at AS at FROM decision t
            """),
        RecordedRows(
            "enrolment", isKept: true,
            "SELECT 'enrolment:' || t.id AS what, 'enrolment:' || t.id AS names, NULL AS actor, NULL AS at FROM enrolment t"),
        RecordedRows(
            "enrolment_state",
            """
            SELECT 'enrolment_state:' || t.id AS what, 'enrolment:' || t.enrolment_id AS names, t.officer_id AS actor, t.at AS at
            FROM enrolment_state t
            """),
        RecordedRows(
            "enrolment_exit",
            """
            SELECT 'enrolment_exit:' || t.enrolment_id AS what, 'enrolment:' || t.enrolment_id AS names, t.officer_id AS actor, t.at AS at
            FROM enrolment_exit t
            """),
        // What people said of records: by an entry that names one of the two. It was asked by a file, or by a full run, which names it.
        RecordedRows(
            "match_review",
            """
            SELECT 'match_review:' || t.id AS what,
              'match_review:' || t.id || ' record:' || t.record_id || ' record:' || t.other_record_id AS names,
              t.officer_id AS actor, t.decided_at AS at FROM match_review t WHERE t.decided_at IS NOT NULL
            UNION ALL
            SELECT 'match_review:' || t.id AS what, 'import_file match_review:' || t.id AS names, NULL AS actor, t.made_at AS at
            FROM match_review t
            """),
        steps("review_opinion", of: "match_review", key: "review_id", by: "officer_id", at: "at"),
        RecordedRows(
            "match_lock",
            """
            SELECT 'match_lock:' || t.record_a || '-' || t.record_b AS what, 'record:' || t.record_a || ' record:' || t.record_b AS names,
              t.officer_id AS actor, t.at AS at FROM match_lock t
            """),
        // Links move with all records of a person, so the entry names one record and the officer; those of the rules come with files, or
        // by a full run, which names the people.
        RecordedRows(
            "record_link",
            """
            SELECT 'record_link:' || t.id AS what,
              CASE WHEN t.officer_id > 0 THEN 'record' ELSE 'import_file person:' || t.person_id END AS names,
              CASE WHEN t.officer_id > 0 THEN t.officer_id END AS actor, t.since AS at FROM record_link t
            UNION ALL
            SELECT 'record_link:' || t.id AS what,
              CASE WHEN t.ended_by > 0 THEN 'record' ELSE 'import_file person:' || t.person_id END AS names,
              CASE WHEN t.ended_by > 0 THEN t.ended_by END AS actor, t.ended_at AS at FROM record_link t WHERE t.ended_at IS NOT NULL
            """),
        RecordedRows(
            "person",
            "SELECT 'person:' || t.id AS what, 'person:' || t.id AS names, NULL AS actor, t.created_at AS at FROM person t"),
        // What stands between officers and cases; the part of a case that became a case of its own has copies, by whoever parted it.
        ofCases("case_restriction"), ofCases("case_bar"), ofCases("case_marking"),
        made("case_grant"),
        RecordedRows(
            "glass_break", isKept: true,
            """
            SELECT 'glass_break:' || t.id AS what, 'glass_break:' || t.id AS names, t.officer_id AS actor, t.made_at AS at
            FROM glass_break t
            UNION ALL
            SELECT 'glass_break:' || t.id AS what, 'glass_break:' || t.id AS names, t.reviewed_by AS actor, t.reviewed_at AS at
            FROM glass_break t WHERE t.reviewed_at IS NOT NULL
            """),
        // What is shared, under what, and what was wrong with it.
        RecordedRows(
            "share", isKept: true,
            """
            SELECT 'share:' || t.id AS what, 'share:' || t.id AS names, t.from_officer AS actor, t.made_at AS at FROM share t
            """),
        steps("share_state", of: "share", by: "officer_id", at: "at"),
        steps("share_disclosure", of: "share", by: "officer_id", at: "at"),
        RecordedRows(
            "sharing_agreement", isKept: true,
            """
            SELECT 'sharing_agreement:' || t.id AS what, 'sharing_agreement:' || t.id AS names, NULL AS actor, t.made_at AS at
            FROM sharing_agreement t
            """),
        steps("sharing_agreement_state", of: "sharing_agreement", key: "agreement_id", by: "officer_id", at: "at"),
        made("correction_notice"),
        RecordedRows(
            "correction_task",
            """
            SELECT 'correction_task:' || t.id AS what, 'correction_task:' || t.id AS names, t.told_by AS actor, t.told_at AS at
            FROM correction_task t
            """),
        // What officers wrote of people.
        made("intelligence"), steps("intelligence_grading", of: "intelligence"),
        RecordedRows(
            "narrative", isKept: true,
            "SELECT 'narrative:' || t.id AS what, 'narrative:' || t.id AS names, NULL AS actor, NULL AS at FROM narrative t"),
        steps("narrative_version", of: "narrative"),
        RecordedRows(
            "victim_contact", isKept: true,
            """
            SELECT 'victim_contact:' || t.id AS what, 'victim_contact:' || t.id AS names, NULL AS actor, NULL AS at
            FROM victim_contact t
            """),
        steps("victim_contact_version", of: "victim_contact"), made("involvement"),
        // What files brought: by the file.
        RecordedRows(
            "import_file", isKept: true,
            """
            SELECT 'import_file:' || t.id AS what, 'import_file:' || t.id AS names, NULL AS actor, t.received_at AS at FROM import_file t
            """),
        ofFiles("source_row"), ofFiles("source_version"), ofFiles("former_conviction"),
        RecordedRows(
            "record",
            """
            SELECT 'record:' || t.id AS what, 'import_file:' || s.import_id AS names, NULL AS actor, NULL AS at
            FROM record t JOIN source_row s ON s.id = t.source_row_id
            """),
        RecordedRows(
            "import_profile",
            """
            SELECT 'import_profile:' || t.id AS what, 'import_profile:' || t.id AS names, t.officer_id AS actor, t.made_at AS at
            FROM import_profile t
            """),
        // What rounds made: by the round.
        RecordedRows(
            "selection_round", isKept: true,
            """
            SELECT 'selection_round:' || t.id AS what, 'selection_round:' || t.id AS names, NULL AS actor, t.made_at AS at
            FROM selection_round t
            """),
        ofRounds("score"), ofRounds("proposal"), ofRounds("round_movement"),
        // Accounts.
        RecordedRows(
            "officer", isKept: true,
            """
            SELECT 'officer:' || t.id AS what, 'officer:' || t.id AS names, NULL AS actor, t.created_at AS at FROM officer t
            UNION ALL SELECT 'officer:' || t.id AS what, 'officer:' || t.id AS names, NULL AS actor, t.disabled_at AS at FROM officer t
              WHERE t.disabled_at IS NOT NULL
            UNION ALL SELECT 'officer:' || t.id AS what, 'officer:' || t.id AS names, NULL AS actor, t.password_set_at AS at FROM officer t
              WHERE t.password_set_at IS NOT NULL
            UNION ALL SELECT 'officer:' || t.id AS what, 'officer:' || t.id AS names, NULL AS actor, t.factor_set_at AS at FROM officer t
              WHERE t.factor_set_at IS NOT NULL
            """),
        RecordedRows(
            "unusual_access",
            """
            SELECT 'unusual_access:' || t.id AS what, 'unusual_access:' || t.id AS names, t.closed_by AS actor, t.closed_at AS at
            FROM unusual_access t WHERE t.closed_at IS NOT NULL
            """),
    ]

    private static func ofCases(_ table: String) -> RecordedRows {
        RecordedRows(
            table,
            """
            SELECT CAST(\(table) AS TEXT) || ':' || t.id AS what,
              CAST(\(table) AS TEXT) || ':' || t.id || ' person:' || t.entered_for AS names,
              t.made_by AS actor, t.made_at AS at FROM \(name: table) t
            UNION ALL
            SELECT CAST(\(table) AS TEXT) || ':' || t.id AS what, CAST(\(table) AS TEXT) || ':' || t.id AS names,
              t.ended_by AS actor, t.ended_at AS at FROM \(name: table) t WHERE t.ended_at IS NOT NULL
            """)
    }

    /// Rows that say who made them and when, and that stay.
    private static func made(_ table: String) -> RecordedRows {
        RecordedRows(
            table, isKept: true,
            """
            SELECT CAST(\(table) AS TEXT) || ':' || t.id AS what, CAST(\(table) AS TEXT) || ':' || t.id AS names,
              t.made_by AS actor, t.made_at AS at FROM \(name: table) t
            """)
    }

    /// Rows that hang on another one, which the entry names.
    private static func steps(
        _ table: String, of whole: String, key: String? = nil, by: String = "made_by", at: String = "made_at"
    ) -> RecordedRows {
        RecordedRows(
            table,
            """
            SELECT CAST(\(table) AS TEXT) || ':' || t.id AS what, CAST(\(whole) AS TEXT) || ':' || t.\(name: key ?? "\(whole)_id") AS names,
              t.\(name: by) AS actor, t.\(name: at) AS at FROM \(name: table) t
            """)
    }

    private static func ofFiles(_ table: String) -> RecordedRows {
        RecordedRows(
            table,
            """
            SELECT DISTINCT CAST(\(table) AS TEXT) || ' of import_file:' || t.import_id AS what, 'import_file:' || t.import_id AS names,
              NULL AS actor, NULL AS at FROM \(name: table) t
            """)
    }

    private static func ofRounds(_ table: String) -> RecordedRows {
        RecordedRows(
            table,
            """
            SELECT DISTINCT CAST(\(table) AS TEXT) || ' of selection_round:' || t.round_id AS what,
              'selection_round:' || t.round_id AS names, NULL AS actor, NULL AS at FROM \(name: table) t
            """)
    }
}
