import Domain

/// What somebody asks for who sends a file in.
struct ImportOrder {
    let profile: ImportProfile
    let asOf: Day

    /// Throws `Invalid` with everything that is wrong before the file is looked at.
    init(_ upload: ImportUpload, _ profiles: [ImportProfile], today: Day) throws {
        var reader = FormReader(upload.form)
        let profile = profiles.first { $0.id == upload.form["profile"] }
        if profile == nil {
            reader.problem(
                "profile",
                Text(en: "Choose whose file it is and what it holds", cy: "Dewiswch ffeil pwy yw hi a beth sydd ynddi"))
        }
        let asOf = reader.day(
            "as_of",
            missing: Text(en: "Enter the day on which the file was made", cy: "Rhowch y diwrnod y gwnaed y ffeil"))
        do throws(ExtractDayRefusal) {
            if let asOf { try ExtractDay.check(asOf, today: today) }
        } catch {
            reader.problem("as_of", error.message)
        }
        if !upload.hasFile { reader.problem("file", Text(en: "Choose the file", cy: "Dewiswch y ffeil")) }
        try reader.finish()
        guard let profile, let asOf else { throw Invalid(reader.problems) }
        self.profile = profile
        self.asOf = asOf
    }
}
