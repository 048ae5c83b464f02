import Testing

@testable import Domain

@Suite("A share with its interval: Wilson (1927), against R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3")
struct ProportionTests {
    @Test(arguments: [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)])
    func interval(_ count: Int, _ of: Int, _ low: Double, _ high: Double) throws {
        let found = try #require(Proportion(count, of: of).interval)
        #expect(abs(found.low - low) < 0.00005 && abs(found.high - high) < 0.00005, "\(found)")
    }

    @Test("Of nine nothing is said, of ten something")
    func few() {
        #expect(Proportion(9, of: 9).interval == nil && Proportion(9, of: 9).share == nil)
        #expect(Proportion(9, of: 10).share == 0.9 && Proportion(9, of: 10).interval != nil)
    }
}

@Suite("How good a model is on pairs that people decided")
struct LinkageQualityTests {
    private static func pairs(_ count: Int, _ weight: Double, _ outcome: MatchOutcome, same: Bool, _ groups: PairGroup...)
        -> [JudgedPair]
    {
        (0..<count).map { _ in JudgedPair(weight: weight, outcome: outcome, isSame: same, groups: groups) }
    }

    /// Joins from 12. Joined: 38 right, 2 wrong; asked: 9 of one person, 6 of two; left: 3 of one, 20 of two.
    private static let quality = LinkageQuality(
        version: 3, join: 12,
        pairs(30, 15, .same, same: true, .male, .welsh) + pairs(8, 12, .same, same: true, .female, .english)
            + pairs(2, 13, .same, same: false, .male, .english) + pairs(9, 9, .unsure, same: true, .male, .welsh)
            + pairs(6, 9, .unsure, same: false, .male, .languageUnknown) + pairs(3, -9, .different, same: true, .sexUnknown)
            + pairs(20, -9, .different, same: false, .male, .english))

    @Test("Precision, recall among joined, recall among joined and asked")
    func whole() {
        let all = Self.quality.all
        #expect(all.pairs == 78 && all.joined == 40 && all.asked == 15 && all.left == 23 && all.same == 50)
        #expect(all.precision == Proportion(38, of: 40) && all.recall == Proportion(38, of: 50))
        #expect(all.reach == Proportion(47, of: 50))
    }

    @Test(
        "F1 is the harmonic mean of precision and recall, its interval Wilson’s of TP/(TP+FP+FN) carried through",
        arguments: [
            (38, 2, 12, 0.84444, 0.7480, 0.9085), (10, 0, 0, 1, 0.8389, 1), (0, 4, 6, 0, 0, 0.4345),
            (10, 2, 4, 0.76923, 0.5574, 0.8982),
            (900, 30, 70, 0.94737, 0.9361, 0.9568),
        ])
    func f1(_ right: Int, _ wrong: Int, _ missed: Int, _ value: Double, _ low: Double, _ high: Double) throws {
        let found = HarmonicMean(right: right, wrong: wrong, missed: missed)
        let interval = try #require(found.interval)
        #expect(abs(try #require(found.share) - value) < 0.00001)
        #expect(abs(interval.low - low) < 0.00005 && abs(interval.high - high) < 0.00005, "\(interval)")
        let (precision, recall) = (Double(right) / Double(right + wrong), Double(right) / Double(right + missed))
        let mean = right == 0 ? 0 : 2 * precision * recall / (precision + recall)
        #expect(abs(try #require(found.share) - mean) < 1e-12)
    }

    @Test("Of nine pairs that are of one person or joined no F1 is said; what is asked or left counts as missed")
    func fewF1() {
        #expect(HarmonicMean(right: 7, wrong: 1, missed: 1).share == nil)
        #expect(HarmonicMean(right: 7, wrong: 1, missed: 1).interval == nil)
        #expect(HarmonicMean(right: 7, wrong: 1, missed: 2).share != nil)
        #expect(Self.quality.all.f1 == HarmonicMean(right: 38, wrong: 2, missed: 12))
    }

    @Test("Thresholds: at the standing one what it does; higher ones join less, lower ones more")
    func thresholds() {
        let found = Self.quality.thresholds
        #expect(found.map(\.weight) == [6, 8, 10, 12, 14, 16, 18])
        #expect(
            found.map(\.tally.precision) == [
                Proportion(47, of: 55), Proportion(47, of: 55), Proportion(38, of: 40), Proportion(38, of: 40),
                Proportion(30, of: 30), Proportion(0, of: 0), Proportion(0, of: 0),
            ])
        #expect(found.map(\.tally.recall.count) == [47, 47, 38, 38, 30, 0, 0])
    }

    @Test("What a rule forbids is joined from no weight; what a number decides is joined from any")
    func rules() {
        let pairs = [
            JudgedPair(weight: 11.5, outcome: .unsure, isForbidden: true, isSame: false),
            JudgedPair(weight: 8, outcome: .same, isSame: true),
        ]
        let found = LinkageQuality(version: 0, join: 12, pairs).thresholds
        #expect(found.allSatisfy { $0.tally.precision == Proportion(1, of: 1) })
    }

    @Test("By group; small counts are hidden, and one more where they could be worked out")
    func groups() {
        let quality = Self.quality
        #expect(quality.groups(.sex).map(\.group) == [.male, .female, .sexUnknown])
        #expect(quality.groups(.sex).map(\.tally.pairs) == [67, 8, 3])
        #expect(quality.groups(.sex).first?.tally.recall == Proportion(30, of: 39))
        #expect(quality.hidden(.sex) == [.sexUnknown, .female])
        #expect(quality.groups(.language).map(\.tally.pairs) == [39, 30, 6] && quality.hidden(.language).isEmpty)
        #expect(quality.groups(.ethnicity).isEmpty && quality.hidden(.ethnicity).isEmpty)
        // Two small ones hide each other.
        let small = Self.pairs(4, 1, .unsure, same: true, .male) + Self.pairs(4, 1, .unsure, same: true, .female)
        let third = Self.pairs(9, 1, .unsure, same: true, .sexUnknown)
        #expect(LinkageQuality(version: 0, join: 1, small + third).hidden(.sex) == [.male, .female])
    }

    @Test("What two records are counted under")
    func pairGroups() {
        #expect(PairGroup.sex(.male, .male) == .male && PairGroup.sex(nil, .female) == .female)
        #expect(PairGroup.sex(.male, .female) == .sexesDiffer && PairGroup.sex(nil, nil) == .sexUnknown)
        #expect(PairGroup.ethnicity(.w1, .w9) == .white && PairGroup.ethnicity(.a1, .b1) == .ethnicitiesDiffer)
        #expect(PairGroup.ethnicity(.notStated, .m9) == .mixed && PairGroup.ethnicity(.notStated, nil) == .ethnicityUnknown)
        #expect(PairGroup.language(.english, .welsh) == .welsh && PairGroup.language(.english, .other) == .otherLanguage)
        #expect(PairGroup.language(.english, .polish) == .polish && PairGroup.language(.polish, .other) == .polish)
        #expect(PairGroup.language(.welsh, .polish) == .welsh && PairGroup.polish.kind == .language)
        #expect(PairGroup.polish.label.en == "Polish" && PairGroup.polish.label.cy == "Pwyleg")
        #expect(PairGroup.language(nil, .english) == .english && PairGroup.language(nil, nil) == .languageUnknown)
    }
}

@Suite("The language that a name is written in")
struct NameLanguageTests {
    @Test(arguments: [
        ("Jones", "Siân", NameLanguage.welsh), ("Jones", "SIAN MAIR", .welsh), ("Jones", "David", .english),
        ("Hughes", "Rhys", .welsh), ("Kowalski", "Piotr", .polish), ("Kowalski", "P", .polish), ("Wójcik", "J", .polish),
        ("Łuczak", "J", .polish), ("ap Rhys", "Morgan", .welsh), ("Jones", "Owen", nil), ("Hughes", "", nil), ("", "", nil),
        ("Lewandowska", "M", .polish), ("LEWANDOWSKI", "ROBERT", .polish), ("Nowak", "Adam", .polish),
        ("Adamczyk", "J", .polish),
        ("Mickiewicz", "A", .polish), ("Dębicz", "J", .polish), ("Jones", "Małgorzata", .polish), ("Zając-Jones", "J", .polish),
        ("Nowak", "Siân", .welsh), ("Novak", "J", .other), ("Nováková", "Jana", .other), ("Trajkovski", "J", .other),
        ("Petrović", "J", .other), ("Petrović-Jones", "J", .other), ("Žemaitytė", "J", .other), ("Ionescu", "A", .other),
        ("Nguyen", "Van", .other), ("Silva", "M", .other), ("Silvas", "M", nil), ("Baska", "J", nil), ("Novakson", "J", nil),
        ("Gŵyr", "J", .welsh), ("Ali", "Mohammed", .other), ("Evans", "T Dafydd", .welsh), ("O’Brien", "Sean", nil),
    ])
    func told(_ family: String, _ given: String, _ language: NameLanguage?) {
        #expect(NameLanguage(PersonName(family: family, forenames: given)) == language, "\(given) \(family)")
    }

    @Test("No name stands in two lists, and each is folded")
    func lists() {
        let forenames = [
            NameLanguage.welshForenames, NameLanguage.englishForenames, NameLanguage.polishForenames,
            NameLanguage.otherForenames,
        ]
        for lists in [forenames, [NameLanguage.polishFamilies, NameLanguage.otherFamilies]] {
            for (place, list) in lists.enumerated() {
                for other in lists[(place + 1)...] { #expect(list.intersection(other).sorted() == []) }
                #expect(list.filter { NameFolding.folded($0) != $0 }.sorted() == [])
            }
        }
    }
}
