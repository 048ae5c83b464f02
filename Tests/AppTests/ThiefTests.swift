import Domain
import Foundation
import HTTPTypes
import HummingbirdTesting
import Store
import Support
import Testing

@testable import App

/// What opens something, in every form in which it could be written down.
private struct Secret: Sendable {
    let name: String
    let forms: [Data]

    /// - Parameter text: as it is shown or sent.
    init(_ name: String, _ text: String) {
        self.name = name
        let plain = text.filter { $0 != "-" && $0 != " " }
        var forms = [text, plain, plain.lowercased(), plain.uppercased()].map { Data($0.utf8) }
        forms += Secret.bytes(plain).map { Data($0) }
        forms += forms.map { Data($0.base64EncodedString().utf8) }
        self.forms = forms
    }

    init(_ name: String, _ seed: FactorSeed) {
        self.name = name
        let base32 = Base32.text(seed.bytes)
        forms =
            [Data(seed.bytes)] + [base32, base32.lowercased(), seed.groups, hexadecimal(seed.bytes)].map { Data($0.utf8) }
            + [Data(Data(seed.bytes).base64EncodedString().utf8)]
    }

    /// The bits that it stands for.
    private static func bytes(_ text: String) -> [[UInt8]] {
        var found: [[UInt8]] = []
        if let bytes = Base32.bytes(text.uppercased()), bytes.count > 9 { found.append(bytes) }
        if OpaqueToken.isWellFormed(text) {
            found.append(stride(from: 0, to: 64, by: 2).compactMap { UInt8(text.dropFirst($0).prefix(2), radix: 16) })
        }
        return found
    }

    func stands(in data: Data) -> Bool { forms.contains { data.range(of: $0) != nil } }
}

/// The token of a form is no secret of this kind: it opens nothing without the session.
@Suite("A thief with the database (assurance B2; issue 3)")
struct ThiefTests {
    @Test(
        "After all that people do to sign in, no password, token, seed, code or link can be read from any column",
        arguments: Engine.available)
    func everyColumn(engine: Engine) async throws {
        try await World.visitWithSecondFactor(engine) { world, client in
            let secrets = try await Self.life(world, client)
            #expect(secrets.count > 20)
            let columns = try await Self.columns(world.site.database)
            #expect(columns.count > 50 && columns.contains { $0.name == "session.token_hash" })
            for column in columns {
                for secret in secrets where secret.stands(in: column.content) {
                    Issue.record("\(column.name) holds \(secret.name)")
                }
            }
            // Nor from what was deleted and is still in the file.
            guard world.site.database.dialect == .sqlite else { return }
            let path = freshPath()
            try await world.site.database.backup(to: path)
            let file = try Data(contentsOf: URL(fileURLWithPath: path))
            #expect(file.range(of: Data("Carys Pritchard".utf8)) != nil, "the file is not read")
            for secret in secrets where secret.stands(in: file) { Issue.record("the file holds \(secret.name)") }
        }
    }

    @Test("The search finds what does stand there", arguments: Engine.available)
    func searches(engine: Engine) async throws {
        try await World.visitWithSecondFactor(engine) { world, _ in
            let (token, seed) = (OpaqueToken.fresh(), FactorSeed.fresh())
            let id = try world.officer(.nia).id
            try await world.site.database.write {
                try $0.execute(
                    "UPDATE officer SET name = \(Base32.text(seed.bytes)), factor_seed = \(seed.bytes) WHERE id = \(id)")
            }
            let columns = try await Self.columns(world.site.database)
            let found = columns.filter { Secret("seed", seed).stands(in: $0.content) }.map(\.name).sorted()
            #expect(found == ["officer.factor_seed", "officer.name"])
            #expect(!columns.contains { Secret("token", token.text).stands(in: $0.content) })
        }
    }

    /// Everything that opens something, used at least once.
    private static func life(_ world: World, _ client: any TestClientProtocol) async throws -> [Secret] {
        var secrets = [Secret("a password", World.password), Secret("a wrong password", "wrong lantern 93 gravel")]
        func keep(_ name: String, _ text: String?) throws { secrets.append(Secret(name, try #require(text))) }
        // A link is given out and used, another is not.
        let office = try await world.browser(client, as: .owain)
        try keep("the administrator's session", office.cookie("carfan"))
        var links: [String] = []
        for name in ["mair.link", "huw.link"] {
            _ = try await office.get("/accounts/new")
            let made = try await office.post(
                "/accounts",
                [
                    ("username", name), ("name", "Mair Link"), ("role", "coordinator"), ("agency", "gwent-police"),
                    ("area", Area.gwent.rawValue),
                ])
            let link = made.html.components("/welcome/").dropFirst().first.map { String($0.prefix { $0.isHexDigit }) }
            try keep("the link of \(name)", link)
            links.append(try #require(link))
        }
        let browser = try await world.browser(client)
        _ = try await browser.get("/welcome/\(links[0])")
        let set = try await browser.post(
            "/welcome/\(links[0])", [("new-password", World.password), ("new-password-again", World.password)])
        #expect(set.status == .seeOther)
        // Half signed in, set up, signed in, again by a recovery code; and somebody guesses.
        _ = try await browser.signIn("mair.link", "wrong lantern 93 gravel")
        _ = try await browser.signIn("mair.link", World.password)
        try keep("a half sign-in", browser.cookie("carfan-half"))
        let page = try await browser.get("/sign-in/second-step")
        let seed = try #require(page.shownSeed)
        secrets.append(Secret("a seed", seed))
        let done = try await browser.send(page, adding: [("code", world.code(seed))])
        #expect(done.shownCodes.count == 10)
        for code in done.shownCodes { try keep("a recovery code", code) }
        try keep("a session", browser.cookie("carfan"))
        let second = try await world.browser(client)
        _ = try await second.signIn("mair.link", World.password)
        try keep("a second half sign-in", second.cookie("carfan-half"))
        #expect(try await second.enter(recovery: done.shownCodes[3]).status == .seeOther)
        try keep("a second session", second.cookie("carfan"))
        // Begun and left: the seed that was offered waits.
        try await world.setPassword(.elin)
        let third = try await world.browser(client)
        _ = try await third.signIn("elin", World.password)
        secrets.append(Secret("an offered seed", try #require(try await third.get("/sign-in/second-step").shownSeed)))
        return secrets
    }

    /// Every column of every table, all its values one after another.
    private static func columns(_ database: any Database) async throws -> [(name: String, content: Data)] {
        try await database.read { connection in
            let tables: SQL =
                connection.dialect == .sqlite
                ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
                : "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'"
            var found: [(String, Data)] = []
            for table in try connection.query(tables).map({ try $0.get("name", as: String.self) }) {
                let rows = try connection.query("SELECT * FROM \(name: table)")
                for (index, name) in (rows.first?.columns.names ?? []).enumerated() {
                    var content = Data()
                    for row in rows { content += bytes(row.values[index]) + [0xff] }
                    found.append(("\(table).\(name)", content))
                }
            }
            return found
        }
    }

    private static func bytes(_ value: Value) -> Data {
        switch value {
        case .text(let text): Data(text.utf8)
        case .blob(let bytes): Data(bytes)
        default: Data()
        }
    }
}
