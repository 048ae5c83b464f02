import Testing

@testable import Domain

@Suite("The sex as agencies write it, in English and Welsh")
struct LinkageSexTests {
    @Test(
        "Each form",
        arguments: [
            ("M", .male), ("m", .male), ("1", .male), ("Male", .male), ("MAN", .male), ("Boy", .male), ("Gwryw", .male),
            ("gwrywaidd", .male), ("Dyn", .male), ("bachgen", .male), ("F", .female), ("f", .female), ("W", .female),
            ("2", .female), ("FEMALE", .female), ("woman", .female), ("Girl", .female), ("Benyw", .female),
            ("benywaidd", .female), ("Menyw", .female), ("merch", .female), ("G", nil), ("B", nil), ("", nil), ("0", nil),
            ("9", nil), ("12", nil), ("Unknown", nil), ("Missing", nil), ("Given", nil), ("?", nil), ("Ffrancwr", nil),
        ] as [(String, MatchRecord.Sex?)])
    func forms(text: String, sex: MatchRecord.Sex?) {
        #expect(LinkageSex.read(text) == sex)
        var reading = LinkageReading(numbers: [])
        for _ in 0..<2 {
            var record = LinkageRecord()
            text.withBytes { reading.take($0, .sex, slot: 0, into: &record) }
            #expect(record.sex == (sex == .male ? 1 : sex == .female ? 2 : 0))
        }
    }
}
