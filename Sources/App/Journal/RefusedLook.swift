import Domain
import Store

/// Somebody asked for a case that is not open to them, or is none. The answer is the same; that it was asked is entered.
enum RefusedLook {
    static let reason = "case-refused"
    static let record = "person:"
    static let words = Text(en: "A case that did not open", cy: "Achos na wnaeth agor")

    /// nil when it was no case that was asked for, or nobody signed in who asked; nor is it one when the case is open and something in it
    /// is not there, or not theirs.
    static func event(_ error: any Error, _ visit: Visit, _ site: Site) async throws -> Event? {
        guard error is NotFound || error is NotPermitted, let viewer = try? visit.viewer(),
            let person = try? visit.number("person")
        else { return nil }
        let isOpen = try await site.database.read { try CaseStore.isOpen($0, viewer, person) }
        return isOpen ? nil : Event(.security, subjects: [], records: ["\(record)\(person)"], reason: reason)
    }
}
