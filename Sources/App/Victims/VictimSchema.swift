import Domain
import Store

/// Victims' data, in tables of its own under a key of its own: assurance VI-01. Who is found here is named in no other table.
enum VictimSchema {
    private static let victim = Holding(.victim, .victim, .secret, .caseFile)
    private static let staff = Holding(.officer, .staff, .personal, .caseFile)

    private static let whose = [
        Column("id", .id, holds: nil), Column("person_id", .integer, "NOT NULL", holds: nil),
        // The number it was entered for: when a link is undone, it goes back there.
        Column("entered_for", .integer, "NOT NULL", holds: nil), Column("owner", .text, "NOT NULL", holds: victim),
    ]

    private static let made = [
        Column("made_by", .integer, "NOT NULL", holds: staff), Column("made_at", .text, "NOT NULL", holds: nil),
    ]

    static let steps: [Migration.Step] = [
        .table(Table("victim_contact", whose)),
        .index("victim_contact_person", on: "victim_contact (person_id)"),
        .table(
            Table(
                "victim_contact_version",
                [
                    Column("id", .id, holds: nil),
                    Column("victim_contact_id", .integer, "NOT NULL REFERENCES victim_contact(id)", holds: nil),
                    Column("version", .integer, "NOT NULL", holds: nil),
                    // Name, offence, choice, what they may be told, wishes, safe contact: JSON, sealed.
                    Column("sealed", .blob, "NOT NULL", holds: victim),
                ] + made, rules: ["UNIQUE (victim_contact_id, version)"])),
        .table(
            Table(
                "involvement",
                whose + [
                    // The person as victim or witness of an event: category, event, source, from, to: JSON, sealed.
                    Column("sealed", .blob, "NOT NULL", holds: victim)
                ] + made + [
                    Column("withdrawn_at", .text, holds: nil), Column("withdrawn_by", .integer, holds: staff),
                    // Why it was taken back, sealed.
                    Column("withdrawn_sealed", .blob, holds: victim),
                ])),
        .index("involvement_person", on: "involvement (person_id)"),
    ]
}
