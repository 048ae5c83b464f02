import Domain
import Store

extension Notices {
    /// Whoever can open an account to themselves must not be able to do so unseen: the information officers of the officer’s agency and
    /// areas are told at once, within the transaction of the change; all of them where there is none of these.
    static func tellWatch(
        _ connection: any Connection, of officer: Officer, _ what: [Notice], by actor: Actor, _ now: Instant
    ) throws {
        let others = try Officers.here(connection, at: now).filter { $0.role == .informationOfficer && $0.id != officer.id }
        let theirs = others.filter { $0.watches(officer) }
        let changer = actor.officer == 0 ? Value.null : actor.officer.stored
        try connection.insert(
            into: "officer_notice", ["officer_id", "what", "at", "about_id", "changed_by"],
            (theirs.isEmpty ? others : theirs).flatMap { watch in
                what.map { [watch.id.stored, $0.stored, now.stored, officer.id.stored, changer] }
            })
    }
}

extension Officer {
    fileprivate func watches(_ officer: Officer) -> Bool {
        agency == officer.agency || areas.contains(.wales) || officer.areas.contains(.wales)
            || !Set(areas).isDisjoint(with: officer.areas)
    }
}

extension Notice {
    /// Of somebody else’s account.
    func words(of name: String) -> Text {
        switch self {
        case .secondStepRemoved:
            Text(
                en: "The second step of signing in was taken off the account of \(name)",
                cy: "Dilëwyd ail gam mewngofnodi cyfrif \(name)")
        case .linkMade:
            Text(
                en: "The password of \(name) was taken away and a new link made",
                cy: "Tynnwyd cyfrinair \(name) a gwnaed dolen newydd")
        default: Text(en: "\(name): \(words.en)", cy: "\(name): \(words.cy)")
        }
    }
}
