import Domain
import Store

/// The demo's terms of use and training: published once, accepted and completed by everybody in it.
struct DemoTerms: Sendable {
    let site: Site

    private static let training = Training(
        code: "data-protection",
        name: Text(en: "Data protection in law enforcement", cy: "Diogelu data wrth orfodi’r gyfraith"),
        months: 12, roles: [.informationOfficer])

    func run() async throws {
        let (terms, trainings, actor) = (TermsStore(site: site), TrainingStore(site: site), DemoAccounts.actor)
        if try await terms.all().isEmpty { _ = try await terms.publish(Terms.proposal, from: site.today, by: actor) }
        if try await trainings.all().isEmpty { try await trainings.save(DemoTerms.training, by: actor) }
        guard let inForce = try await terms.inForce() else { return }
        for account in try await AccountStore(site: site).list(by: actor) {
            try await terms.accept(inForce.version, officer: account.officer.id, by: actor)
            for state in try await trainings.states(of: account.officer) where !state.holds(site.today) {
                try await trainings.complete(state.training, on: site.today, by: account.officer.id, actor: actor)
            }
        }
    }
}
