import Domain
import Store

/// A notice of a change to somebody else’s account names the account and who changed it.
enum OfficerNoticeSchema {
    private static let staff = Holding(.officer, .staff, .personal, .account)

    static let steps: [Migration.Step] = [
        // The officer whose account it was; null when it is their own who is told.
        .addColumn(table: "officer_notice", Column("about_id", .integer, holds: staff)),
        // The administrator; null for a command on the server.
        .addColumn(table: "officer_notice", Column("changed_by", .integer, holds: staff)),
    ]
}
