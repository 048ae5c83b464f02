import Domain
import HTTPTypes

/// Agreements and the shares of a case for programs, with the same access and the same journal as the pages.
struct SharingAPI: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/api/agreements", needs: .roles(AgreementPages.readers), agreements),
            Route(.get, "/api/people/{person}/shares", needs: .casework, shares),
        ]
    }

    private func agreements(_ visit: Visit) async throws -> Answer {
        let (all, today) = (try await AgreementStore(site: site).all(), site.today)
        var json = JSONText()
        json.object { json in
            json.list("agreements", all) { json, found in json.object { SharingAPI.write(found, today, &$0) } }
        }
        return .json(json.text)
    }

    private func shares(_ visit: Visit) async throws -> Answer {
        let (sharing, today) = (try await ShareStore(site: site).onCase(try visit.number("person"), visit), site.today)
        var json = JSONText()
        json.object { json in
            json.field("person", sharing.file.person.id)
            json.list("shares", sharing.shares) { json, share in json.object { SharingAPI.write(share, today, &$0) } }
        }
        return .json(json.text)
    }

    private static func write(_ found: StoredAgreement, _ today: Day, _ json: inout JSONText) {
        let agreement = found.agreement
        json.field("id", found.id)
        json.field("number", found.number)
        json.field("version", found.version)
        json.field("title", agreement.title)
        json.field("state", agreement.state.rawValue)
        json.field("expired", agreement.hasExpired(on: today))
        json.field("review_by", agreement.reviewBy)
        json.list("parties", agreement.parties) { json, party in
            json.object { json in
                json.field("agency", party.agency)
                json.field("signed_on", party.signedOn)
            }
        }
        json.field("purposes", codes(agreement.purposes))
        json.field("parts", codes(agreement.parts))
        json.field("gateways", codes(agreement.gateways))
    }

    private static func write(_ share: CaseShare, _ today: Day, _ json: inout JSONText) {
        json.field("id", share.id)
        json.field("kind", share.kind.rawValue)
        json.field("state", share.state.rawValue)
        json.field("expired", share.standing.hasExpired(on: today))
        json.field("from_agency", share.fromAgency)
        json.field("to_agency", share.toAgency)
        json.field("to_officer", share.toName)
        json.field("gateway", share.gateway?.rawValue)
        json.field("purpose", share.purpose?.rawValue)
        json.field("parts", codes(share.shown))
        json.field("agreement", share.agreement)
        json.field("accepted_at", share.acceptedAt?.iso)
        json.field("until", share.until)
        json.field("ended_at", share.endedAt?.iso)
    }
}
