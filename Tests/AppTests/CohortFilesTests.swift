import Domain
import Foundation
import Support
import Synchronization
import Testing

@testable import App

@Suite("Files of scores")
struct CohortFilesTests {
    private func scored(_ text: String, profile: String = "hmpps", pieces size: Int = 7) throws -> [String] {
        var file = RiskFile(offences: try World.reference.get().offences, profile: profile)
        var reader = DelimitedReader(encoding: .utf8, delimiter: .comma)
        var out = ""
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: size) {
            out += try file.lines(reader.read(bytes[start..<min(start + size, bytes.count)]))
        }
        out += try file.lines(reader.finish())
        return out.components("\r\n").filter { !$0.isEmpty }
    }

    static let header = "id,sex,date_of_birth,conviction_date,followup_date,age_at_first_sanction,total_sanctions,offence_code"

    @Test("A bad row gets its errors and the rest go on, in the same order")
    func rows() throws {
        let lines = try scored(
            Self.header
                + "\n\"a, \"\"1\"\"\",M,1974-10-17,2022-09-19,2022-09-20,47,1,02803\nb,M,1974-10-17,2022-09-19,2022-09-20\n"
                + "=c,X,1974-10-17,2022-09-19,2022-09-20,47,1,02803\nd,F,1968-08-23,2020-01-06,2020-01-20,51,1,04400")
        #expect(lines[0] == Self.header + ",probability_1y,probability_2y,percent_1y,percent_2y,band,errors")
        #expect(lines[1] == "\"a, \"\"1\"\"\",M,1974-10-17,2022-09-19,2022-09-20,47,1,02803,0.048535344,0.094784232,5,9,LOW,")
        #expect(lines[2] == "b,M,1974-10-17,2022-09-19,2022-09-20,,,,,,,,,WRONG_NUMBER_OF_FIELDS")
        #expect(lines[3].hasPrefix("'=c,") && lines[3].hasSuffix(",SEX_NOT_READABLE"))
        #expect(lines[4].hasSuffix("0.041458884,0.081542576,4,8,LOW,"))
    }

    @Test("--profile counts for rows that name none")
    func profile() throws {
        let row = "M,1974-10-17,2022-09-19,2022-09-20,47,1,02803"
        let plain =
            "sex,date_of_birth,conviction_date,followup_date,age_at_first_sanction,total_sanctions,offence_code\n\(row)\n"
        let named = "profile," + plain.components("\n")[0]
        let published = try scored(plain, profile: "published")[1]
        #expect(published != (try scored(plain))[1])
        #expect(try scored("\(named)\n,\(row)\n", profile: "published")[1] == "," + published)
        #expect(try scored("\(named)\nhmpps,\(row)\n", profile: "published")[1] == "hmpps," + (try scored(plain))[1])
        #expect(throws: OGRS3HeaderRefusal.self) { try scored("a,b\n1,2\n") }
    }

    @Test("Every record of a force, probation or prison has a line with the person’s figures", arguments: Engine.available)
    func proposals(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            let people = try await CohortPeople.make(world)
            try await world.score()
            let written = Mutex("")
            let export = ProposalExport(site: world.site, actor: .command("carfan export proposals"))
            let (round, count) = try await export.write(asOf: nil) { text in written.withLock { $0 += text } }
            let lines = written.withLock { $0 }.components("\r\n").filter { !$0.isEmpty }
            #expect(lines[0] == "agency,local_reference,ogrs3_1y,ogrs3_2y,proposal,marking")
            #expect(count == 9 && lines.count == 10 && round.name == "March panels")
            #expect(
                lines.contains {
                    $0.hasPrefix("gwent-police,G2000001,") && $0.hasSuffix(",FIXED-1,OFFICIAL-SENSITIVE [PERSONAL]")
                })
            #expect(lines.contains("gwent-police,G2000005,,,UNSCORED,OFFICIAL-SENSITIVE [PERSONAL]"))
            let figures = lines.filter { $0.contains("E200008") || $0.contains("G2000008") }.map {
                $0.components(",").suffix(4).joined()
            }
            #expect(figures.count == 2 && figures[0] == figures[1])
            let entry = try #require(try await world.casework().last)
            #expect(entry.kind == .disclosure && entry.subjects.contains(people.mostyn))
            await #expect(throws: RoundRefusal.self) { try await export.write(asOf: Day(iso: "2020-01-01")) { _ in } }
        }
    }
}
