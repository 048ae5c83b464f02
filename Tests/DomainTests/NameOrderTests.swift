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
            ("Bangor", "Banwy", .welsh), ("Âl", "Ba", .welsh), ("De Cymru", "Dea", .welsh), ("Rhyl", "Sarn", .welsh),
        ])
    func pairs(before: String, after: String, language: Language) {
        let (left, right) = (NameOrder.key(before, language), NameOrder.key(after, language))
        #expect(left.lexicographicallyPrecedes(right) && !right.lexicographicallyPrecedes(left))
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
