import Domain
import Testing

@testable import App

@Suite("Which passwords are accepted (ASVS 5.0.0 6.2; S-AUTH-1)")
struct AccountPasswordTests {
    private static let dewi = Officer(
        id: 1, username: "dewi.harries", name: "Dewi Harries", agency: "gwent-police", role: .policeOffenderManager,
        areas: [.gwent])
    private static let owain = Officer(
        id: 2, username: "owain", name: "Owain Prosser", agency: "gwent-police", role: .administrator, areas: [])

    @Test(
        "Length, both sides of each limit",
        arguments: [
            ("", false), ("kestrel-bun", false), ("kestrel-buns", true), ("rhedyn, tes", false), ("rhedyn, teso", true),
            (String(repeating: "kestrel bun ", count: 10) + "12345678", true),
            (String(repeating: "kestrel bun ", count: 10) + "123456789", false),
        ])
    func length(password: String, accepted: Bool) {
        #expect((PasswordRule(officer: Self.dewi).problem(password) == nil) == accepted)
    }

    @Test("Administrators need 15", arguments: [("kestrel-buns-1", false), ("kestrel-buns-12", true)])
    func administrators(password: String, accepted: Bool) {
        #expect((PasswordRule(officer: Self.owain).problem(password) == nil) == accepted)
    }

    @Test(
        "A letter with its accent is one character, however it is typed",
        arguments: [
            ("ŵŷ ŵŷ ŵŷ ŵ", false), ("ŵŷ ŵŷ ŵŷ ŵŷz", true),
            ("w\u{302}y\u{302} w\u{302}y\u{302} w\u{302}y\u{302} w\u{302}", false),
            ("w\u{302}y\u{302} w\u{302}y\u{302} w\u{302}y\u{302} w\u{302}y\u{302}z", true),
        ])
    func accents(password: String, accepted: Bool) {
        #expect((PasswordRule(officer: Self.dewi).problem(password) == nil) == accepted)
    }

    @Test(
        "Guessed first: refused",
        arguments: [
            "password1234", "Password2026!", "P@ssw0rd!!!!", "passwordpassword", "letmein123456", "qwertyuiopas",
            "Qwerty123456",
            "123456789012", "098765432109", "abcdefghijkl", "aaaaaaaaaaaa", "abcabcabcabc", "abcdabcdabcd", "iloveyou1234",
            "Liverpool2026!", "1Manchester1!", "welcome12345", "Welcome2026!!", "administrator1", "sunshine!!!!!",
            "princess1234",
            "dragon!dragon", "football12345", "cyfrinair1234", "Cyfrinair2026", "croeso123456", "Cariad12345!", "cymruambyth1",
            "yddraiggoch12", "correcthorsebatterystaple", "1qaz2wsx3edc", "1q2w3e4r5t6y", "zaqwsx123456", "trustn0one!!!",
            "changeme1234",
            "SUPERMAN2026", "Christmas2025", "summer202612", "monday123456", "rhiannon12345", "swansea-city1", "Cardiff202612",
            "probation1234", "m1n1stry12345",
            // Two words of the lists, with and without something between them.
            "monkeydragon", "monkey-dragon", "sunshinekestrel", "Lantern.Kestrel1", "trustno1dragon", "baseball+hunter",
            "shadow4master",
            // The published lists, as they are and dressed up.
            "chocolate!!!!", "q1w2e3r4t5y6", "motherlode12!", "iceman-iceman", "Steelers2026!",
            "m0nk3ydr4g0n",
        ])
    func common(password: String) {
        #expect(PasswordRule(officer: Self.dewi).problem(password) != nil)
    }

    @Test(
        "Words of the place, the work and the person: refused",
        arguments: [
            "heddlu cath bwrdd 4", "HEDDLU cath bwrdd 4", "cath carfan bwrdd", "gwent cath bwrdd 4", "cath IOM bwrdd 4",
            "iom-cath-bwrdd",
            "h3ddlu cath bwrdd", "cath c4rfan bwrdd", "cath c@rfan bwrdd", "cath gw3nt bwrdd", "cath p0l1ce bwrdd",
            "cath 10m bwrdd 4",
            "47heddlu47cath", "h.e.d.d.l.u cath", "hed-dlu cath bwrdd", "dyfedpowys cath", "cath Powys bwrdd 4",
            "cath probation 4",
            "gwasanaethprawf4", "cath Cymru bwrdd", "cath w4les bwrdd", "cath north wales", "NorthWalesPolice",
            "cath carchardai 4",
            "cath mappa bwrdd", "cath wisdom bwrdd", "d3wi cath bwrdd 4", "h4rries cath bwrdd", "cath Harri3s bwrdd",
            "dewi cath bwrdd 44", "cath harries bwrdd", "dewi.harries cath", "Harriés cath bwrdd",
        ])
    func context(password: String) {
        #expect(PasswordRule(officer: Self.dewi).problem(password) != nil)
    }

    @Test(
        "Accepted: any characters, no composition rule",
        arguments: [
            "idiomatic plums", "axiom lantern oar", "cwm rhedyn llwyfen", "llwyfen a rhedyn", "ŵyn ar y twyni",
            "    marmot    ",
            "kestrel bun thaw", "🦊🦊 thaw kestrel", "739 201 847 562", "lowercaseonlyplum", "UPPERCASE PLUM OAR",
            "plwms; DROP TABLE", "north sea lantern", "computer plum oar", "gogledd y llwyfen", "three monkey lanterns",
            "10 marmots thaw",
            "kestrel.lantern.oar", "cath wen ar y bwrdd",
            "<b>kestrel</b>", "kestrel\tbun\tthaw", "\"quoted\" kestrel", "مسافر في الليل", "ночной поезд идёт",
        ])
    func accepted(password: String) {
        #expect(PasswordRule(officer: Self.dewi).problem(password) == nil)
    }

    @Test func eachWordIsShippedOnce() {
        #expect(CommonPasswords.published.count >= 10_000)
        #expect(CommonPasswords.ours.count >= 500)
        #expect(
            CommonPasswords.all.allSatisfy { word in word.count >= 3 && word.allSatisfy { !$0.isUppercase && !$0.isWhitespace }
            })
    }
}

@Suite("How passwords are stored (ASVS 5.0.0 11.4.2; S-AUTH-2)")
struct AccountHashTests {
    private let passwords = Passwords(rounds: 10, places: 4)

    @Test func whatShipsIsAtLeastTheMinimum() async throws {
        let stored = try await Passwords.standard.hash("kestrel bun thaw")
        let hash = try #require(PasswordHash(text: stored))
        #expect(hash.rounds >= 210_000)
        #expect(hash.salt.count == 16)
        #expect(stored.hasPrefix("pbkdf2-sha512$"))
        #expect(try await Passwords.standard.matches("kestrel bun thaw", stored))
    }

    @Test("The published vector of PBKDF2-HMAC-SHA512: password, salt, 1 round")
    func vector() throws {
        let hash = try PasswordHash(Array("password".utf8), salt: Array("salt".utf8), rounds: 1)
        #expect(hash.text.hasSuffix("$867f70cf1ade02cff3752599a3a53dc4af34c7a669815ae5d513554e1c8cf252"))
    }

    @Test(
        "Exactly the password, however its accents were typed",
        arguments: [
            ("ŵyn ar y twyni", "ŵyn ar y twyni", true), ("ŵyn ar y twyni", "w\u{302}yn ar y twyni", true),
            ("ŵyn ar y twyni", "wyn ar y twyni", false), ("ŵyn ar y twyni", "Ŵyn ar y twyni", false),
            ("ŵyn ar y twyni", "ŵyn ar y twyni ", false),
        ])
    func compares(set: String, typed: String, same: Bool) async throws {
        #expect(try await passwords.matches(typed, try await passwords.hash(set)) == same)
    }

    @Test func saltsDiffer() async throws {
        #expect(try await passwords.hash("kestrel bun thaw") != (try await passwords.hash("kestrel bun thaw")))
    }

    @Test(arguments: [
        "", "x", "pbkdf2-sha512$0$00$00", "scrypt$10$00$" + String(repeating: "0", count: 64),
        "pbkdf2-sha512$10$0$" + String(repeating: "0", count: 64),
    ])
    func nonsenseOpensNothing(stored: String) async throws {
        #expect(PasswordHash(text: stored) == nil)
        #expect(try await !passwords.matches("", stored))
    }

    @Test func nobodyWaitsWithoutEnd() async throws {
        let full = Passwords(rounds: 10, places: 0)
        await #expect(throws: Crowded.self) { try await full.matches("kestrel bun thaw", nil) }
    }

    @Test func olderHashesAreOutdated() async throws {
        let stored = try await passwords.hash("kestrel bun thaw")
        #expect(!passwords.isOutdated(stored))
        #expect(Passwords(rounds: 11, places: 1).isOutdated(stored))
    }
}
