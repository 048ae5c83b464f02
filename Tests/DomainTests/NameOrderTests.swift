import Domain
import Testing

@Suite("The alphabetical order of names in each language")
struct NameOrderTests {
    @Test(
        "Both sides of each letter of two",
        arguments: [
            ("cz", "cha", Language.welsh), ("dz", "dda", .welsh), ("fz", "ffa", .welsh), ("gz", "nga", .welsh),
            ("nga", "ha", .welsh), ("lz", "lla", .welsh), ("pz", "pha", .welsh), ("rz", "rha", .welsh), ("tz", "tha", .welsh),
            ("Cymru", "Chwilog", .welsh), ("Chwilog", "Cymru", .english), ("Lôn", "Llan", .welsh), ("Llan", "Lôn", .english),
            ("Bangor", "Banwy", .welsh), ("Bagshaw", "Bangor", .welsh), ("Bangor", "Bahl", .welsh),
            ("Bahl", "Bangor", .english),
            ("Langley", "Lamb", .welsh), ("Lamb", "Langley", .english), ("Gwynne", "Ngozi", .welsh),
            ("Ngozi", "Hughes", .welsh),
            ("Wilson", "Williams", .welsh), ("Mattison", "Matthews", .welsh), ("Llluest", "Lluest", .welsh),
            ("Âl", "Ba", .welsh), ("De Cymru", "Dea", .welsh), ("Rhyl", "Sarn", .welsh),
        ])
    func pairs(before: String, after: String, language: Language) {
        let (left, right) = (NameOrder.key(before, language), NameOrder.key(after, language))
        #expect(left.lexicographicallyPrecedes(right) && !right.lexicographicallyPrecedes(left))
    }

    /// Welsh as ICU 72 sorts it under the collation `cy` of Unicode CLDR.
    @Test("The same names in English and in Welsh")
    func table() {
        let welsh = [
            "ab Owen", "ap Rhys", "Bach", "Bagnall", "Bangor", "Bant", "Banwy", "Cox", "Cule", "Chapman", "Charles", "Dafydd",
            "Davies", "Dyer", "Ddole", "Fulham", "Fychan", "Ffion", "Griffin", "Griffiths", "Griggs", "Gwyn", "Gwynne", "Ngozi",
            "Nguyen", "Hughes", "Langley", "Lamb", "Lancaster", "Lane", "Lowe", "Llewellyn", "Lloyd", "Mattison", "Matthews",
            "Mather", "Mathias", "Nagle", "Powell", "Price", "Pugh", "Phillips", "Rees", "Rogers", "Ryan", "Rhys", "Siân",
            "Siôn", "Tudor", "Tudur", "Tyler", "Thomas", "Wild", "Wilson", "Williams",
        ]
        let english = [
            "ab Owen", "ap Rhys", "Bach", "Bagnall", "Bangor", "Bant", "Banwy", "Chapman", "Charles", "Cox", "Cule", "Dafydd",
            "Davies", "Ddole", "Dyer", "Ffion", "Fulham", "Fychan", "Griffin", "Griffiths", "Griggs", "Gwyn", "Gwynne",
            "Hughes",
            "Lamb", "Lancaster", "Lane", "Langley", "Llewellyn", "Lloyd", "Lowe", "Mather", "Mathias", "Matthews", "Mattison",
            "Nagle", "Ngozi", "Nguyen", "Phillips", "Powell", "Price", "Pugh", "Rees", "Rhys", "Rogers", "Ryan", "Siân", "Siôn",
            "Thomas", "Tudor", "Tudur", "Tyler", "Wild", "Williams", "Wilson",
        ]
        #expect(english.inOrder(.welsh) { Text(same: $0) } == welsh)
        #expect(welsh.inOrder(.english) { Text(same: $0) } == english)
    }

    @Test(
        "A key without a letter of two is the name itself",
        arguments: [
            ("evans  rhys", "evans  r~ys"), ("jones  sian", "jones  sian"), ("lloyd", "l~oyd"), ("llloyd", "l~loyd"),
            ("llll", "l~l~"), ("nngh", "ng~h"), ("ngh", "g~h"), ("ffh", "f~h"), ("cch", "cc~"), ("dduw", "d~uw"),
            ("phrhth", "p~r~t~"), ("c h", "c h"), ("", ""),
        ])
    func keys(folded: String, key: String) {
        #expect(NameOrder.welsh(folded) == key)
    }

    @Test("The stretches of a begun word hold the names that begin with it, and nobody else", arguments: Language.allCases)
    func stretches(language: Language) {
        let letters = ["c", "d", "f", "g", "h", "l", "n", "p", "r", "t", "a", "ж"]
        let two = letters.flatMap { first in ([""] + letters).map { first + $0 } }
        let words = two + two.flatMap { first in letters.map { first + $0 } }
        let keys = words.map { ($0, language == .welsh ? NameOrder.welsh($0) : $0) }
        for word in two {
            let stretches = NameOrder.stretches(beginning: word, language)
            let found = keys.filter { _, key in stretches.contains { $0.from <= key && key < $0.below } }.map(\.0)
            #expect(found == words.filter { $0.hasPrefix(word) }, "\(word)")
            #expect(stretches.count == 1 || stretches[0].below <= stretches[1].from, "\(word)")
        }
    }

    @Test("Each list in the order of its own language; equal names stay as they are")
    func lists() {
        let areas = Area.allCases
        #expect(
            areas.inOrder(.english, by: \.name).map(\.name.en) == [
                "Dyfed-Powys", "Gwent", "North Wales", "South Wales", "Wales",
            ])
        #expect(
            areas.inOrder(.welsh, by: \.name).map(\.name.cy) == ["Cymru", "De Cymru", "Dyfed-Powys", "Gogledd Cymru", "Gwent"])
        #expect([1, 2, 3].inOrder(.welsh) { _ in Text(same: "a") } == [1, 2, 3])
        #expect(Text.listed([Area.southWales.name, Area.wales.name]) == Text(en: "South Wales, Wales", cy: "Cymru, De Cymru"))
    }
}
