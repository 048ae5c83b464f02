import Domain
import Foundation

/// Which passwords are accepted: long ones that nobody guesses first. Any characters, no composition rule, no expiry.
/// ASVS 5.0.0 6.2.1–6.2.12; `domain/assurance.md` S-AUTH-1.
struct PasswordRule: Sendable {
    let officer: Officer

    static let longest = 128

    var shortest: Int { officer.role == .administrator ? 15 : 12 }

    /// What is wrong with the password, in words for who chose it; nil when it is accepted.
    func problem(_ password: String) -> Text? {
        if password.isEmpty { return Text(en: "Enter a password", cy: "Rhowch gyfrinair") }
        let count = password.precomposedStringWithCanonicalMapping.count
        if count < shortest {
            return Text(
                en: "Make the password at least \(shortest) characters long",
                cy: "Gwnewch y cyfrinair yn o leiaf \(shortest) nod o hyd")
        }
        if count > PasswordRule.longest || password.utf8.count > 1024 {
            return Text(
                en: "Make the password at most \(PasswordRule.longest) characters long",
                cy: "Gwnewch y cyfrinair yn \(PasswordRule.longest) nod o hyd ar y mwyaf")
        }
        let plain = PasswordRule.plain(password)
        if let word = contextWord(in: plain) {
            return Text(
                en: "Leave “\(word)” out of the password: whoever guesses tries it first",
                cy: "Gadewch “\(word)” allan o’r cyfrinair: bydd unrhyw un sy’n dyfalu yn rhoi cynnig ar hwnnw gyntaf")
        }
        if PasswordRule.isCommon(plain) {
            return Text(
                en: "Choose a password that is harder to guess: three or more words that do not belong together are good",
                cy: "Dewiswch gyfrinair sy’n anos ei ddyfalu: mae tri gair neu fwy nad ydynt yn perthyn i’w gilydd yn dda")
        }
        return nil
    }

    /// Words of the place, the work and the person, with digits and signs in place of letters too. Those of up to three letters
    /// count only when they stand alone.
    private func contextWord(in plain: String) -> String? {
        let own =
            [officer.username] + officer.username.split { !$0.isLetter }.map(String.init)
            + officer.name.split { !$0.isLetter }.map(String.init)
        let words = (PasswordRule.words + own.map(PasswordRule.plain)).filter { $0.count >= 3 }
        let forms = [plain] + PasswordRule.undisguised(plain)
        let bare = forms.map { $0.filter(\.isLetter) }
        let alone = Set(forms.flatMap { $0.split { !$0.isLetter }.map(String.init) })
        return words.first { word in
            if word.count <= 3 { return alone.contains(word) }
            // Over the gaps between words only what is long enough not to come about by chance.
            return forms.contains { $0.contains(word) } || (word.count > 5 && bare.contains { $0.contains(word) })
        }
    }

    private static let words =
        ["heddlu", "police", "carfan", "gwent", "dyfed", "powys", "cymru", "wales", "iom", "wisdom", "mappa"] + agencyWords

    /// The names of agencies and areas whole, and what is telling in them.
    private static let agencyWords: [String] = {
        let names = Agency.all.flatMap { [$0.name.en, $0.name.cy] } + Area.allCases.flatMap { [$0.name.en, $0.name.cy] }
        let whole = names.map { plain($0).filter(\.isLetter) }
        let parts = names.flatMap { plain($0).split { !$0.isLetter }.map(String.init) }
        return whole + parts.filter { $0.count > 3 && !everyday.contains($0) }
    }()

    /// Words in the names of agencies that tell nothing of Carfan.
    private static let everyday: Set<String> = [
        "north", "south", "service", "national", "computer", "central", "gwasanaeth", "gogledd", "cyfrifiadur", "cenedlaethol",
    ]

    /// Small letters without accents.
    private static func plain(_ text: String) -> String {
        text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    }

    private static func isCommon(_ plain: String) -> Bool {
        let bare = core(plain)
        let words = Set(plain.split { !$0.isLetter }.map(String.init))
        let once = words.count == 1 ? Array(words) : []
        let letters = plain.filter(\.isLetter)
        let guesses = [plain, bare, letters] + once + undisguised(bare)
        return repeats(plain) || runs(plain) || guesses.contains(where: isListed)
    }

    /// A word of the list, or two of them.
    private static func isListed(_ word: String) -> Bool {
        if CommonPasswords.all.contains(word) { return true }
        return word.indices.dropFirst(3).dropLast(2).contains { index in
            CommonPasswords.all.contains(String(word[..<index])) && CommonPasswords.all.contains(String(word[index...]))
        }
    }

    /// Without the digits and signs that people put around a word.
    private static func core(_ plain: String) -> String {
        guard let first = plain.firstIndex(where: \.isLetter), let last = plain.lastIndex(where: \.isLetter) else { return "" }
        return String(plain[first...last])
    }

    /// `aaaa…`, `abcabcabcabc`: one piece of up to four characters again and again.
    private static func repeats(_ plain: String) -> Bool {
        let characters = Array(plain)
        return (1...4).contains { period in
            characters.indices.dropFirst(period).allSatisfy { characters[$0] == characters[$0 - period] }
        }
    }

    /// `abcdefghijkl`, `987654321098`, `qwertyuiopas`: along the alphabet, the digits or the keyboard.
    private static func runs(_ plain: String) -> Bool {
        rows.contains { row in
            let doubled = row + row
            return doubled.contains(plain) || String(doubled.reversed()).contains(plain)
        }
    }

    private static let rows = [
        "abcdefghijklmnopqrstuvwxyz", "1234567890", "0123456789", "qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
        "1q2w3e4r5t6y7u8i9o0p",
    ]

    /// With letters for the digits and signs that stand for them; 1 is both i and l.
    private static func undisguised(_ plain: String) -> [String] {
        ["i", "l"].map { one in String(plain.map { $0 == "1" ? one : disguises[$0] ?? $0 }) }
    }

    private static let disguises: [Character: Character] = [
        "0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g", "@": "a", "$": "s", "!": "i", "+": "t",
    ]
}
