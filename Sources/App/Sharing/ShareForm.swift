import Domain

/// What is asked first: what is to happen, with whom, and for what. The rest of the form depends on it.
struct ShareQuestion: Sendable {
    let kind: ShareKind?
    let agency: Agency?
    let purpose: SharingPurpose?
    let agreement: Int64?
    /// Something was chosen already.
    let isAsked: Bool

    init(_ form: Form) {
        kind = ShareKind(rawValue: form["kind"])
        agency = Agency.sharing.first { $0.code == form["agency"] }
        purpose = SharingPurpose(rawValue: form["purpose"])
        agreement = Int64(form["agreement"])
        isAsked = form.fields.contains { $0.name == "kind" || $0.name == "agency" }
    }

    /// What must be chosen before the rest can be asked.
    func problems(by officer: Officer) -> [Problem] {
        guard let kind else {
            return [Problem("kind", Text(en: "Choose what you want to do", cy: "Dewiswch beth rydych am ei wneud"))]
        }
        guard let agency else { return [Problem("agency", ShareRefusal.agencyMissing.message)] }
        switch kind {
        case .assign where agency.code != officer.agency: return [Problem("agency", ShareRefusal.assignElsewhere.message)]
        case .transfer where agency.code == officer.agency: return [Problem("agency", ShareRefusal.transferWithin.message)]
        case .askForTransfer where !Sharing.isOneSide(officer.agency, agency.code):
            return [Problem("agency", ShareRefusal.askOtherSide.message)]
        default: break
        }
        if kind.handsOver, !ReachToken.caseworkingAgencies.contains(agency.code) {
            return [Problem("agency", ShareRefusal.agencyHasNoLeads.message)]
        }
        if Sharing.needsBasis(kind, from: officer.agency, to: agency.code), purpose == nil {
            return [Problem("purpose", ShareRefusal.purposeMissing.message)]
        }
        return []
    }

    func path(_ person: Int64, agreement: Int64?) -> Path {
        ("/people/\(person)/sharing/new" as Path).query([
            ("kind", kind?.rawValue ?? ""), ("agency", agency?.code ?? ""), ("purpose", purpose?.rawValue ?? ""),
            ("agreement", agreement.map(String.init) ?? ""),
        ])
    }
}

/// The whole form as it was sent.
struct ShareForm: Sendable {
    let wish: ShareWish
    let agreement: Int64?

    /// - Throws: `Invalid` for what cannot be read; the rules say the rest.
    init(_ form: Form) throws {
        var reader = FormReader(form)
        guard let kind = ShareKind(rawValue: form["kind"]) else { throw NotFound() }
        var wish = ShareWish(kind, to: form["agency"], receiver: Int64(form["officer"]))
        wish.purpose = SharingPurpose(rawValue: form["purpose"])
        wish.parts = Set(form.all("parts").compactMap(CasePart.init))
        wish.gateway = Gateway(rawValue: form["gateway"])
        wish.isSensitive = form["sensitive"] == "yes"
        wish.until = reader.day("until", missing: nil)
        wish.necessity = reader.text("necessity", missing: nil)
        wish.message = reader.text("message", missing: nil)
        wish.authoriser = reader.text("authoriser", missing: nil, limit: 200)
        wish.ground = ConfidenceGround(rawValue: form["ground"])
        wish.vetting = reader.text("vetting", missing: nil, limit: 200)
        wish.consentedOn = reader.day("consented", missing: nil)
        try reader.finish()
        self.wish = wish
        agreement = Int64(form["agreement"])
    }
}
