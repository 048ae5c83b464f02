import Domain
import Store

/// What is looked for in the journal: who looked at a person, what an officer did, or what was done on some days.
struct JournalQuestion: Sendable {
    static let pageSize = 50
    /// Of a question that names nobody.
    static let mostDays = 31

    var person: Int64?
    var username = ""
    var from, to: Day?
    var kind: EntryKind?
    /// The code of the officers' agency.
    var agency = ""
    private(set) var purpose = JournalPurpose.complaint
    /// The page begins behind this place of the journal's tree.
    var before: Int64?

    private static let names: Set<String> = [
        "person", "officer", "purpose", "from-day", "from-month", "from-year", "to-day", "to-month", "to-year", "kind",
        "agency",
    ]

    init(_ purpose: JournalPurpose) {
        self.purpose = purpose
    }

    /// nil when nothing was asked. Throws `Invalid`.
    /// - Parameter person: the person whose case it is asked on; nil where the question may be about anybody.
    init?(_ form: Form, of person: Int64? = nil) throws {
        guard form.fields.contains(where: { JournalQuestion.names.contains($0.name) }) else { return nil }
        var reader = FormReader(form)
        let purpose: JournalPurpose? = reader.choice(
            "purpose", missing: Text(en: "Choose why you read the journal", cy: "Dewiswch pam rydych yn darllen y dyddlyfr"))
        if let person { self.person = person } else { readWho(&reader) }
        readDays(&reader)
        if !form["kind"].isEmpty {
            kind = reader.choice("kind", missing: Text(en: "Choose a kind from the list", cy: "Dewiswch fath o’r rhestr"))
        }
        agency = form["agency"]
        if !agency.isEmpty, Agency.find(agency) == nil {
            reader.problem(
                "agency", Text(en: "Choose an agency from the list", cy: "Dewiswch asiantaeth o’r rhestr"))
        }
        before = Int64(form["before"])
        try reader.finish()
        guard let purpose else { return nil }
        self.purpose = purpose
    }

    private mutating func readWho(_ reader: inout FormReader) {
        let number = reader.form["person"]
        username = reader.form["officer"]
        person = Int64(number)
        if !number.isEmpty, !username.isEmpty {
            reader.problem(
                "person",
                Text(
                    en: "Enter the number of a person or the user name of an officer, one of the two",
                    cy: "Rhowch rif person neu enw defnyddiwr swyddog, un o’r ddau"))
        } else if !number.isEmpty, person == nil {
            reader.problem(
                "person", Text(en: "Enter a person’s number in Carfan: 1204", cy: "Rhowch rif y person yn Carfan: 1204"))
        }
    }

    private mutating func readDays(_ reader: inout FormReader) {
        from = reader.day("from", missing: nil)
        to = reader.day("to", missing: nil)
        let isRead = !reader.problems.contains { $0.field != "purpose" }
        guard isRead else { return }
        if let from, let to, to < from {
            reader.problem("to", Text(en: "The last day is before the first", cy: "Mae’r diwrnod olaf cyn y cyntaf"))
        } else if person == nil, username.isEmpty {
            guard let from, let to else {
                return reader.problem(
                    from == nil && to != nil ? "from" : to == nil && from != nil ? "to" : "person",
                    Text(
                        en: "Enter the number of a person or the user name of an officer, or a first and a last day",
                        cy: "Rhowch rif person neu enw defnyddiwr swyddog, neu ddiwrnod cyntaf ac olaf"))
            }
            guard from.days(until: to) >= JournalQuestion.mostDays else { return }
            reader.problem(
                "to",
                Text(
                    en: "Without a person or an officer, ask for \(JournalQuestion.mostDays) days at most",
                    cy: "Heb berson na swyddog, gofynnwch am \(JournalQuestion.mostDays) diwrnod ar y mwyaf"))
        }
    }

    /// From the first day's midnight to the midnight behind the last, in London.
    var sieve: JournalSieve {
        JournalSieve(
            kind: kind, agency: agency.isEmpty ? nil : agency, from: from.flatMap(JournalQuestion.midnight),
            until: to.flatMap { JournalQuestion.midnight($0.adding(days: 1)) })
    }

    private static func midnight(_ day: Day) -> Instant? { London.instant(day, hour: 0, minute: 0) }

    /// What the address of this question holds.
    var items: [(String, String)] {
        who + JournalQuestion.items("from", from) + JournalQuestion.items("to", to)
            + [("kind", kind?.rawValue ?? ""), ("agency", agency)].filter { !$0.1.isEmpty }
    }

    /// About whom or whose, and why, without what narrows it.
    var who: [(String, String)] {
        [("person", person.map(String.init) ?? ""), ("officer", username), ("purpose", purpose.rawValue)].filter {
            !$0.1.isEmpty
        }
    }

    static func items(_ name: String, _ day: Day?) -> [(String, String)] {
        guard let day else { return [] }
        return [("\(name)-day", String(day.day)), ("\(name)-month", String(day.month)), ("\(name)-year", String(day.year))]
    }
}
