import Domain
import Store

/// Victims of one case, and the same person as a victim elsewhere. Where no key is kept that seals them, there are none.
struct DemoVictims: Sendable {
    let cast: DemoCast

    func run(_ person: Int64) async throws {
        guard VictimSeal(cast.site) != nil, try await cast.isEmpty("victim_contact") else { return }
        let store = VictimStore(site: cast.site)
        for victim in DemoVictims.victims { try await store.add(person, victim, try cast.visit("mali")) }
        try await store.involve(person, assault, try cast.visit("mali"))
    }

    private static let victims: [VictimFacts] = {
        var (joined, declined) = (VictimFacts(), VictimFacts())
        (joined.name, joined.event, joined.choice) = ("Tegwen Mathias", "Burglary of her home in Maindee", .joined)
        joined.told = [.release, .conditions, .recall]
        joined.wishes = "Yn Gymraeg, dros y ffôn. In Welsh, by telephone; a letter only if that fails."
        joined.safeContact = "07700 900341, weekdays after five. Nothing to the house: her son must not know."
        (declined.name, declined.event, declined.choice) = ("Alun Beynon", "Theft of a bicycle from his shed", .declined)
        return [joined, declined]
    }()

    private var assault: InvolvementFacts {
        var facts = InvolvementFacts()
        (facts.category, facts.event) = (.victim, "Assaulted at the bus station in Newport")
        (facts.source, facts.from) = ("Gwent Police, crime report", cast.site.today.adding(months: -14))
        return facts
    }
}
