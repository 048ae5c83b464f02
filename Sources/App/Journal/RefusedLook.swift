import Domain
import Store

/// Somebody asked for a case that is not open to them, or is none. The answer is the same; that it was asked is entered.
enum RefusedLook {
    static let reason = "case-refused"
    static let record = "person:"
    static let words = Text(en: "A case that did not open", cy: "Achos na wnaeth agor")

    /// nil when it was no case that was asked for, or nobody signed in who asked.
    static func event(_ error: any Error, _ visit: Visit) -> Event? {
        guard error is NotFound || error is NotPermitted, visit.signedIn != nil, let person = try? visit.number("person") else {
            return nil
        }
        return Event(.security, subjects: [], records: ["\(record)\(person)"], reason: reason)
    }
}
