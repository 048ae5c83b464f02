import Domain

/// Codes of the agencies' files in words. A code that is not known is shown as it came.
enum CaseWords {
    static func proposal(_ kind: ProposalKind) -> Text {
        switch kind {
        case .fixed1: Text(en: "Fixed, rule 1", cy: "Sefydlog, rheol 1")
        case .fixed2: Text(en: "Fixed, rule 2", cy: "Sefydlog, rheol 2")
        case .flexA: Text(en: "Flex candidate A", cy: "Ymgeisydd Hyblyg A")
        case .flexB: Text(en: "Flex candidate B", cy: "Ymgeisydd Hyblyg B")
        case .flexC: Text(en: "Flex candidate C", cy: "Ymgeisydd Hyblyg C")
        case .none, .unscored: kind.name
        }
    }

    /// RAG as a coloured tag; the word says it too.
    static func ragTag(_ rating: RagRating?) -> HTML? {
        guard let rating else { return nil }
        let colour: Tag.Colour =
            switch rating {
            case .red: .red
            case .amber: .amber
            case .green: .green
            }
        return Tag.html(rating.name, colour)
    }

    static func find(_ code: String, _ table: [(String, Text)]) -> Text? {
        table.first { $0.0 == code }?.1
    }

    static func word(_ code: String, _ table: [(String, Text)]) -> Text {
        find(code, table) ?? Text(same: code)
    }

    static func sex(_ code: String) -> Text {
        RecordedSex(rawValue: code)?.name ?? Text(same: code)
    }

    static func ethnicity(_ code: String) -> Text {
        EthnicGroup(rawValue: code)?.name ?? Text(same: code)
    }

    /// As probation writes it.
    static func language(_ name: String) -> Text {
        word(
            name,
            [
                ("English", Text(en: "English", cy: "Saesneg")), ("Welsh", Text(en: "Welsh", cy: "Cymraeg")),
                ("Polish", Text(en: "Polish", cy: "Pwyleg")),
            ])
    }
}

/// What courts, police, probation and prisons recorded, in words.
enum RecordWords {
    static func order(_ type: String) -> Text { ProbationKind(rawValue: type)?.name ?? Text(same: type) }

    static func adjudication(_ code: String) -> Text { Adjudication(rawValue: code)?.name ?? Text(same: code) }

    static func release(_ code: String) -> Text { ReleaseType(rawValue: code)?.name ?? Text(same: code) }

    /// Empty means that the person was still held when the file was made.
    static func custody(_ code: String) -> Text {
        if code.isEmpty { return Text(en: "still in custody", cy: "yn y ddalfa o hyd") }
        return CustodyDisposal(rawValue: code)?.name ?? Text(same: code)
    }

    /// Codes joined by blanks, each once.
    static func markers(_ codes: String) -> [Text] {
        each(codes).map { WarningMarker(rawValue: $0)?.name ?? Text(same: $0) }
    }

    static func registers(_ codes: String) -> [Text] {
        each(codes).map { ProbationRegister(rawValue: $0)?.name ?? Text(same: $0) }
    }

    private static func each(_ codes: String) -> [String] {
        var seen: Set<Substring> = []
        return codes.split(separator: " ").filter { seen.insert($0).inserted }.map(String.init)
    }

    static let days = Counted(
        en: (one: "day", other: "days"),
        cy: (zero: "diwrnod", one: "diwrnod", two: "ddiwrnod", few: "diwrnod", many: "diwrnod", other: "diwrnod"))
}

/// The rule that tied a record to a person, in words.
enum LinkWords {
    /// As `RecordPlacing` writes it for a record that came with a person of its own.
    static let first = "first-record"
    static let decidedSame = "decided-same"
    static let separated = "separated"
    /// As the journal says of it.
    static let undone = Text(en: "A link was undone", cy: "Dadwnaed cysylltiad")

    static func rule(_ code: String) -> Text {
        switch code {
        case first: Text(en: "The first record of this person", cy: "Cofnod cyntaf y person hwn")
        case decidedSame:
            Text(en: "An officer decided that it is the same person", cy: "Penderfynodd swyddog mai’r un person ydyw")
        case separated:
            Text(en: "An officer took it from another person", cy: "Tynnodd swyddog ef oddi wrth berson arall")
        default: MatchRule(rawValue: code)?.reason ?? Text(same: code)
        }
    }
}
