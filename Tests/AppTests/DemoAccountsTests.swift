import Domain
import Store
import Support
import Testing

@testable import App

@Suite("The demo's accounts")
struct DemoAccountsTests {
    @Test(arguments: Engine.available)
    func theyOpenWithThePrintedPasswordsAndGetNewOnesEachTime(engine: Engine) async throws {
        try await World.with(engine) { world in
            let demo = DemoAccounts(site: world.site)
            let (first, second) = (try await demo.open(), try await demo.open())
            #expect(first.map(\.account.username) == DemoAccounts.all.map(\.username))
            for (old, new) in zip(first, second) {
                #expect(old.password != new.password)
                let username = old.account.username
                let stored: String? = try await world.site.database.read {
                    try $0.value("SELECT password_hash FROM officer WHERE username = \(username)")
                }
                #expect(try await world.site.passwords.matches(new.password, stored))
                #expect(try await !world.site.passwords.matches(old.password, stored))
            }
        }
    }

    @Test func aDatabaseWithOtherAccountsIsLeftAlone() async throws {
        try await World.with { world in
            let real = NewAccount(username: "real", name: "Real", agency: "probation", role: .analyst, areas: [.wales])
            _ = try await AccountStore(site: world.site).add(real, by: DemoAccounts.actor)
            await #expect(throws: DemoRefusal.self) { try await DemoAccounts(site: world.site).open() }
        }
    }

    @Test("The printed passwords keep our own rule, an administrator’s too")
    func passwords() {
        for account in DemoAccounts.all {
            let officer = Officer(
                id: 1, username: account.username, name: account.name, agency: account.agency, role: account.role,
                areas: account.areas)
            for _ in 0..<20 { #expect(PasswordRule(officer: officer).problem(DemoAccounts.newPassword()) == nil) }
        }
    }

    @Test func everyRoleIsThere() {
        #expect(Set(DemoAccounts.all.map(\.role)) == Set(Role.allCases))
        #expect(DemoAccounts.all.allSatisfy { $0.problems.isEmpty })
    }
}
