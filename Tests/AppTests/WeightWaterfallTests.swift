import Domain
import Store
import Support
import Testing

@testable import App

@Suite("The waterfall of weights: bars add up to the sum as shown, in words and numbers (linkage.md, Waterfall)")
struct WeightWaterfallTests {
    @Test(
        "In tenths, every bar within a tenth of its weight, the sum rounded right",
        arguments: [
            [9.44, 7.23, 13.14, -1.96], [0.04, 0.04, 0.04], [-20.55, 10.05, 10.05], [], [35, -10], [0.1, 0.2, 0.3, -0.6],
            [1.0 / 3, 1.0 / 3, 1.0 / 3],
        ])
    func addsUp(_ weights: [Double]) {
        let steps = WeightWaterfall.steps(weights.map { WeightWaterfall.Bar(Text(same: "x"), $0) })
        let total = Int((weights.reduce(0, +) * 10).rounded())
        #expect(steps.map(\.tenths).reduce(0, +) == (steps.last?.to ?? 0) && (steps.last?.to ?? 0) == total)
        for (step, weight) in zip(steps, weights) { #expect(abs(Double(step.tenths) / 10 - weight) < 0.1001) }
        for (one, next) in zip(steps, steps.dropFirst()) { #expect(one.to == next.from) }
    }

    @Test("What the page shows adds up", arguments: Language.allCases)
    func shown(_ language: Language) throws {
        let html = WeightWaterfall.html(
            Text(en: "Weights", cy: "Pwysau"), start: -20.55,
            [.init(Text(same: "A"), 9.44), .init(Text(same: "B"), 13.14), .init(Text(same: "C"), 6.66)],
            WeightWaterfall.Lines(join: 10, review: -4), isBits: true)
        let text = String(decoding: html[language], as: UTF8.self)
        let numbers = text.components("class=\"numeric\">").dropFirst(2).map { String($0.prefix { $0 != "<" }) }
        let tenths = numbers.map { number -> Int in
            let digits = number.filter(\.isNumber)
            return (number.contains(".") ? Int(digits) ?? 0 : (Int(digits) ?? 0) * 10) * (number.hasPrefix("−") ? -1 : 1)
        }
        #expect(tenths.count == 5 && tenths.dropLast().reduce(0, +) == tenths.last && tenths.last == 87)
        #expect(!text.contains("style=") && !text.contains("<script") && text.contains("aria-hidden=\"true\""))
        #expect(text.contains(language == .english ? "strongly for" : "yn gryf o blaid"))
        #expect(
            text.contains(
                language == .english
                    ? "From −4 on somebody is asked, and always where a verified number is shared. From 10 on"
                    : "O −4 ymlaen, gofynnir i rywun, a phob tro y rhennir rhif wedi’i wirio. O 10 ymlaen"
            ))
        #expect(text.contains(language == .english ? "<p>By the weight" : "<p>Yn ôl y pwysau"))
        #expect(text.contains(language == .english ? "1 in 420 that they are two people" : "1 siawns mewn 420 mai dau berson"))
        // A line for each threshold in every bar.
        #expect(text.components("class=\"review\"").count == 6 && text.components("class=\"join\"").count == 6)
    }

    @Test(
        "2^w / (1 + 2^w) in words",
        arguments: [
            (0.0, "as likely one person as two"), (0.99, "as likely one person as two"), (1, "about 1 in 3 that they are two"),
            (-1, "about 1 in 3 that they are one"), (8.6, "about 1 in 390 that they are two"),
            (-4, "about 1 in 17 that they are one"), (10, "about 1 in 1,000 that they are two"),
            (19.9, "about 1 in 980,000 that they are two"), (20, "less than 1 in a million that they are two"),
            (-60, "less than 1 in a million that they are one"),
        ])
    func likelihood(_ bits: Double, _ words: String) {
        #expect(StrengthWords.likelihood(bits).en.contains(words), "\(StrengthWords.likelihood(bits).en)")
    }

    @Test(
        "Strength by tenths of a bit, both sides of each boundary",
        arguments: [
            (0, "says nothing"), (1, "slightly for"), (19, "slightly for"), (20, "clearly for"), (-49, "clearly against"),
            (50, "strongly for"), (-99, "strongly against"), (100, "very strongly for"), (-100, "very strongly against"),
        ])
    func strength(_ tenths: Int, _ words: String) {
        #expect(StrengthWords.of(tenths, isBits: true).en == words)
        #expect(StrengthWords.of(tenths, isBits: false).en == (tenths == 0 ? "says nothing" : tenths > 0 ? "for" : "against"))
    }
}

@Suite("Explanations of links: kept as they were said, old ones read too")
struct MatchExplanationTests {
    @Test func oldPoints() throws {
        let old = try #require(
            MatchExplanation.read("{\"with\":2,\"points\":[{\"points\":35,\"en\":\"Same name\",\"cy\":\"Yr un enw\"}]}"))
        #expect(old.total == 35 && old.rounded == 35 && old.model == nil && old.rule == nil && old.join == nil)
        let html = String(decoding: try #require(old.waterfall(Text(same: "x"))).en, as: UTF8.self)
        #expect(
            html.contains("Points") && html.contains("+35") && !html.contains("By the weight") && !html.contains("strongly"))
    }

    @Test("Read again, it is what was written", arguments: [true, false])
    func written(_ isWhole: Bool) throws {
        let more = ",\"model\":3,\"rule\":\"identifiers-conflict\",\"join\":10,\"review\":-4.5"
        let json =
            "{\"with\":2,\"points\":[{\"points\":12.25,\"en\":\"Name\",\"cy\":\"Enw\"},{\"points\":-20,\"en\":\"“x”\",\"cy\":\"y\"}]"
            + (isWhole ? more : "") + "}"
        let read = try #require(MatchExplanation.read(json))
        #expect(read.json == json)
        #expect(read.total == -7.75 && read.rounded == -8 && read.model == (isWhole ? 3 : nil))
        let html = String(decoding: try #require(read.waterfall(Text(same: "x"))).en, as: UTF8.self)
        #expect(html.contains("never linked without a person") == isWhole && html.contains("very strongly against") == isWhole)
    }

    @Test("Both records that were compared are kept; of an old question they are known from the question")
    func both() throws {
        let old = try #require(MatchExplanation.read("{\"with\":2,\"points\":[{\"points\":1,\"en\":\"a\",\"cy\":\"b\"}]}"))
        #expect(old.of == nil && old.with == 2)
        for named in [old.between(2, 7), old.between(7, 2)] { #expect(named.of == 7 && named.with == 2) }
        let json = old.between(7, 2).json
        #expect(json == "{\"of\":7,\"with\":2,\"points\":[{\"points\":1,\"en\":\"a\",\"cy\":\"b\"}]}")
        #expect(MatchExplanation.read(json)?.of == 7)
    }

    @Test("What is no number is none of the sum", arguments: [Double.nan, .infinity])
    func noNumber(_ value: Double) throws {
        let json = "{\"with\":2,\"points\":[{\"points\":1,\"en\":\"a\",\"cy\":\"b\"}]}"
        let read = try #require(MatchExplanation.read(json))
        let steps = WeightWaterfall.steps([.init(Text(same: "x"), value), .init(Text(same: "y"), 2)])
        #expect(read.total == 1 && steps.map(\.tenths) == [0, 20])
    }
}
