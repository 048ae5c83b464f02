import Domain

/// The facts that a score was made with, as one column: a JSON object by the names that the official service uses.
enum ScoreInputs {
    /// `{"gender":"M","dateOfBirth":"1989-10-31",…}`
    static func text(_ inputs: [ScoreInput]) -> String {
        var json = JSONText()
        json.object { json in
            for input in inputs {
                json.name(input.name)
                json.value(input.value)
            }
        }
        return json.text
    }

    /// nil when a fact is missing or not what it must be.
    static func read(_ text: String) -> OGRS3Inputs? {
        guard let json = JSONValue(text) else { return nil }
        func field(_ field: OGRS3Field) -> String { json[field.rawValue]?.text ?? "" }
        let offence = field(.offenceCode)
        let inputs = OGRS3Inputs(
            sex: ScoringSex(rawValue: field(.sex)), dateOfBirth: Day(iso: field(.dateOfBirth)),
            convictionDate: Day(iso: field(.convictionDate)), followupDate: Day(iso: field(.followupDate)),
            ageAtFirstSanction: Int(field(.ageAtFirstSanction)), totalSanctions: Int(field(.totalSanctions)),
            offence: OGRS3Group(code: offence).map(OGRS3Offence.group) ?? OGRS3Offence(code: offence))
        return inputs.sex == nil || inputs.dateOfBirth == nil ? nil : inputs
    }
}
