import Testing

@testable import Domain

@Suite("Sharing agreements: the headings of a WASPI protocol (assurance LB-02)")
struct SharingAgreementTests {
    private var draft: SharingAgreement {
        var draft = SharingFixture.agreement
        draft.state = .draft
        return draft
    }

    private func refusals(_ draft: SharingAgreement, by role: Role = .informationOfficer) -> [AgreementRefusal] {
        do {
            _ = try draft.approved(by: role, today: SharingFixture.today)
            return []
        } catch {
            return error.list
        }
    }

    @Test func approves() throws {
        let approved = try draft.approved(by: .informationOfficer, today: SharingFixture.today)
        #expect(approved.state == .approved && approved.isInForce(on: SharingFixture.today))
        #expect(approved.isInForce(on: SharingFixture.review) && !approved.isInForce(on: SharingFixture.review.adding(days: 1)))
        #expect(!draft.isInForce(on: SharingFixture.today))
    }

    @Test("Each heading that is empty blocks approval, and is named", arguments: AgreementHeading.allCases)
    func missing(_ heading: AgreementHeading) {
        var draft = draft
        switch heading {
        case .parties: draft.parties = Array(draft.parties.prefix(1))
        case .purpose: draft.purposes = []
        case .items: draft.parts = []
        case .review: draft.reviewBy = nil
        case .signatories: for index in draft.parties.indices.dropFirst() { draft.parties[index].signedOn = nil }
        case .basis, .duties, .powers, .rights, .security, .retention, .reference: draft.words[heading] = ""
        }
        #expect(draft.missing.contains(heading))
        let refused = refusals(draft)
        #expect(refused.contains(.headingMissing(heading)))
        #expect(
            refused.first?.message.en.contains(
                heading == .parties || heading == .signatories ? "organisations" : heading.name.en) == true)
    }

    @Test func nothingIsThere() {
        #expect(SharingAgreement().missing == AgreementHeading.allCases)
    }

    @Test func whoApprovesAndSigns() {
        for role in Role.allCases where role != .informationOfficer {
            #expect(refusals(draft, by: role) == [.notInformationOfficer])
        }
        var same = draft
        same.parties[1].signatory = "signatory of Gwent-Police"
        #expect(refusals(same) == [.sameSignatory])
        var tomorrow = draft
        tomorrow.parties[1].signedOn = SharingFixture.today.adding(days: 1)
        #expect(refusals(tomorrow) == [.signedInFuture])
        var past = draft
        past.reviewBy = SharingFixture.today
        #expect(refusals(past) == [.reviewPast])
        #expect(refusals(SharingFixture.agreement) == [.cannotMove(from: .approved, to: .approved)])
    }

    @Test func endsAndIsRenewed() throws {
        #expect(throws: AgreementRefusal.reasonMissing) { try SharingFixture.agreement.ended(because: "") }
        let ended = try SharingFixture.agreement.ended(because: "The team is closed")
        #expect(ended.state == .ended && !ended.isInForce(on: SharingFixture.today))
        #expect(throws: AgreementRefusal.cannotMove(from: .ended, to: .ended)) { try ended.ended(because: "Again") }
        let next = SharingFixture.agreement.renewed()
        #expect(next.state == .draft && next.signed.isEmpty && next.words == SharingFixture.agreement.words)
        #expect(next.missing == [.review, .signatories])
    }
}
