import Crypto
import Domain
import Foundation
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("Breached passwords, looked up in a file on this machine (S-AUTH-1; ASVS 5.0.0 6.2.12)")
struct BreachedPasswordTests {
    private static func hash(_ password: String) -> String {
        hexadecimal(Insecure.SHA1.hash(data: Array(password.utf8)))
    }

    private static func file(_ lines: [String], ending: String = "\n") throws -> String {
        let path = freshPath("breached")
        try (lines.joined(separator: ending) + ending).write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    @Test(
        "Every line of it is found, nothing else is, however its lines end and whatever is counted",
        arguments: [1, 2, 3, 10, 1000], ["\n", "\r\n"])
    func found(count: Int, ending: String) throws {
        let known = (0..<count).map { "kestrel bun \($0)" }
        let lines = known.map { Self.hash($0).uppercased() + ":\(($0.hashValue & 0xFFFF) + 1)" }.sorted()
        let list = try BreachedPasswords(try Self.file(lines, ending: ending))
        for password in known { #expect(try list.contains(password), "\(password)") }
        for number in 0..<200 { #expect(try !list.contains("thaw \(number)")) }
    }

    @Test("In small letters, without counts, without a last line break; an accent typed in either way")
    func forms() throws {
        let path = freshPath("breached")
        let lines = ["ŵyn ar y twyni", "kestrel bun thaw"].map(Self.hash).sorted()
        try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
        let list = try BreachedPasswords(path)
        #expect(try list.contains("w\u{302}yn ar y twyni"))
        #expect(try list.contains("kestrel bun thaw") && !list.contains("kestrel bun thaws"))
    }

    @Test("What is no such list is refused when Carfan starts")
    func refused() throws {
        let none = freshPath("none")
        #expect(throws: BreachedListRefusal.missing(none)) { try BreachedPasswords(none) }
        let words = try Self.file(["password", "letmein"])
        #expect(throws: BreachedListRefusal.self) { try BreachedPasswords(words) }
        let empty = try Self.file([], ending: "")
        #expect(throws: BreachedListRefusal.shape(empty)) { try BreachedPasswords(empty) }
        let lines = (0..<1000).map { Self.hash("kestrel \($0)") }.sorted()
        let unsorted = try Self.file(lines.reversed())
        #expect(throws: BreachedListRefusal.order(unsorted)) { try BreachedPasswords(unsorted) }
        var config = World.config
        #expect(try BreachedPasswords.configured(config) == nil)
        config.breachedPasswords = none
        #expect(throws: BreachedListRefusal.self) { try BreachedPasswords.configured(config) }
    }

    @Test("At its field, by the link and in one's own account; when the list is gone nothing is set")
    func pages() async throws {
        let path = try Self.file([Self.hash("kestrel bun thaw")])
        let list = try BreachedPasswords(path)
        try await World.with { world in
            try await world.setPassword(.nia)
            let world = World(site: world.site.knowing(list), clock: world.clock, officers: world.officers)
            try await world.client { client in
                let nia = try await world.browser(client, as: .nia)
                let fields = { (new: String) -> [(String, String)] in
                    [("current-password", World.password), ("new-password", new), ("new-password-again", new)]
                }
                let refused = try await nia.post("/account/password", fields("kestrel bun thaw"))
                #expect(refused.status == .unprocessableContent && refused.html.contains("known from a breach"))
                let link = try await AccountStore(site: world.site).reset(try world.officer(.dewi).id, by: .command("test"))
                let dewi = try await world.browser(client)
                _ = try await dewi.get(link.path.text)
                #expect(try await dewi.post(link.path.text, fields("kestrel bun thaw")).html.contains("known from a breach"))
                try FileManager.default.removeItem(atPath: path)
                #expect(try await nia.post("/account/password", fields("kestrel bun thaws")).status == .serviceUnavailable)
            }
        }
    }
}

extension Site {
    func knowing(_ list: BreachedPasswords) -> Site {
        Site(
            database: database, clock: clock, log: log, reference: reference, config: config, passwords: passwords, keys: keys,
            breached: list)
    }
}
