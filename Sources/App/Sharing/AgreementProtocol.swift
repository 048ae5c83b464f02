import Domain

/// An agreement in words, heading by heading.
enum AgreementWords {
    static let nothing = Text(en: "Nothing stands here yet.", cy: "Nid oes dim yma eto.")

    static func content(_ heading: AgreementHeading, _ agreement: SharingAgreement) -> [Text] {
        func said(_ heading: AgreementHeading) -> [Text] {
            let paragraphs = agreement.words[heading, default: ""].split(whereSeparator: \.isNewline).map { String($0).trimmed }
            return paragraphs.filter { !$0.isEmpty }.map(Text.init(same:))
        }
        switch heading {
        case .parties: return agreement.parties.map { Agency.name(of: $0.agency) }
        case .purpose: return SharingPurpose.allCases.filter(agreement.purposes.contains).map(\.name)
        case .items: return CasePart.shareable.filter(agreement.parts.contains).map(\.name)
        case .basis: return Gateway.allCases.filter(agreement.gateways.contains).map(\.name) + said(.basis)
        case .review: return agreement.reviewBy.map { [$0.words] } ?? []
        case .signatories: return agreement.signed.map(signature)
        case .duties, .powers, .rights, .security, .retention, .reference: return said(heading)
        }
    }

    static func lines(_ agreement: SharingAgreement) -> [(Text, Text)] {
        [(Text(en: "Title", cy: "Teitl"), agreement.title)]
            + AgreementHeading.allCases.map { ($0.name, Text.joined(content($0, agreement), separator: "; ")) }
    }

    static func hint(_ heading: AgreementHeading) -> Text? {
        switch heading {
        case .basis:
            Text(
                en: "Why each gateway applies, and the lawful basis of each partner",
                cy: "Pam mae pob porth yn gymwys, a sail gyfreithlon pob partner")
        case .duties:
            Text(
                en: "Who does what: asking, checking, recording, telling the person",
                cy: "Pwy sy’n gwneud beth: gofyn, gwirio, cofnodi, dweud wrth y person")
        case .reference:
            Text(
                en: "What is shared, why, by whom, with whom, how and when, a line each",
                cy: "Beth a rennir, pam, gan bwy, gyda phwy, sut a phryd, llinell i bob un")
        default: nil
        }
    }

    private static func signature(_ party: AgreementParty) -> Text {
        let agency = Agency.name(of: party.agency)
        let day = party.signedOn?.words ?? Text(same: "–")
        return Text(
            en: "\(party.signatory), \(party.post), \(agency.en), \(day.en)",
            cy: "\(party.signatory), \(party.post), \(agency.cy), \(day.cy)")
    }
}

/// An agreement as the draft of an Information Sharing Protocol, to be quality-assured by WASPI. Source: assurance LB-02.
enum AgreementProtocol {
    static func markdown(_ found: StoredAgreement, _ language: Language, _ today: Day) -> String {
        let agreement = found.agreement
        let kind = Text(en: "Draft Information Sharing Protocol", cy: "Protocol Rhannu Gwybodaeth drafft")
        let supplement = Text(
            en: "Supplements the Wales Accord on the Sharing of Personal Information (WASPI).",
            cy: "Yn ategu Cytundeb Rhannu Gwybodaeth Bersonol Cymru (WASPI).")
        var lines = [
            "**\(MarkingLine.official.words)**", "", "# \(plain(agreement.title[language]))", "",
            "\(kind[language]). \(found.reference[language]), \(found.standing(today)[language]), \(today.words[language]). "
                + supplement[language],
        ]
        for (number, heading) in AgreementHeading.allCases.enumerated() {
            lines += ["", "## \(number + 1). \(heading.name[language])", ""]
            let content = AgreementWords.content(heading, agreement)
            lines += content.isEmpty ? ["_\(AgreementWords.nothing[language])_"] : content.map { "- \(plain($0[language]))" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What was typed is text, not markup.
    private static func plain(_ text: String) -> String {
        String(text.flatMap { "\\`*_{}[]<>#|".contains($0) ? ["\\", $0] : [$0] })
    }
}
