import Domain
import Store

/// The demo's sharing agreement, one share that housing has accepted and one that waits for an answer.
struct DemoSharing: Sendable {
    let site: Site

    func run() async throws {
        let none = try await site.database.read { try !$0.exists("SELECT 1 FROM sharing_agreement LIMIT 1") }
        guard none, let carys = try await officer("carys"), let rhian = try await officer("rhian"),
            let sian = try await officer("sian")
        else { return }
        let agreements = AgreementStore(site: site)
        let id = try await agreements.save(agreement(site.today), over: nil, by: carys, actor(carys))
        let edition = try await agreements.find(id).agreement.edition
        try await agreements.approve(id, seen: edition, by: rhian, actor(rhian))
        let viewer = Viewer(carys, at: site.clock())
        let people = try await site.database.read { connection in
            try connection.numbers(
                """
                SELECT p.id FROM proposal s JOIN person p ON p.id = s.person_id
                WHERE s.round_id = \(PeopleStore.currentRound) AND s.area = \(Area.gwent) AND \(PeopleAccess.opens(viewer.byRight))
                ORDER BY s.rank, s.person_id LIMIT 2
                """)
        }
        var shares: [Int64] = []
        for person in people {
            shares.append(try await ShareStore(site: site).propose(person, wish(sian), under: id, by: viewer, actor(carys)))
        }
        guard let first = shares.first else { return }
        _ = try await ShareSteps(site: site).accept(first, by: Viewer(sian, at: site.clock()), actor(sian))
    }

    private func officer(_ username: String) async throws -> Officer? {
        try await site.database.read {
            try $0.first("SELECT id, username, name, agency, role, areas FROM officer WHERE username = \(username)").map(
                Officer.init)
        }
    }

    private func actor(_ officer: Officer) -> Actor {
        let demo = DemoAccounts.actor
        return Actor(
            officer: officer.id, agency: officer.agency, role: officer.role.rawValue, route: demo.route,
            requestID: demo.requestID)
    }

    private func wish(_ sian: Officer) -> ShareWish {
        var wish = ShareWish(.share, to: sian.agency, receiver: sian.id)
        (wish.purpose, wish.gateway, wish.parts) = (.crimePrevention, .policing, [.risk, .cohort])
        wish.until = site.today.adding(months: 3)
        wish.necessity = "A move is planned; neighbours were threatened at the last address."
        wish.message = "Can you say by Friday whether the flat can be offered?"
        return wish
    }

    private func agreement(_ today: Day) -> SharingAgreement {
        let signed: [(agency: String, name: String, post: String)] = [
            ("gwent-police", "Rhian Vaughan", "Information officer"),
            ("probation", "Gethin Lloyd", "Head of public protection"),
            ("newport-council", "Meinir Ellis", "Head of housing"),
        ]
        let words: [AgreementHeading: String] = [
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
        return SharingAgreement(
            title: Text(en: "Housing and IOM in Newport", cy: "Tai a RhIT yng Nghasnewydd"),
            parties: signed.map { AgreementParty($0.agency, signatory: $0.name, post: $0.post, signedOn: today) },
            purposes: [.crimePrevention, .offenderManagement, .support], parts: [.identity, .risk, .cohort, .plan],
            gateways: [.policing, .crimeAndDisorder, .offenderManagement], words: words, reviewBy: today.adding(months: 12))
    }
}
