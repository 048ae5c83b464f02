import ArgumentParser
import Domain
import Foundation
import Support
import Testing

@testable import App

@Suite("What is sealed opens with the key, for its owner, and in no other way")
struct SecretKeySealTests {
    private let keys = SecretKeys([UInt8](repeating: 7, count: 32))
    private let text = Array("12345678901234567890".utf8)

    @Test func thereAndBack() throws {
        let sealed = try keys.seal(text, for: "second-factor:1")
        #expect(try keys.open(sealed, for: "second-factor:1") == text)
        #expect(!sealed.indices.contains { sealed[$0...].starts(with: text.prefix(4)) })
        let again = try keys.seal(text, for: "second-factor:1")
        #expect(again != sealed)
    }

    @Test("Another account's, another key's, altered by one bit, cut short, empty")
    func refused() throws {
        let sealed = try keys.seal(text, for: "second-factor:1")
        #expect(throws: SealBroken.altered) { try keys.open(sealed, for: "second-factor:2") }
        #expect(throws: SealBroken.altered) { try keys.open([], for: "second-factor:1") }
        let others = SecretKeys([UInt8](repeating: 8, count: 32))
        #expect(throws: SealBroken.unknownKey(keys.names[0])) { try others.open(sealed, for: "second-factor:1") }
        for index in sealed.indices {
            var altered = sealed
            altered[index] ^= 1
            #expect(throws: SealBroken.self) { try keys.open(altered, for: "second-factor:1") }
            #expect(throws: SealBroken.self) { try keys.open(Array(sealed[..<index]), for: "second-factor:1") }
        }
    }

    @Test("A new key seals; what an older one sealed still opens")
    func rotation() throws {
        let sealed = try keys.seal(text, for: "second-factor:1")
        let rotated = SecretKeys([UInt8](repeating: 8, count: 32), older: [[UInt8](repeating: 7, count: 32)])
        #expect(try rotated.open(sealed, for: "second-factor:1") == text)
        #expect(rotated.isOutdated(sealed) && !keys.isOutdated(sealed))
        let anew = try rotated.seal(text, for: "second-factor:1")
        #expect(!rotated.isOutdated(anew))
        #expect(throws: SealBroken.unknownKey(rotated.names[0])) { try keys.open(anew, for: "second-factor:1") }
    }
}

@Suite("carfan account key, and what serve needs")
struct SecretKeyFileTests {
    private static func config(_ path: String) -> Config {
        var config = Config()
        config.secretKey = path
        return config
    }

    @Test("Made for its owner alone, different each time, never overwritten")
    func make() throws {
        let (one, two) = (freshPath("key"), freshPath("key"))
        try AccountCommand.Key.parse([one]).run()
        try SecretKeyFile.make(two)
        #expect(try FileManager.default.attributesOfItem(atPath: one)[.posixPermissions] as? Int == 0o600)
        let text = try String(contentsOfFile: one, encoding: .utf8)
        let other = try String(contentsOfFile: two, encoding: .utf8)
        #expect(text.utf8.count == 65 && text != other)
        #expect(throws: SecretKeyRefusal.exists(one)) { try SecretKeyFile.make(one) }
        #expect(try String(contentsOfFile: one, encoding: .utf8) == text)
        #expect(throws: FileRefused.self) { try SecretKeyFile.make("\(one)/none") }
        let keys = try #require(try SecretKeyFile.needed(Self.config(one)))
        #expect(throws: SealBroken.unknownKey(keys.names[0])) {
            try SecretKeyFile.read(two).open(try keys.seal([1], for: "x"), for: "x")
        }
    }

    @Test("Required: the server does not start without it, and says so in both languages")
    func needed() throws {
        #expect(throws: SecretKeyRefusal.notSet) { try SecretKeyFile.needed(Config()) }
        let path = freshPath("none")
        #expect(throws: SecretKeyRefusal.missing(path)) { try SecretKeyFile.needed(Self.config(path)) }
        var off = Self.config(path)
        off.secondFactor = .off
        #expect(throws: SecretKeyRefusal.missing(path)) { try SecretKeyFile.needed(off) }
        off.secretKey = ""
        #expect(try SecretKeyFile.needed(off) == nil)
        for refusal in [SecretKeyRefusal.notSet, .missing("f"), .unreadable("f"), .open("f"), .exists("f")] {
            #expect(!refusal.message.en.isEmpty && refusal.message.cy != refusal.message.en)
        }
    }

    @Test func serveRefuses() async throws {
        let serve = try ServeCommand.parse(["--database", "sqlite:\(freshPath("none"))"])
        await #expect(throws: SecretKeyRefusal.notSet) { try await serve.run { _, _ in throw NotFound() } }
    }

    private static let good = String(repeating: "0a", count: 32)

    @Test(
        "What the file may hold",
        arguments: [
            (good, true), (good + "\n", true), ("\n\(good)\r\n \(good) \n", true), ("", false), ("\n", false),
            (good.dropLast() + "g", false), (good + "0", false), (good.uppercased(), false), ("\(good)\nolder", false),
        ])
    func content(text: String, fits: Bool) throws {
        let path = freshPath("key")
        let made = FileManager.default.createFile(
            atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        try #require(made)
        #expect(((try? SecretKeyFile.read(path)) != nil) == fits)
    }

    @Test("Who else may read it", arguments: [(0o600, true), (0o400, true), (0o640, true), (0o604, false), (0o644, false)])
    func mode(mode: Int, fits: Bool) throws {
        let path = freshPath("key")
        try SecretKeyFile.make(path)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        if fits {
            _ = try SecretKeyFile.read(path)
        } else {
            #expect(throws: SecretKeyRefusal.open(path)) { try SecretKeyFile.read(path) }
        }
    }
}
