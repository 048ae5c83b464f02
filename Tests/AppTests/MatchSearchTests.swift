import Domain
import Testing

@testable import App

@Suite("The search for those that one record may belong with")
struct MatchSearchTests {
    /// Records as they are met: by their numbers, and what is told of each.
    private struct World {
        let probe: MatchProbe
        let others: [MatchProbe]

        init(_ count: Int) throws {
            var table = MatchTable()
            let towns = ["Brynmawr", "Blaina", "Tredegar"]
            let days = (0..<count).map { Day(number: Int32($0 % 40)) }
            let subjects = ([Day(number: 5)] + days).enumerated().map { place, born in
                table.read(
                    MatchRecord(
                        number: Int64(place), agency: "gwent-police", kind: .nominal,
                        names: [PersonName(family: "Smith", forenames: place % 7 == 1 ? "Jon" : "John")], born: born,
                        sex: place % 5 == 1 ? nil : .male, address: "1 High Street, \(towns[place % 3])"))
            }
            let probes = table.probes(subjects, try LinkageVersions.shipped())
            probe = probes[0]
            others = Array(probes.dropFirst())
        }
    }

    @Test(
        "Each once, the likeliest where they are too many, in whatever order and however often they are met",
        arguments: [150, 5_000])
    func likeliest(_ count: Int) throws {
        let world = try World(count)
        var reaches: [Int64: Double] = [:]
        for (place, other) in world.others.enumerated() {
            // Every hundredth shares a number.
            let reach = place % 100 == 0 ? .infinity : world.probe.reach(other.signature)
            if let reach { reaches[Int64(place + 1)] = reach }
        }
        let wanted = reaches.sorted { ($0.value, $0.key) > ($1.value, $1.key) }.prefix(MatchCandidates.most).map(\.key)
        #expect(wanted.count > 100)
        var dice = SystemRandomNumberGenerator()
        var search = MatchSearch(world.probe)
        for _ in 0..<3 {
            for place in world.others.indices.shuffled(using: &dice) {
                search.meet(Int64(place + 1), world.others[place].signature)
                if place % 100 == 0 { search.meet(Int64(place + 1), nil) }
                search.meet(0, nil)
            }
        }
        let found = search.found(besides: 0)
        #expect(Set(found.records) == Set(wanted) && found.records.count == wanted.count)
        #expect(found.isCrowded == (reaches.count > MatchCandidates.most))
    }

    @Test("Of a block of very many some are looked at, of the next block again, and it is said; a shared number always counts")
    func blocks() throws {
        let world = try World(3)
        var search = MatchSearch(world.probe)
        for record in 1...Int64(MatchSearch.mostLooks) { search.meet(record, Self.stranger.signature) }
        #expect(search.found(besides: 0).records.isEmpty && !search.found(besides: 0).isCrowded)
        search.meet(1_000_000, world.probe.signature)
        search.meet(2_000_000, nil)
        #expect(search.found(besides: 0).records == [2_000_000] && search.found(besides: 0).isCrowded)
        search.beginBlock()
        search.meet(1_000_000, world.probe.signature)
        #expect(Set(search.found(besides: 0).records) == [1_000_000, 2_000_000])
    }

    /// Somebody who cannot be meant.
    private static let stranger: MatchProbe = {
        var table = MatchTable()
        let subject = table.read(
            MatchRecord(
                number: 1, agency: "gwent-police", kind: .nominal, names: [PersonName(family: "Kowalska", forenames: "Zofia")],
                born: Day(number: 9_000), sex: .female))
        guard let version = try? LinkageVersions.shipped() else { preconditionFailure("no model ships") }
        return table.probes([subject], version)[0]
    }()

    @Test("Those who were placed before are found by a key, and by a number whatever else they say")
    func placed() throws {
        let world = try World(3)
        var placed = MatchPlaced()
        placed.add(7, world.others[0], of: 1)
        placed.add(8, world.others[1], of: 2)
        let found = placed.sharing(world.others[0], with: 7)
        #expect(found.records == [8] && !found.isCrowded)
        #expect(Set(placed.sharing(world.others[0], with: 0).records) == [7, 8])
    }

    @Test("Very many who are told by one signature are looked at once; the last of them are met, and whose they are is known")
    func alike() throws {
        let world = try World(2)
        let probe = world.others[0]
        var placed = MatchPlaced()
        let count = Int64(MatchSearch.mostLooks + 50)
        for record in (1...count).reversed() { placed.add(record, probe, of: record % 2) }
        let found = placed.sharing(probe, with: 0)
        #expect(!found.isCut && found.isCrowded)
        #expect(found.records.sorted() == Array(count - Int64(MatchCandidates.most) + 1...count))
        #expect(placed.areAll(probe) { $0 < 2 } && !placed.areAll(probe) { $0 < 1 })
        placed.add(count + 1, Self.stranger, of: 7)
        #expect(placed.areAll(probe) { $0 < 2 })
    }
}
