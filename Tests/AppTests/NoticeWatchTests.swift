import Domain
import HTTPTypes
import HummingbirdTesting
import Store
import Support
import Testing

@testable import App

@Suite("An administrator who opens an account to themselves is seen (S-AUTH-6)")
struct NoticeWatchTests {
    private static func add(_ world: World, _ username: String, _ agency: String, _ areas: [Area]) async throws -> Int64 {
        let (now, list) = (world.clock.now, areas.map(\.rawValue).joined(separator: " "))
        return try await world.site.database.write {
            try $0.insertReturningID(
                """
                INSERT INTO officer (username, name, agency, role, areas, created_at)
                VALUES (\(username), \(username), \(agency), \(Role.informationOfficer), \(list), \(now)) RETURNING id
                """)
        }
    }

    private static func told(_ world: World, about id: Int64) async throws -> [String] {
        try await world.site.database.read {
            try $0.query(
                """
                SELECT officer.username, officer_notice.what FROM officer_notice JOIN officer ON officer.id = officer_notice.officer_id
                WHERE officer_notice.about_id = \(id) ORDER BY officer_notice.id
                """
            ).map { "\(try $0.get("username", as: String.self)) \(try $0.get("what", as: String.self))" }
        }
    }

    @Test("At once, in the session that is open, with both names, until it is said to be seen", arguments: Engine.available)
    func atOnce(engine: Engine) async throws {
        try await World.visitWithSecondFactor(engine) { world, client in
            _ = try await world.setSecondFactor(.nia)
            let (id, owain) = (try world.officer(.nia).id, try await world.browser(client, as: .owain))
            let rhian = try await world.browser(client, as: .rhian)
            #expect(try await !rhian.get("/account").html.contains("notices-title"))
            #expect(try await owain.post("/accounts/\(id)/second-step-removal").status == .seeOther)
            for (language, words) in [
                ("en", "taken off the account of Nia Bowen, by Owain Prosser"), ("cy", "cyfrif Nia Bowen, gan Owain Prosser"),
            ] {
                rhian.language = language
                #expect(try await rhian.get("/account").html.contains(words))
            }
            rhian.language = "en"
            let first = try await rhian.get("/account")
            #expect(try await owain.post("/accounts/\(id)/link").status == .ok)
            let seen = try await rhian.post("/account/notices", ["to": "/account", "notice": first.value("notice") ?? ""])
            #expect(seen.location == "/account")
            let second = try await rhian.get("/account").html
            #expect(second.contains("The password of Nia Bowen was taken away and a new link made, by Owain Prosser"))
            #expect(!second.contains("taken off the account of Nia Bowen"), "what came since stays, what was shown goes")
            #expect(try await !owain.get("/account").html.contains("notices-title"))
            // The officer reads both, after signing in again.
            world.clock.move(seconds: 60)
            let own = try await world.browser(client, as: .nia).get("/account").html
            #expect(own.contains("Your second step of signing in was taken off"))
            #expect(own.contains("Your password was taken away and a new link made"))
            #expect(!own.contains("Owain Prosser"))
        }
    }

    @Test("Nobody says for another that it was seen")
    func ofAnother() async throws {
        try await World.visit { world, client in
            let (id, owain) = (try world.officer(.nia).id, try await world.browser(client, as: .owain))
            _ = try await owain.post("/accounts/\(id)/link")
            let number = try await world.browser(client, as: .rhian).get("/account").value("notice") ?? ""
            _ = try await owain.get("/account")
            _ = try await owain.post("/account/notices", ["to": "/account", "notice": number])
            #expect(try await Self.told(world, about: id) == ["rhian link-made"])
        }
    }

    @Test(
        "Those of the officer’s agency, and of an area of theirs; not the others, not who has left, not the officer",
        arguments: [
            (Named.nia, ["carwyn", "gwyn", "rhian"]), (.sian, ["carwyn", "gwyn", "rhian", "tegwen"]),
            (.elin, ["alaw", "carwyn", "gwyn", "menna", "rhian", "tegwen"]), (.owain, ["carwyn", "menna", "rhian"]),
            (.rhian, ["carwyn", "gwyn", "menna"]),
        ])
    func who(named: Named, told: [String]) async throws {
        try await World.with { world in
            _ = try await Self.add(world, "alaw", "north-wales-police", [.northWales])
            _ = try await Self.add(world, "gwyn", "dyfed-powys-police", [.gwent, .dyfedPowys])
            _ = try await Self.add(world, "menna", "gwent-police", [.southWales])
            _ = try await Self.add(world, "carwyn", "prisons", [.wales])
            _ = try await Self.add(world, "tegwen", "newport-council", [.northWales])
            for (gone, column) in [("ifan", "disabled_at"), ("delyth", "last_day")] {
                let id = try await Self.add(world, gone, "gwent-police", [.gwent])
                try await world.site.database.write {
                    if column == "last_day" {
                        try $0.execute("UPDATE officer SET last_day = '2026-03-01' WHERE id = \(id)")
                    } else {
                        try $0.execute("UPDATE officer SET disabled_at = \(World.start) WHERE id = \(id)")
                    }
                }
            }
            let id = try world.officer(named).id
            _ = try await AccountStore(site: world.site).reset(id, by: .command("test"))
            #expect(try await Self.told(world, about: id).sorted() == told.map { "\($0) link-made" })
        }
    }

    @Test("Where none of them is, all are told", arguments: Engine.available)
    func nobody(engine: Engine) async throws {
        try await World.with(engine) { world in
            let other = try await Self.add(world, "alaw", "north-wales-police", [.northWales])
            let id = try world.officer(.rhian).id
            _ = try await AccountStore(site: world.site).reset(id, andSecondFactor: true, by: .command("test"))
            #expect(try await Self.told(world, about: id) == ["alaw link-made"])
            _ = try await AccountStore(site: world.site).reset(other, by: .command("test"))
            #expect(try await Self.told(world, about: other) == ["rhian link-made"])
        }
    }
}
