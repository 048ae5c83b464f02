import Domain

/// Two records side by side, and what speaks for and against their being of one person.
enum ComparedView {
    /// A row for each fact: what the one says, what the other says, whether they agree.
    /// - Parameter leadsToCases: whose cases they are may be told; it tells whether they were linked.
    static func html(_ sides: ComparedRecords, leadsToCases: Bool) -> HTML {
        let lines = zip(RecordFacts.facts(sides.record), RecordFacts.facts(sides.other)).map { one, other in
            if let homes = sides.withheld, one.label == RecordFacts.address {
                return SideBySide.Line(one.label, withheld: homes.address)
            }
            if let homes = sides.withheld, one.label == RecordFacts.postcode {
                return SideBySide.Line(one.label, withheld: homes.postcode)
            }
            // When an agency last touched its record says nothing about whose it is.
            let verdict = one.label == RecordFacts.updated ? nil : agreement(one.value.en, other.value.en)
            return SideBySide.Line(one.label, "\(one.value)", "\(other.value)", verdict)
        }
        return """
            \(SideBySide.html(
                Text(en: "The two records side by side", cy: "Y ddau gofnod ochr yn ochr"),
                left: sides.record.agencyName + Text(same: " \(sides.record.reference)"),
                right: sides.other.agencyName + Text(same: " \(sides.other.reference)"), lines))
            \(sides.withheld.map { _ -> HTML in "<p class=\"withheld\">\(withheld)</p>" })
            \(leadsToCases ? cases(sides) : nil)
            """
    }

    /// - Parameter explanation: what was weighed, as JSON.
    static func weights(_ explanation: String, _ sides: ComparedRecords) -> HTML {
        let whole = MatchExplanation.read(explanation)
        let shown = sides.withheld == nil ? whole : whole?.withoutHomes
        return """
            <h2>\(WeightWords.title)</h2>
            \(shown?.waterfall(WeightWords.title, captionHidden: true))
            """
    }

    private static let withheld = Text(
        en:
            "Where one of the two lives must not become known. So both addresses are withheld here, and only whether they agree is said. The case itself shows its address, for a reason.",
        cy:
            "Ni chaiff ddod yn hysbys ble mae un o’r ddau’n byw. Felly cedwir y ddau gyfeiriad yn ôl yma, a dim ond a ydynt yn cytuno a ddywedir. Mae’r achos ei hun yn dangos ei gyfeiriad, am reswm."
    )

    private static func cases(_ sides: ComparedRecords) -> HTML {
        guard !sides.areOne else { return "<p>\(caseLink(sides.person))</p>" }
        return "<p>\(caseLink(sides.person)) · \(caseLink(sides.otherPerson))</p>"
    }

    private static func caseLink(_ person: Int64) -> HTML {
        "<a href=\"/people/\(person)\">\(Text(en: "Open case \(person)", cy: "Agor achos \(person)"))</a>"
    }

    private static func agreement(_ one: String, _ other: String) -> SideBySide.Verdict {
        if one == other { return one.isEmpty ? .neither : .same }
        if one.isEmpty { return .onlyRight }
        if other.isEmpty { return .onlyLeft }
        return NameFolding.folded(one) == NameFolding.folded(other) ? .similar : .different
    }
}
