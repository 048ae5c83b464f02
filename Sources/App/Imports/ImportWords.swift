import Domain

/// What a plan says, in words.
enum ImportWords {
    static let rows = Counted(
        en: ("row", "rows"), cy: ("rhes", "rhes", "res", "rhes", "rhes", "rhes"))

    static let known = Text(en: "Of people known already", cy: "Am bobl sy’n hysbys eisoes")
    static let strangers = Text(en: "Of people not known yet", cy: "Am bobl nad ydynt yn hysbys eto")
    static let unsure = Text(en: "To review", cy: "I’w hadolygu")

    /// nil where each row was compared with everybody who may be meant, and asked about.
    static func crowded(_ file: ImportFile) -> Text? {
        guard file.crowded > 0 else { return nil }
        return rows(file.crowded)
            + Text(
                en:
                    " could be so many people that only the likeliest were compared and asked about: look at how they are filled in",
                cy:
                    " a allai fod yn gynifer o bobl fel mai dim ond y tebycaf a gymharwyd ac a holwyd: edrychwch ar sut y maent wedi’u llenwi"
            )
    }

    /// `Gwent Police: nominals – 412 rows: 400 new, 3 changed, 9 refused`
    static func plan(_ file: ImportFile) -> Text {
        let parts = StagedOutcome.allCases.filter { file.counts[$0] > 0 }.map { outcome -> Text in
            let number = grouped(file.counts[outcome])
            return Text(
                en: "\(number) \(outcome.label.en.lowercased())", cy: "\(number) \(outcome.label.cy.lowercased())")
        }
        var words = file.profileName + Text(same: " – ") + rows(file.counts.total) + Text(same: ": ") + Text.joined(parts)
        for (label, count) in [(known, file.counts.known), (strangers, file.counts.strangers), (unsure, file.counts.unsure)]
        where count > 0 {
            let number = grouped(count)
            words = words + Text(en: "; \(label.en.lowercased()): \(number)", cy: "; \(label.cy.lowercased()): \(number)")
        }
        if file.counts.withdrawn > 0 {
            let number = grouped(file.counts.withdrawn)
            words =
                words + Text(en: "; \(number) held would be superseded", cy: "; \(number) a ddelir i’w disodli")
        }
        if file.counts.kept > 0 {
            let number = grouped(file.counts.kept)
            words = words + Text(en: "; \(number) missing but counting on", cy: "; \(number) ar goll ond yn dal i gyfrif")
        }
        if file.isIncomplete {
            words =
                words
                + Text(
                    en: "; the file is incomplete: it ends inside a quoted field",
                    cy: "; mae’r ffeil yn anghyflawn: mae’n gorffen y tu mewn i faes mewn dyfynodau")
        }
        return words
    }
}
