import Testing

@testable import Domain

@Suite("Comparators against published values (Winkler, Overview of Record Linkage, 2006, table 6) and against the textbook")
struct LinkageReferenceTests {
    /// All rows of the table but those that Winkler's program left at 0.
    @Test(
        "Jaro–Winkler: the rest of the table",
        arguments: [
            ("JERALDINE", "GERALDINE", 0.926), ("MICHELLE", "MICHAEL", 0.921), ("JULIES", "JULIUS", 0.933),
            ("TANYA", "TONYA", 0.880), ("SEAN", "SUSAN", 0.805), ("JON", "JOHN", 0.933), ("BROOKHAVEN", "BRROKHAVEN", 0.947),
            ("BROOK HALLOW", "BROOK HLLW", 0.967), ("DECATUR", "DECATIR", 0.943), ("FITZRUREITER", "FITZENREITER", 0.913),
            ("HIGBEE", "HIGHEE", 0.922), ("HIGBEE", "HIGVEE", 0.922), ("LACURA", "LOCURA", 0.900), ("IOWA", "IONA", 0.867),
        ])
    func winkler(left: String, right: String, expected: Double) {
        #expect(abs(JaroWinkler.similarity(left, right) - expected) < 0.0006)
        #expect(abs(JaroWinkler.similarity(right, left) - expected) < 0.0006)
    }

    @Test(
        "Slips: words of the literature",
        arguments: [
            ("saturday", "sunday", 3), ("levenshtein", "meilenstein", 4), ("rosettacode", "raisethysword", 8),
            ("book", "back", 2),
            ("specter", "spectre", 1), ("rcik", "rick", 1), ("a cat", "an abct", 4), ("shackleford", "shackelford", 1),
            ("dunningham", "cunnigham", 2), ("nichleson", "nichulson", 2), ("jones", "johnson", 4), ("dwayne", "duane", 2),
        ])
    func slips(left: String, right: String, expected: Int) {
        #expect(OptimalAlignment.distance(left, right) == expected)
        #expect(OptimalAlignment.distance(right, left) == expected)
    }

    /// Few letters, so that much is shared and much is moved; from 1 to 64 of them.
    private func words(_ count: Int, seed: UInt64, _ body: ([UInt8], [UInt8]) -> Void) {
        var dice = MatchPropertyTests.Dice(state: seed)
        for turn in 0..<count {
            let most = turn % 2 == 0 ? 9 : 64
            let left = (0..<dice.roll(most) + 1).map { _ in UInt8(97 + dice.roll(5)) }
            var right = (0..<dice.roll(most) + 1).map { _ in UInt8(97 + dice.roll(5)) }
            if turn % 3 == 0 {
                right = left
                for _ in 0...dice.roll(3) { right[dice.roll(right.count)] = UInt8(97 + dice.roll(5)) }
                right.swapAt(dice.roll(right.count), dice.roll(right.count))
            }
            body(left, right)
        }
    }

    @Test("Jaro–Winkler by bits and by the textbook's loops agree on random words")
    func textbook() {
        words(3_000, seed: 5) { left, right in
            let bits = left.withUnsafeBufferPointer { left in
                right.withUnsafeBufferPointer { JaroWinkler.similarity(left, $0) }
            }
            #expect(abs(bits - Self.jaroWinkler(left, right)) < 1e-12, "\(left) \(right)")
        }
    }

    @Test("One slip is found as one slip, and nothing else is")
    func one() {
        words(3_000, seed: 6) { left, right in
            guard left != right else { return }
            let isOne = left.withUnsafeBufferPointer { left in
                right.withUnsafeBufferPointer { OptimalAlignment.isOne(left, $0) }
            }
            #expect(isOne == (Spelling.slips(left, right) == 1), "\(left) \(right)")
        }
    }

    private static func jaroWinkler(_ left: [UInt8], _ right: [UInt8]) -> Double {
        let reach = max(max(left.count, right.count) / 2 - 1, 0)
        var taken = [Bool](repeating: false, count: left.count)
        var theirs: [UInt8] = []
        for (place, letter) in right.enumerated() {
            let window = max(0, place - reach)..<max(max(0, place - reach), min(left.count, place + reach + 1))
            guard let found = window.first(where: { !taken[$0] && left[$0] == letter }) else { continue }
            taken[found] = true
            theirs.append(letter)
        }
        guard !theirs.isEmpty else { return 0 }
        let mine = left.indices.filter { taken[$0] }.map { left[$0] }
        let moved = zip(mine, theirs).count { $0 != $1 } / 2
        let shared = Double(theirs.count)
        let jaro = (shared / Double(left.count) + shared / Double(right.count) + (shared - Double(moved)) / shared) / 3
        let prefix = zip(left, right).prefix(4).prefix { $0 == $1 }.count
        return jaro + Double(prefix) * 0.1 * (1 - jaro)
    }
}
