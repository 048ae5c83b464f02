import Domain
import Store

extension CaseShare {
    /// What the other side held by it, as long as it was accepted; nil where it opened nothing.
    var held: Correction.Held? {
        guard kind.opensParts, let from = acceptedAt, let until else { return nil }
        let last = endedAt.map { min(London.day(of: $0), until) } ?? until
        return Correction.Held(share: id, agency: toAgency, parts: parts, from: London.day(of: from), until: last)
    }
}

extension Correction.Held {
    /// What whoever broke the glass saw.
    init(_ grant: CaseGrant) {
        self.init(
            share: nil, agency: grant.holder.agency, parts: grant.parts, from: London.day(of: grant.from),
            until: London.day(of: grant.until))
    }
}
