import Domain

/// The form of a note as it was sent.
struct NoteForm: Sendable {
    let facts: NarrativeFacts
    /// The report that it rests on.
    let report: Int64?
    /// What was wrong, for a correction.
    let reason: String
    let version: Int

    init(_ form: Form) throws {
        var reader = FormReader(form)
        var facts = NarrativeFacts()
        facts.part = CasePart(rawValue: form["part"])
        facts.basis = NarrativeBasis.Kind(rawValue: form["basis"])
        facts.source = reader.text("source", missing: nil, limit: 200)
        facts.on = reader.day("on", missing: nil)
        facts.text = reader.text("text", missing: nil, limit: 10_000)
        facts.marking = form["marking"]
        report = Int64(form["report"])
        reason = reader.text("reason", missing: nil)
        version = Int(form["version"]) ?? 0
        try reader.finish()
        self.facts = facts
    }
}
