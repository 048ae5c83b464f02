import Testing

@testable import Domain

@Suite("Matching: who need not be read")
struct MatchBoundTests {
    /// Invented records, many of them slips and variants of each other. A small stable generator picks (SplitMix64).
    private struct Crowd {
        private var state: UInt64
        private var made: [MatchRecord] = []

        init(_ count: Int, seed: UInt64) {
            state = seed
            for number in 1...Int64(count) { made.append(record(number)) }
        }

        var records: [MatchRecord] { made }

        private mutating func pick<Element>(_ list: [Element]) -> Element {
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
            return list[Int((mixed ^ (mixed >> 31)) % UInt64(list.count))]
        }

        private static let given = [
            "Siôn", "Sion", "John", "Jon", "Ieuan", "Ifan", "Evan", "Rhys", "Rhodri", "Rhodry", "William", "Will", "Bill",
            "Gwilym",
            "Catrin", "Kathryn", "Cathrin", "Kate", "J", "Mohammed", "Muhammad", "Ana Maria", "Mair", "Mary", "Marya", "Łukasz",
            "Lukasz", "Иван", "Xi", "Qays", "",
        ]
        private static let family = [
            "Prosser", "Proser", "Prossser", "ap Rhys", "Price", "Pryce", "Rees", "Evans", "Evens", "Smith-Jones", "Jones",
            "Smith",
            "Smyth", "Kowalski", "Kowalska", "Vaughan", "Fychan", "de la Cruz", "Cruz", "Ng", "O’Brien", "OBrien", "John",
            "Rhys",
            "MacDonald", "McDonald", "",
        ]
        private static let born = [
            "1990-05-01", "1990-01-05", "1990-05-10", "1991-05-01", "1990-05-02", "1960-05-01", "1990-01-01", "1985-12-31",
            "1900-01-01", "",
        ]
        private static let postcodes = ["CF10 1AA", "CF10 1AB", "CF10 2AA", "CF62 1AA", "SA1 1AA", "NP20 4AA", "ZZ99 3VZ", ""]
        private static let addresses = [
            "1 Stryd Fawr, Caerdydd", "1 High Street, Cardiff", "1 High Street, Barry", "12 High Street, Cardiff",
            "12 High Stret, Cardiff", "Flat 2, 12 High Street, Cardiff", "NFA", "",
        ]

        private mutating func record(_ number: Int64) -> MatchRecord {
            let middle = pick(["", "", "Rhys", "Siôn", "John", "M", "Mair"])
            var names = [PersonName(family: pick(Self.family), forenames: "\(pick(Self.given)) \(middle)")]
            if pick([0, 0, 0, 1]) == 1 { names.append(PersonName(family: pick(Self.family), forenames: pick(Self.given))) }
            var identifiers: [MatchIdentifier] = []
            if pick([0, 1, 1]) == 1 {
                let value = pick(["2004/5234567K", "2004/5234576", "1994/1000001M", "2025/1000002N"])
                identifiers.append(MatchIdentifier(kind: .pnc, value: value, verified: value.count > 12))
            }
            if pick([0, 0, 1]) == 1 {
                identifiers.append(MatchIdentifier(kind: .crn, value: pick(["X123456", "X123457", "X987654"]), verified: true))
            }
            return MatchRecord(
                number: number, agency: "gwent-police", kind: .nominal, names: names, born: Day(iso: pick(Self.born)),
                sex: pick([.male, .female, nil]), postcode: pick(Self.postcodes), address: pick(Self.addresses),
                identifiers: identifiers)
        }
    }

    @Test(
        "Keys and signatures are stored: what makes them otherwise (spelling groups, sounds, places) needs a migration that makes them anew"
    )
    func stored() {
        var table = MatchTable()
        let subjects = Crowd(300, seed: 5).records.map { table.read($0) }
        let probes = table.probes(subjects, LinkageVersion(0, LinkageWorld.model, LinkageTerms.none))
        let digest = probes.flatMap { $0.numbers + $0.keys + [$0.signature.low, $0.signature.high] }.reduce(UInt64(0)) {
            LinkageHash.mixed($0 ^ UInt64(bitPattern: $1))
        }
        #expect(digest == 2_834_381_938_453_481_156)
    }

    @Test("No pair that shares no number weighs more than its signatures allow", arguments: [UInt64(1), 2, 3])
    func neverTooLow(_ seed: UInt64) {
        var table = MatchTable()
        let subjects = Crowd(160, seed: seed).records.map { table.read($0) }
        let version = MatchTrial.version
        let probes = table.probes(subjects, version)
        var matching = Matching(version, table)
        var reviewed = 0
        for (place, one) in subjects.enumerated() {
            for (at, other) in subjects.enumerated() where at != place {
                guard Set(probes[place].numbers).isDisjoint(with: probes[at].numbers) else { continue }
                let weight = matching.compare(one, other).weight
                let reach = probes[place].bound.reach(probes[at].signature)
                #expect(reach >= weight - 0.000_001, "\(one.record) \(other.record)")
                if weight >= version.model.review {
                    reviewed += 1
                    #expect(probes[place].reach(probes[at].signature) != nil)
                }
            }
        }
        #expect(reviewed > 100)
    }

    @Test(
        "A verified number with a slip is never another verified number",
        arguments: [(IdentifierKind.pnc, "1994/1000001M"), (.pnc, "2025/1000002N"), (.cro, "1/99X"), (.cro, "123456/04N")])
    func checkLetters(_ kind: IdentifierKind, _ number: String) throws {
        let day = try #require(Day(iso: "2026-11-01"))
        let letters = Array("0123456789ABCDEFGHJKLMNPQRTUVWXYZ/")
        // The letter that fits, whichever was given.
        let stem = String(number.dropLast())
        let own = try #require(
            letters.lazy.map { kind.check(stem + String($0), asOf: day) }.compactMap { $0 }.first { $0.verified })
        var texts: Set<String> = []
        let text = Array(own.shown)
        for place in text.indices {
            for letter in letters {
                texts.insert(String(text[..<place] + [letter] + text[(place + 1)...]))
                texts.insert(String(text[..<place] + [letter] + text[place...]))
            }
            texts.insert(String(text[..<place] + text[(place + 1)...]))
            if place > 0 { texts.insert(String(text[..<(place - 1)] + [text[place], text[place - 1]] + text[(place + 1)...])) }
        }
        let others = texts.compactMap { kind.check($0, asOf: day) }.map(MatchIdentifier.init)
            .filter { $0.verified && $0.value != own.shown && $0.showsSlips }
        for other in others {
            let isOne = other.value.withBytes { one in own.shown.withBytes { OptimalAlignment.isOne(one, $0) } }
            #expect(!isOne, "\(other.value) \(own.shown)")
        }
    }

    @Test("One name with days and homes far apart is not read, nor two names with one day")
    func isTight() {
        var table = MatchTable()
        let records = [
            MatchSketch.record(1, "John Jones"), MatchSketch.record(2, "John Jones", "1964-11-23", "SA1 9ZZ"),
            MatchSketch.record(3, "Ffion Kowalski", "1990-05-01", "SA1 9ZZ"),
            MatchSketch.record(4, "Jon Jones", "1990-05-01", "SA1 1AA"),
        ]
        let subjects = records.map { table.read($0) }
        let probes = table.probes(subjects, MatchTrial.version)
        let admitted = probes.dropFirst().map { probes[0].reach($0.signature) != nil }
        #expect(admitted == [false, false, true])
    }

    @Test("A signature is the same on every machine and for ever")
    func stands() throws {
        var table = MatchTable()
        let record = MatchSketch.record(1, "Siôn Rhys Prosser", address: "1 Stryd Fawr, Caerdydd", ids: ["pnc:2000/0000223R"])
        let subject = table.read(record)
        let signature = table.probes([subject], MatchTrial.version)[0].signature
        #expect(MatchSignature(signature.low, signature.high) == signature)
        #expect([signature.low, signature.high] == [1_080_934_442_791_042_209, -7_293_097_184_558_301_183])
        #expect(signature.born == 0x19900501 && signature.sex == 1 && signature.holdsMiddle && signature.numbers.bits == 1)
    }
}
