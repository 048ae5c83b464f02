import Domain
import Store

/// The second step of signing in: each officer's sealed seed, the recovery codes, and sign-ins that are half done.
enum SecondFactorSchema {
    private static let staff = Holding(.officer, .staff, .personal, .account)
    private static let secret = Holding(.officer, .staff, .secret, .account)
    private static let session = Holding(.officer, .staff, .secret, .session)

    static let steps: [Migration.Step] = [
        // Sealed with a key that is not in the database.
        .addColumn(table: "officer", Column("factor_seed", .blob, holds: secret)),
        // The step of the last code that was accepted: neither it nor an older one is accepted again.
        .addColumn(table: "officer", Column("factor_step", .integer, holds: secret)),
        .addColumn(table: "officer", Column("factor_set_at", .text, holds: staff)),
        // When the second step was last taken; null where a password alone signed in.
        .addColumn(table: "session", Column("proven_at", .text, holds: session)),
        // Whether it was opened over IPv4 or IPv6, as far as the connection tells.
        .addColumn(table: "session", Column("address_family", .text, holds: session)),
        .table(
            Table(
                "recovery_code",
                [
                    Column("officer_id", .integer, "NOT NULL REFERENCES officer(id)", holds: secret),
                    // SHA-256 of 120 random bits.
                    Column("code_hash", .blob, "NOT NULL", holds: secret),
                ], rules: ["PRIMARY KEY (officer_id, code_hash)"], clustered: true)),
        // The password was right; what is still to come is a code, or for an account without one the first code of the new seed.
        .table(
            Table(
                "half_sign_in",
                [
                    Column("token_hash", .blob, "NOT NULL", holds: session),
                    Column("officer_id", .integer, "NOT NULL REFERENCES officer(id)", holds: session),
                    Column("begun_at", .text, "NOT NULL", holds: session),
                    Column("new_seed", .blob, holds: session),
                ], rules: ["PRIMARY KEY (token_hash)"], clustered: true)),
    ]
}
