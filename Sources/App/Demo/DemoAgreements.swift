import Domain

/// The demo's sharing agreements: one in force, and a draft in which something is missing.
enum DemoAgreements {
    static func housing(_ today: Day) -> SharingAgreement {
        let signed: [(agency: String, name: String, post: String)] = [
            ("gwent-police", "Rhian Vaughan", "Information officer"),
            ("probation", "Gethin Lloyd", "Head of public protection"),
            ("newport-council", "Meinir Ellis", "Head of housing"),
        ]
        return SharingAgreement(
            title: Text(en: "Housing and IOM in Newport", cy: "Tai a RhIT yng Nghasnewydd"),
            parties: signed.map { AgreementParty($0.agency, signatory: $0.name, post: $0.post, signedOn: today) },
            purposes: [.crimePrevention, .offenderManagement, .support], parts: [.identity, .risk, .cohort, .plan],
            gateways: [.policing, .crimeAndDisorder, .offenderManagement], words: words, reviewBy: today.adding(months: 12))
    }

    /// Nobody has signed for the health board, and the headings in words are still to be written.
    static func treatment(_ today: Day) -> SharingAgreement {
        SharingAgreement(
            title: Text(
                en: "Treatment for drugs and alcohol, and IOM in Gwent", cy: "Triniaeth cyffuriau ac alcohol, a RhIT yng Ngwent"
            ),
            parties: [
                AgreementParty("gwent-police", signatory: "Rhian Vaughan", post: "Information officer", signedOn: today),
                AgreementParty("aneurin-bevan"),
            ],
            purposes: [.offenderManagement, .support], parts: [.identity, .plan], gateways: [.crimeAndDisorder],
            words: [.basis: "Each partner names its own basis."])
    }

    private static let words: [AgreementHeading: String] = [
        .basis:
            "Each partner names its own basis: law enforcement purposes (DPA 2018 Part 3), or public task (UK GDPR Article 6(1)(e)).",
        .duties:
            "Ask for no more than is needed. Check that it is right. Record what was decided. Tell the person unless that does harm.",
        .powers:
            "Police: common law policing purpose. Probation: Offender Management Act 2007. Council: Housing (Wales) Act 2014.",
        .rights: "Requests go to the partner who holds the record; the others are told within two working days.",
        .security: "In Carfan only. Nothing is sent by post or by electronic mail.",
        .retention: "What was shared ends with the share. Notes made of it follow the partner’s own schedule.",
        .reference:
            "Risk and enrolment, by the coordinator, to housing officers, in Carfan, while a tenancy is being arranged or is at risk.",
    ]
}
