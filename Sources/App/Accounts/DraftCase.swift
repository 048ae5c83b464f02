import Domain
import Store

/// The case that a form half written is about, as far as the address says that it goes to.
enum DraftCase: Sendable, Equatable {
    case none
    case open(Int64)
    /// Not open to the officer now, whatever it was when they wrote.
    case closed

    /// A case that was found to be another is that one.
    static func find(_ connection: any Connection, _ path: Path, _ viewer: Viewer) throws -> DraftCase {
        guard let person = try person(connection, path) else { return .none }
        let open: Int64? = try connection.value(
            """
            SELECT p.id FROM person gone JOIN person p ON p.id = COALESCE(gone.merged_into, gone.id)
            WHERE gone.id = \(person) AND \(PeopleAccess.opens(viewer))
            """)
        return open.map(DraftCase.open) ?? .closed
    }

    private static func person(_ connection: any Connection, _ path: Path) throws -> Int64? {
        let parts = path.text.prefix { $0 != "?" }.split(separator: "/")
        for (name, number) in zip(parts, parts.dropFirst()) {
            guard let number = Int64(number) else { continue }
            if name == "people" { return number }
            if name == "enrolments" {
                return try connection.value("SELECT person_id FROM enrolment WHERE id = \(number)")
            }
        }
        return nil
    }
}
