import Domain
import Testing

@testable import App

@Suite("The shipped gateway matrix, as printed (assurance A2; to be confirmed by counsel)")
struct GatewayMatrixShippedTests {
    /// O: OMA s.14, C: CDA s.115, M: CJA s.325, P: policing, H: confidence, S: consent, V: vital interests, W: PCSC 2022.
    private static let letters: [Character: Gateway] = [
        "O": .offenderManagement, "C": .crimeAndDisorder, "M": .mappa, "P": .policing, "H": .confidence, "S": .consent,
        "V": .vitalInterests, "W": .seriousViolence,
    ]

    /// From (a line each) and to (a column each): police, probation, prison, council, health, charity, Youth Justice Board, youth
    /// offending team, Parole Board, tagging, contractor, fire.
    private static let printed: [SharingPurpose: String] = [
        .offenderManagement: """
        -   O   O   P   P   PS  -   -   -   -   -   -
        O   O   O   O   -   S   O   -   O   O   O   -
        O   O   O   O   -   S   O   -   O   O   O   -
        -   O   O   -   -   S   -   -   -   -   -   -
        H   H   H   H   H   HS  H   H   H   H   H   H
        S   S   S   S   S   S   S   S   S   S   S   S
        -   O   O   -   -   S   -   -   -   -   -   -
        -   -   -   -   -   S   -   -   -   -   -   -
        -   O   O   -   -   S   -   -   -   -   -   -
        -   O   O   -   -   S   -   -   -   -   -   -
        -   O   O   -   -   S   -   -   -   -   -   -
        -   -   -   -   -   S   -   -   -   -   -   -
        """,
        .crimePrevention: """
        C   C   -   CP  CP  P   -   -   -   -   -   -
        C   C   -   C   C   -   -   -   -   -   -   -
        C   C   -   C   C   -   -   -   -   -   -   -
        C   C   -   C   C   -   -   -   -   -   -   -
        CH  CH  H   CH  CH  H   H   H   H   H   H   H
        C   C   -   C   C   -   -   -   -   -   -   -
        C   C   -   C   C   -   -   -   -   -   -   -
        C   C   -   C   C   -   -   -   -   -   -   -
        C   C   -   C   C   -   -   -   -   -   -   -
        C   C   -   C   C   -   -   -   -   -   -   -
        C   C   -   C   C   -   -   -   -   -   -   -
        C   C   -   C   C   -   -   -   -   -   -   -
        """,
        .mappa: """
        M   M   M   M   M   -   -   M   -   M   -   -
        M   M   M   M   M   -   -   M   -   M   -   -
        M   M   M   M   M   -   -   M   -   M   -   -
        M   M   M   M   M   -   -   M   -   M   -   -
        MH  MH  MH  MH  MH  H   H   MH  H   MH  H   H
        -   -   -   -   -   -   -   -   -   -   -   -
        -   -   -   -   -   -   -   -   -   -   -   -
        M   M   M   M   M   -   -   M   -   M   -   -
        -   -   -   -   -   -   -   -   -   -   -   -
        M   M   M   M   M   -   -   M   -   M   -   -
        -   -   -   -   -   -   -   -   -   -   -   -
        -   -   -   -   -   -   -   -   -   -   -   -
        """,
        .support: """
        S   OS  OS  S   S   S   -   -   -   -   -   -
        OS  OS  OS  OS  S   S   O   -   O   O   O   -
        OS  OS  OS  OS  S   S   O   -   O   O   O   -
        S   OS  OS  S   S   S   -   -   -   -   -   -
        HS  HS  HS  HS  HS  HS  H   H   H   H   H   H
        S   S   S   S   S   S   S   S   S   S   S   S
        S   OS  OS  S   S   S   -   -   -   -   -   -
        S   S   S   S   S   S   -   -   -   -   -   -
        S   OS  OS  S   S   S   -   -   -   -   -   -
        S   OS  OS  S   S   S   -   -   -   -   -   -
        S   OS  OS  S   S   S   -   -   -   -   -   -
        S   S   S   S   S   S   -   -   -   -   -   -
        """,
        .protection: """
        C   C   -   CP  CP  PV  -   -   -   -   -   -
        C   C   -   C   C   V   -   -   -   -   -   -
        C   C   -   C   C   V   -   -   -   -   -   -
        C   C   -   C   C   V   -   -   -   -   -   -
        CH  CH  H   CH  CH  HV  H   H   H   H   H   H
        CSV CSV SV  CSV CSV SV  SV  SV  SV  SV  SV  SV
        C   C   -   C   C   V   -   -   -   -   -   -
        C   C   -   C   C   V   -   -   -   -   -   -
        C   C   -   C   C   V   -   -   -   -   -   -
        C   C   -   C   C   V   -   -   -   -   -   -
        C   C   -   C   C   V   -   -   -   -   -   -
        C   C   -   C   C   V   -   -   -   -   -   -
        """,
        .seriousViolence: """
        W   W   -   W   W   -   -   W   -   -   -   W
        W   W   -   W   W   -   -   W   -   -   -   W
        -   -   -   -   -   -   -   -   -   -   -   -
        W   W   -   W   W   -   -   W   -   -   -   W
        HW  HW  H   HW  HW  H   H   HW  H   H   H   HW
        -   -   -   -   -   -   -   -   -   -   -   -
        -   -   -   -   -   -   -   -   -   -   -   -
        W   W   -   W   W   -   -   W   -   -   -   W
        -   -   -   -   -   -   -   -   -   -   -   -
        -   -   -   -   -   -   -   -   -   -   -   -
        -   -   -   -   -   -   -   -   -   -   -   -
        W   W   -   W   W   -   -   W   -   -   -   W
        """,
    ]

    @Test("All ordered pairs of bodies for every purpose", arguments: SharingPurpose.allCases)
    func pairs(_ purpose: SharingPurpose) throws {
        let matrix = try World.reference.get().gateways
        let lines = try #require(Self.printed[purpose]).components("\n").map { $0.components(" ").filter { !$0.isEmpty } }
        #expect(lines.count == SharingBody.allCases.count)
        for (from, line) in zip(SharingBody.allCases, lines) {
            #expect(line.count == SharingBody.allCases.count)
            for (to, cell) in zip(SharingBody.allCases, line) {
                let found = matrix.gateways(from: from, to: to, purpose: purpose, on: London.day(of: World.start))
                #expect(Set(found.map(\.gateway)) == Set(cell.compactMap { Self.letters[$0] }), "\(from) → \(to), \(purpose)")
                if to == .voluntary { #expect(found.allSatisfy { $0.needs.contains(.vettedWorker) }, "\(from) → \(to)") }
                if from == .health { #expect(found.allSatisfy { $0.needs.contains(.authoriser) }, "\(from) → \(to)") }
            }
        }
    }

    @Test func everyRowSaysWhereItIsFrom() throws {
        let matrix = try World.reference.get().gateways
        #expect(matrix.rows.count == 12)
        for row in matrix.rows {
            #expect(
                !row.source.isEmpty && ["read", "known", "proposed"].contains(row.strength) && !row.note.en.isEmpty
                    && !row.note.cy.isEmpty)
            #expect(row.strength != "read" || row.gateway.isConfirmed, "\(row.gateway)")
        }
    }

    @Test("Before its day the matrix allows nothing")
    func before() throws {
        let matrix = try World.reference.get().gateways
        let day = try #require(Day(iso: "2025-12-31"))
        #expect(matrix.gateways(from: .police, to: .council, purpose: .support, on: day).isEmpty)
        #expect(!matrix.gateways(from: .police, to: .council, purpose: .support, on: day.adding(days: 1)).isEmpty)
    }
}
