import Testing

@testable import Domain

@Suite("Levels of agreement: a row for each level of each field, in both orders")
struct LinkageLevelTests {
    private func check(_ left: String, _ right: String, _ field: LinkageField, _ level: Int) {
        let world = LinkageWorld([left, right])
        #expect(world.pattern(0, 1)[field] == level, "\(left) and \(right)")
        #expect(world.pattern(1, 0)[field] == level, "\(right) and \(left)")
    }

    @Test(
        "Given names",
        arguments: [
            ("Huw", "", LinkageNameLevel.unknown), ("Huw", "HUW", .same), ("Siân", "sian", .same), ("Dafydd", "Dai", .spelling),
            ("Catrin", "Kathryn", .spelling), ("Llewelyn", "Llewelin", .spelling), ("Gareth", "Gaerth", .slip),
            ("Gareth", "Garetho", .slip), ("Emma", "Emna", .slip), ("E", "Emma", .initial), ("Lisa-Marie", "Lisa", .part),
            ("Emma", "P", .other), ("Gareth", "Garth", .slip), ("Mohammed", "Rhodri", .other), ("Martin", "Marvin", .slip),
            // Of two double names that share one the other counts.
            ("Jean-Pierre", "Jean-Paul", .weak), ("Mary-Louise", "Mary-Jane", .weak), ("Mary-Louise", "Mary-Lousie", .slip),
            ("Mary-Louise", "Mary-L", .part), ("Jean-Luc", "Jean-Lcu", .slip),
            ("John-Bill", "John-William", .part), ("Paul-Ann", "Ann-Zoe", .other),
        ])
    func given(left: String, right: String, level: LinkageNameLevel) {
        check("\(left)||Pugh|1989-10-31|M||||", "\(right)||Pugh|1989-10-31|M||||", .given, level.rawValue)
    }

    @Test("A slip makes a rare spelling; between two established names it is only nearness")
    func near() {
        func level(_ one: String, _ other: String, times: Int) -> Int {
            let rows = [one, other].flatMap { [String](repeating: "\($0)||Pugh|1989-10-31|F||||", count: times) }
            return LinkageWorld(rows).pattern(0, times)[.given]
        }
        #expect(level("Tarbot", "Tarbod", times: 2) == LinkageNameLevel.slip.rawValue)
        #expect(level("Tarbot", "Tarbod", times: 3) == LinkageNameLevel.near.rawValue)
        #expect(level("Tarbot", "Tarbota", times: 3) == LinkageNameLevel.part.rawValue)
    }

    @Test("Names that crossed over: the other's middle name, and given and family name changed")
    func crossed() {
        check("Huw|Emyr|Pugh|1989-10-31|M||||", "Emyr||Pugh|1989-10-31|M||||", .given, LinkageNameLevel.crossed.rawValue)
        check("Huw|Emyr|Pugh||M||||", "Emyr|Huw|Pugh||M||||", .given, LinkageNameLevel.exchanged.rawValue)
        check("Gethin||Thomas||M||||", "Thomas||Gethin||M||||", .given, LinkageNameLevel.swapped.rawValue)
        check("Gethin||Thomas||M||||", "Thomas||Gethin||M||||", .family, LinkageNameLevel.unknown.rawValue)
        // A twin may bear the other's name second: the middle names are two.
        check("Huw|Emyr|Pugh||M||||", "Emyr|Gwilym|Pugh||M||||", .given, LinkageNameLevel.other.rawValue)
    }

    @Test("Another family name says less of a woman")
    func married() {
        check("Bethan||Pugh||F||||", "Bethan||Achterberg||F||||", .family, LinkageNameLevel.otherOfWoman.rawValue)
        check("Bethan||Pugh||F||||", "Bethan||Achterberg||||||", .family, LinkageNameLevel.otherOfWoman.rawValue)
        check("Bethan||Pugh||M||||", "Bethan||Achterberg||F||||", .family, LinkageNameLevel.other.rawValue)
        check("Huw||Pugh||M||||", "Huw||Achterberg||M||||", .family, LinkageNameLevel.other.rawValue)
    }

    @Test(
        "Homes",
        arguments: [
            ("4 Heol Las|CF36 4FZ", "4 Heol Las|CF364FZ", LinkagePlaceLevel.houseAndPostcode), ("|CF36 4FZ", "|", .unknown),
            ("Heol Las|CF36 4FZ", "4 Heol Las|CF36 4FZ", .postcode),
            ("4 Heol Las|CF36 4FZ", "6 Heol Las|cf36 4fz", .postcodeOtherHouse),
            ("4 Heol Las|CF36 4FZ", "4 Heol Las|CF36 4FX", .nearPostcode),
            ("4 Heol Las|CF36 4FZ", "4 Heol Las|", .houseAndStreet),
            ("4 Heol Las|CF36 4FZ", "4 Mill Lane|CF36 9AA", .houseAndDistrict),
            ("4 Heol Las|CF36 4FZ", "7 Mill Lane|CF36 9AA", .district),
            ("4 Heol Las|CF36 4FZ", "7 Mill Lane|CF10 1AB", .area), ("4 Heol Las|CF36 4FZ", "7 Mill Lane|LL57 2AA", .other),
            ("No fixed abode|NF1 1NF", "No fixed abode|NF1 1NF", .unknown), ("NFA|ZZ99 3VZ", "NFA|ZZ99 3VZ", .unknown),
            ("digartref|NFA", "digartref|NFA", .unknown), ("4 Heol Las|ZZ99 3VZ", "7 Mill Lane|ZZ99 3VZ", .unknown),
        ])
    func homes(left: String, right: String, level: LinkagePlaceLevel) {
        check("Huw||Pugh||M|||\(left)", "Huw||Pugh||M|||\(right)", .place, level.rawValue)
    }

    @Test(
        "Sex, in the letters and codes of agencies",
        arguments: [
            ("M", "Gwryw", LinkageWordLevel.same), ("1", "male", .same), ("F", "Benyw", .same), ("2", "f", .same),
            ("M", "F", .other),
            ("1", "2", .other), ("M", "", .unknown), ("?", "F", .unknown), ("9", "M", .unknown),
        ])
    func sexes(left: String, right: String, level: LinkageWordLevel) {
        check("Huw||Pugh||\(left)||||", "Huw||Pugh||\(right)||||", .sex, level.rawValue)
    }

    @Test(
        "Numbers: the same in any form, one slip, another",
        arguments: [
            ("2000/0000223R|", "00/223R|", LinkageField.number0, LinkageWordLevel.same),
            ("2000/0000223R|", "2000/0000233R|", .number0, .near), ("2000/0000223R|", "2000/0000232R|", .number0, .near),
            ("2000/0000223R|", "2004/5234567G|", .number0, .other), ("2000/0000223R|", "|", .number0, .unknown),
            ("2000/0000223R|", "none|", .number0, .unknown), ("|999 000 0000", "|9990000000", .number1, .same),
            ("|9990000000", "|9990000001", .number1, .near), ("|9990000000", "|9991234567", .number1, .other),
            ("|0000000000", "|0000000000", .number1, .unknown), ("0000/0000000Z|", "0000/0000000Z|", .number0, .unknown),
            ("00/0Z|", "00/0Z|", .number0, .unknown), ("000000/00Z|", "000000/00Z|", .number0, .unknown),
        ])
    func numbers(left: String, right: String, field: LinkageField, level: LinkageWordLevel) {
        check("Huw||Pugh||M|\(left)||", "Huw||Pugh||M|\(right)||", field, level.rawValue)
    }

    @Test(
        "Street and town speak where house and postcode do not tie the two",
        arguments: [
            ("4 Heol Las|CF36 4FZ", "4 Heol Las|CF36 4FZ", LinkageWordLevel.unknown),
            ("Heol Las|CF36 4FZ", "Heol Las|LL57 2AA", .same),
            ("Heol Las|CF36 4FZ", "Heol Las|CF36 4FX", .unknown), ("Heol Lasgoed|CF36 4FZ", "Heol Lasgoedd|LL57 2AA", .near),
            ("Heol Las|CF36 4FZ", "Mill Lane|LL57 2AA", .other),
        ])
    func streets(left: String, right: String, level: LinkageWordLevel) {
        check("Huw||Pugh||M|||\(left)", "Huw||Pugh||M|||\(right)", .street, level.rawValue)
    }

    @Test(
        "What stands for nothing is no name, no date, no number",
        arguments: [
            "UNKNOWN||UNKNOWN|01/01/1900||none|N/A|nfa|ZZ99 3VZ", "Anhysbys||Anhysbys|1970-01-01||NK|00000000Z|digartref|NFA",
            "xxx||XXX|9999-12-31||tbc|1111111111|unknown|NF1 1NF",
            "Not Known||Heb ei gofnodi|1899-12-30||null|n.a|No Fixed Abode|NK",
        ])
    func nothing(row: String) {
        let world = LinkageWorld([row, row])
        #expect(world.pattern(0, 1) == LinkagePattern())
        #expect(world.weight(0, 1).weight <= LinkageWorld.model.prior)
    }

    @Test("House numbers: the letter behind and the flat before are passed over")
    func houses() {
        for (text, number) in [
            ("4 Heol Las", 4), ("4a Heol Las", 4), ("4A, Heol Las", 4), ("Flat 2, 14 Heol Las", 14),
            ("Fflat 3, 9 Stryd Fawr", 9),
            ("Heol Las", 0), ("", 0), ("Flat 2", 0), ("123456 Heol", 123_456),
        ] as [(String, UInt32)] {
            #expect(text.withBytes { LinkagePlaces.house($0).number } == number, "\(text)")
        }
    }
}
