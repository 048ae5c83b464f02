import Domain
import Testing

@testable import App

@Suite("Agencies, areas and probation units stand as wales-bodies.csv has them")
struct BodiesTests {
    private struct Body {
        let code: String
        let name: Text
        let parent: String
    }

    private static func rows(_ kind: String) throws -> [Body] {
        try Reference.rows("wales-bodies.csv").filter { $0[0] == kind }.map {
            Body(code: $0[1], name: Text(en: $0[2], cy: $0[3]), parent: $0[4])
        }
    }

    @Test func country() throws {
        let country = try #require(try Self.rows("country").first)
        #expect(Area.wales.rawValue == country.code && Area.wales.name == country.name)
    }

    @Test("Each force has its agency, under the same names, in the area that bears its code")
    func forces() throws {
        let forces = try Self.rows("police_force")
        let agencies = Agency.all.filter { $0.kind == .police && $0.area != .wales }
        #expect(forces.count == agencies.count && forces.count == Area.panels.count)
        for force in forces {
            let agency = try #require(agencies.first { $0.name == force.name }, "\(force.name.en)")
            #expect(agency.area.rawValue == force.code && force.parent == Area.wales.rawValue)
            #expect(force.name.en == "\(agency.area.name.en) Police" && force.name.cy == "Heddlu \(agency.area.name.cy)")
        }
    }

    @Test func probation() throws {
        let region = try #require(try Self.rows("probation_region").first)
        #expect(Agency.find("probation")?.name == region.name && Agency.find("probation")?.area == .wales)
    }

    @Test("Each probation unit lies in the force area of its local authorities")
    func units() throws {
        let units = try Self.rows("probation_delivery_unit").map(\.code)
        #expect(Set(units) == Set(ProbationUnits.areas.keys))
        let forces = Dictionary(uniqueKeysWithValues: try Self.rows("local_authority").map { ($0.code, $0.parent) })
        let relations = try Self.rows("map_la_probation_delivery_unit")
        #expect(relations.count == forces.count && Set(relations.map(\.parent)) == Set(units))
        for relation in relations {
            #expect(ProbationUnits.areas[relation.parent]?.rawValue == forces[relation.code], "\(relation.name.en)")
        }
    }
}
