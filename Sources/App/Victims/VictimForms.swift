import Domain

/// The form of a victim's contact as it was sent.
struct VictimForm: Sendable {
    let facts: VictimFacts
    let version: Int

    init(_ form: Form) throws {
        var reader = FormReader(form)
        var facts = VictimFacts()
        facts.name = reader.text("name", missing: nil, limit: 200)
        facts.event = reader.text("event", missing: nil, limit: 500)
        facts.choice = VictimChoice(rawValue: form["choice"])
        facts.told = Set(form.all("told").compactMap(VictimNews.init))
        facts.wishes = reader.text("wishes", missing: nil)
        facts.safeContact = reader.text("safe_contact", missing: nil)
        version = Int(form["version"]) ?? 0
        try reader.finish()
        self.facts = facts
    }
}

/// The form of an involvement as it was sent.
struct InvolvementForm: Sendable {
    let facts: InvolvementFacts

    init(_ form: Form) throws {
        var reader = FormReader(form)
        var facts = InvolvementFacts()
        facts.category = InvolvementCategory(rawValue: form["category"])
        facts.event = reader.text("event", missing: nil, limit: 500)
        facts.source = reader.text("source", missing: nil, limit: 200)
        facts.from = reader.day("from", missing: nil)
        facts.to = reader.day("to", missing: nil)
        try reader.finish()
        self.facts = facts
    }
}
