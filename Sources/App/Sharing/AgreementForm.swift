import Domain

/// The form of a draft as it was sent. A draft may have gaps; what stands in it must be readable.
struct AgreementForm: Sendable {
    let agreement: SharingAgreement
    let edition: Int

    /// - Throws: `Invalid`.
    init(_ form: Form) throws {
        var reader = FormReader(form)
        let title = Text(
            en: reader.text("title_en", missing: Text(en: "Enter the English title", cy: "Rhowch y teitl Saesneg"), limit: 200),
            cy: reader.text("title_cy", missing: Text(en: "Enter the Welsh title", cy: "Rhowch y teitl Cymraeg"), limit: 200))
        var agreement = SharingAgreement(title: title)
        for agency in Agency.sharing where form.all("parties").contains(agency.code) {
            agreement.parties.append(AgreementForm.party(agency.code, &reader))
        }
        agreement.purposes = Set(form.all("purpose").compactMap(SharingPurpose.init))
        agreement.parts = Set(form.all("items").compactMap(CasePart.init)).intersection(CasePart.shareable)
        agreement.gateways = Set(form.all("gateways").compactMap(Gateway.init))
        for heading in AgreementHeading.inWords {
            agreement.words[heading] = reader.text(heading.rawValue, missing: nil, limit: 10_000)
        }
        agreement.reviewBy = reader.day("review", missing: nil)
        try reader.finish()
        self.agreement = agreement
        edition = Int(form["edition"]) ?? 0
    }

    private static func party(_ agency: String, _ reader: inout FormReader) -> AgreementParty {
        AgreementParty(
            agency, signatory: reader.text("signatory-\(agency)", missing: nil, limit: 100),
            post: reader.text("post-\(agency)", missing: nil, limit: 100),
            signedOn: reader.day("signed-\(agency)", missing: nil))
    }

    /// What the form showed, to be shown again; the first time, what is stored.
    static func shown(_ visit: Visit, _ stored: StoredAgreement?) -> Form {
        if !visit.form.fields.isEmpty { return visit.form }
        guard let stored else { return Form() }
        let agreement = stored.agreement
        var fields: [(name: String, value: String)] = [
            ("title_en", agreement.title.en), ("title_cy", agreement.title.cy), ("edition", String(stored.edition)),
        ]
        fields += agreement.purposes.map { ("purpose", $0.rawValue) } + agreement.parts.map { ("items", $0.rawValue) }
        fields += agreement.gateways.map { ("gateways", $0.rawValue) }
        fields += AgreementHeading.inWords.map { ($0.rawValue, agreement.words[$0, default: ""]) }
        fields += day("review", agreement.reviewBy)
        for party in agreement.parties {
            fields += [
                ("parties", party.agency), ("signatory-\(party.agency)", party.signatory), ("post-\(party.agency)", party.post),
            ]
            fields += day("signed-\(party.agency)", party.signedOn)
        }
        return Form(fields)
    }

    private static func day(_ name: String, _ day: Day?) -> [(name: String, value: String)] {
        guard let day else { return [] }
        return [("\(name)-day", String(day.day)), ("\(name)-month", String(day.month)), ("\(name)-year", String(day.year))]
    }
}

extension Agency {
    /// The bodies that can be party to an agreement: all but the national computer, which is nobody's controller.
    static let sharing = (all + partners).filter { $0.code != "pnc" }
}
