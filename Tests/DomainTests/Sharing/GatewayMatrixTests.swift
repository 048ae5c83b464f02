import Testing

@testable import Domain

@Suite("The gateway matrix is dated data (assurance A2)")
struct GatewayMatrixRowTests {
    private static let header = Array(repeating: "", count: 11)

    private static func row(_ change: (inout [String]) -> Void = { _ in }) -> [String] {
        var row = ["2026-01-01", "2026-06-30", "police", "council", "support", "consent", "", "a", "b", "c", "proposed"]
        change(&row)
        return row
    }

    @Test(
        "A row holds from its first day to its last",
        arguments: [
            ("2025-12-31", false), ("2026-01-01", true), ("2026-06-30", true), ("2026-07-01", false),
        ])
    func dated(_ day: String, _ holds: Bool) throws {
        let matrix = try GatewayMatrix(rows: [Self.header, Self.row()])
        let found = matrix.gateways(from: .police, to: .council, purpose: .support, on: Day(iso: day) ?? Day(number: 0))
        #expect(found.map(\.gateway) == (holds ? [.consent] : []))
    }

    @Test func whatStandsInNoRowIsDenied() {
        for from in SharingBody.allCases {
            for to in SharingBody.allCases {
                for purpose in SharingPurpose.allCases {
                    #expect(GatewayMatrix.none.gateways(from: from, to: to, purpose: purpose, on: SharingFixture.today).isEmpty)
                }
            }
        }
    }

    @Test(
        "A row that cannot be read is named",
        arguments: [
            (0, "since"), (1, "until"), (2, "from"), (3, "to"), (4, "purposes"), (5, "gateway"), (6, "needs"),
        ])
    func faults(_ column: Int, _ name: String) {
        let rows = [Self.header, Self.row { $0[column] = "?" }]
        #expect(throws: GatewayRowFault(row: 2, column: name)) { try GatewayMatrix(rows: rows) }
    }

    @Test func everyBodyOfCarfanHasItsPlace() {
        #expect(AgencyKind.allCases.map(SharingBody.init).map(\.rawValue) == AgencyKind.allCases.map(\.rawValue))
    }
}
