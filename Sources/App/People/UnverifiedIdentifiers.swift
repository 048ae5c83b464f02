import Store

/// Numbers that failed their check: kept as the agency wrote them, never compared, but found by whoever types what stands there.
enum UnverifiedIdentifiers {
    static let steps: [Migration.Step] = [
        .index("record_pnc_unverified", on: "record (pnc) WHERE pnc_verified = 0 AND pnc IS NOT NULL"),
        .index("record_cro_unverified", on: "record (cro) WHERE cro_verified = 0 AND cro IS NOT NULL"),
    ]

    /// The people on whose records one of these texts stands as such a number.
    static func people(_ texts: [String]) -> SQL {
        """
        SELECT r.person_id FROM record r WHERE r.pnc_verified = 0 AND r.pnc IN (\(list: texts))
        UNION SELECT r.person_id FROM record r WHERE r.cro_verified = 0 AND r.cro IN (\(list: texts))
        """
    }
}
