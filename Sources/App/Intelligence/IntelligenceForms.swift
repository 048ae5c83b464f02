import Domain

/// The form of a grading as it was sent.
struct GradingForm: Sendable {
    let facts: AssessmentFacts
    let reason: String
    let version: Int

    /// Reads what both forms share; what cannot be read at all is entered in the reader.
    static func assessment(_ reader: inout FormReader) -> AssessmentFacts {
        let form = reader.form
        var facts = AssessmentFacts()
        facts.source = SourceEvaluation(rawValue: form["source_grade"])
        facts.information = InformationEvaluation(rawValue: form["information_grade"])
        facts.handling = HandlingCode(rawValue: form["handling"])
        facts.conditions = reader.text("conditions", missing: nil)
        facts.agencies = Set(form.all("agencies").filter { !$0.isEmpty })
        facts.marking = form["marking"]
        facts.reviewOn = reader.day("review_on", missing: nil)
        return facts
    }

    init(_ form: Form) throws {
        var reader = FormReader(form)
        facts = GradingForm.assessment(&reader)
        reason = reader.text("reason", missing: nil)
        version = Int(form["version"]) ?? 0
        try reader.finish()
    }
}

/// The form of a report as it was sent.
struct ReportForm: Sendable {
    let facts: IntelligenceFacts

    init(_ form: Form) throws {
        var reader = FormReader(form)
        var facts = IntelligenceFacts()
        facts.text = reader.text("text", missing: nil, limit: 10_000)
        facts.reference = reader.text("reference", missing: nil, limit: 200)
        facts.informationOn = reader.day("information_on", missing: nil)
        facts.reportedOn = reader.day("reported_on", missing: nil)
        facts.isSanitised = form.all("sanitised").contains("yes")
        facts.assessment = GradingForm.assessment(&reader)
        try reader.finish()
        self.facts = facts
    }
}
