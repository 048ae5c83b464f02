import Domain
import Foundation
import Testing

/// One line of a vector file, shown by its id.
struct VectorRow: Sendable, CustomTestStringConvertible {
    let fields: [String: String]

    subscript(_ name: String) -> String { fields[name] ?? "" }
    var testDescription: String { self["id"] }

    static func all(_ name: String) -> [VectorRow] {
        ((try? RuleFile(vectors: name).records) ?? []).map(VectorRow.init)
    }

    var inputs: OGRS3Inputs {
        OGRS3Inputs(
            sex: ScoringSex(rawValue: self["sex"]), dateOfBirth: Day(iso: self["date_of_birth"]),
            convictionDate: Day(iso: self["conviction_date"]), followupDate: Day(iso: self["followup_date"]),
            ageAtFirstSanction: Int(self["age_at_first_sanction"]), totalSanctions: Int(self["total_sanctions"]),
            offence: OGRS3Offence(code: self["offence_code"]))
    }

    func number(_ name: String) throws -> Double { try #require(Double(self[name])) }
}

@Suite("OGRS3 values (OGRS3 specification, sections 3 and 4)")
struct OGRS3VectorTests {
    @Test func thereAreVectors() {
        #expect(VectorRow.all("ogrs3-vectors.csv").count == 263)
        #expect(VectorRow.all("ogrs3-errors.csv").count == 20)
    }

    @Test(arguments: VectorRow.all("ogrs3-vectors.csv"))
    func vector(row: VectorRow) throws {
        let profile = try #require(OGRS3Profile(rawValue: row["profile"]))
        let score = try OGRS3.score(row.inputs, profile: profile, offences: OffenceTable.sample.get())
        #expect(score.group.code == row["offence_group"])
        #expect("\(score.ageAtConviction)" == row["exp_age_at_conviction"])
        #expect("\(score.ageAtFollowup)" == row["exp_age_at_followup"])
        for (name, value) in [
            ("exp_age_sex_term", score.terms.ageSex), ("exp_status_term", score.terms.status),
            ("exp_copas_term", score.terms.copas), ("exp_offence_term", score.terms.offence),
            ("exp_probability_1y", score.probabilityOneYear), ("exp_probability_2y", score.probabilityTwoYear),
        ] {
            #expect(abs(value - (try row.number(name))) < 1e-8, "\(name)")
        }
        #expect("\(score.percentOneYear)" == row["exp_percent_1y"])
        #expect("\(score.percentTwoYear)" == row["exp_percent_2y"])
        #expect(score.band.rawValue == row["exp_band"])
        #expect(
            score.parts.map(\.value) == [
                score.terms.ageSex, score.terms.status, score.terms.copas, score.terms.offence,
            ])
    }

    @Test("Faults, stage by stage (section 5)", arguments: VectorRow.all("ogrs3-errors.csv"))
    func fault(row: VectorRow) throws {
        let offences = try OffenceTable.sample.get()
        var names: [String] = []
        var fields: [String] = []
        do throws(OGRS3Faults) {
            _ = try OGRS3.score(row.inputs, offences: offences)
        } catch {
            names = error.list.map(\.kind.rawValue)
            fields = error.list.map { $0.fields.map(\.rawValue).joined(separator: "|") }
        }
        #expect(names.joined(separator: "|") == row["exp_errors"])
        #expect(fields.joined(separator: ";") == row["exp_fields"])
    }

    @Test("Stage 4: follow-up below ten, before the conviction")
    func followupBelowTen() throws {
        var inputs = try #require(VectorRow.all("ogrs3-vectors.csv").first).inputs
        let born = try #require(inputs.dateOfBirth)
        inputs.followupDate = born.adding(months: 120).adding(days: -1)
        let offences = try OffenceTable.sample.get()
        #expect(throws: OGRS3Faults.self) { try OGRS3.score(inputs, offences: offences) }
        inputs.followupDate = born.adding(months: 120)
        #expect(try OGRS3.score(inputs, offences: offences).ageAtFollowup == 10)
    }
}

@Suite("OGRS3 in words (OGRS3 specification, section 6)")
struct OGRS3WordsTests {
    @Test("Every fault, field, group and reading fault speaks both languages")
    func names() {
        let texts =
            OGRS3Fault.Kind.allCases.map(\.message) + OGRS3Field.allCases.map(\.name)
            + OGRS3Group.allCases.map(\.name) + OGRS3ReadingFault.allCases.map(\.message)
        for text in texts {
            #expect(!text.en.isEmpty && !text.cy.isEmpty && text.en != text.cy)
        }
        #expect(OGRS3Group.allCases.allSatisfy { OGRS3Group(code: $0.code) == $0 })
    }

    @Test(
        "Warnings: girls under 16, more than 51 sanctions, first sanction below 10",
        arguments: [
            ("F", "2010-06-01", "2026-05-31", 12, 2, 1), ("F", "2010-06-01", "2026-06-01", 12, 2, 0),
            ("M", "2010-06-01", "2026-05-31", 12, 2, 0), ("M", "1980-01-01", "2026-01-01", 12, 51, 0),
            ("M", "1980-01-01", "2026-01-01", 12, 52, 1), ("M", "1980-01-01", "2026-01-01", 9, 2, 1),
            ("M", "1980-01-01", "2026-01-01", 10, 2, 0),
        ])
    func warnings(sex: String, born: String, day: String, first: Int, total: Int, count: Int) throws {
        let inputs = OGRS3Inputs(
            sex: ScoringSex(rawValue: sex), dateOfBirth: Day(iso: born), convictionDate: Day(iso: day),
            followupDate: Day(iso: day), ageAtFirstSanction: first, totalSanctions: total,
            offence: OGRS3Offence(code: "02803"))
        #expect(try OGRS3.score(inputs, offences: OffenceTable.sample.get()).warnings.count == count)
    }
}
