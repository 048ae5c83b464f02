import Domain
import Testing

@Suite("Profiles, and files that are not theirs")
struct ImportProfileTests {
    @Test(arguments: ImportKind.allCases)
    func right(kind: ImportKind) throws {
        let profile = try ImportSample.profile(kind)
        #expect(profile.kind == kind)
        #expect(profile.id.hasSuffix("/\(kind.rawValue)"))
    }

    @Test("All that is wrong is said at once, in both languages")
    func problems() {
        var draft = ImportSample.draft(.nominals)
        draft.agency = "gwent"
        draft.version = "0"
        draft.encoding = "latin"
        draft.delimiter = ";"
        draft.dates = "DD/MM"
        draft.datesOf = ["sex": "DD/MM/YYYY", "last_updated": "HH"]
        draft.columns.removeAll { $0.meaning == "surname" }
        draft.columns += [.init("sex", ["OTHER"]), .init("arrested", ["A"]), .init("pnc", []), .init("town", ["A", " "])]
        draft.aliasForm = ""
        draft.careers = "whole"
        draft.separators = ["aliases": ""]
        draft.codes = ["sex": ["M": "man"], "town": [:]]
        let invalid = #expect(throws: Invalid.self) { try ImportProfile(draft) }
        let fields = Set(invalid?.problems.map(\.field) ?? [])
        #expect(
            fields == [
                "agency", "version", "encoding", "delimiter", "dates", "dates_of.sex", "dates_of.last_updated", "columns",
                "columns.surname", "columns.sex", "columns.arrested", "columns.pnc", "columns.town", "alias_form",
                "careers",
                "separators.aliases", "separators.markers", "codes.sex.M", "codes.town",
            ])
        #expect(invalid?.problems.allSatisfy { $0.message.en != $0.message.cy } == true)
    }

    @Test func nameInOneOrTwo() {
        var draft = ImportSample.draft(.releases)
        draft.columns.append(.init("name", ["Name"]))
        #expect(throws: Invalid.self) { try ImportProfile(draft) }
    }

    @Test func arrestNeedsTime() {
        var draft = ImportSample.draft(.custody)
        draft.datesOf = [:]
        #expect(throws: Invalid.self) { try ImportProfile(draft) }
    }

    private func refusal(_ text: String, _ kind: ImportKind = .custody) throws -> FileRefusal? {
        let profiles = try ImportKind.allCases.map { try ImportSample.profile($0) }
        var semicolons = ImportSample.draft(.releases)
        semicolons.agency = "probation"
        semicolons.delimiter = "semicolon"
        let others = profiles + [try ImportProfile(semicolons)]
        var reading = FileReading(
            try ImportSample.profile(kind), asOf: ImportSample.asOf, checks: ImportSample.checks, others: others)
        do throws(FileRefusal) {
            _ = try reading.read(Array(text.utf8))
            _ = try reading.finish()
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: ["", "\n\r\n", "\u{FEFF}", "\u{FEFF}\n"])
    func empty(text: String) throws {
        #expect(try refusal(text) == .empty)
    }

    @Test func foreign() throws {
        #expect(try refusal("PK\u{3}\u{4}abcdefgh") == .notText(.zip))
        #expect(try refusal("%PDF-1") == .notText(.pdf))
    }

    @Test func headers() throws {
        let headers = try ImportSample.profile(.custody).headers
        #expect(try refusal(headers.joined(separator: ",")) == nil)
        #expect(try refusal(headers.reversed().joined(separator: ",")) == nil)
        #expect(try refusal(headers.map { " \($0) " }.joined(separator: ",") + "\n") == nil)
        guard
            case .wrongHeader(let mismatch) = try refusal((headers.dropFirst() + ["EXTRA", "STATION"]).joined(separator: ","))
        else {
            throw ImportSample.Unexpected()
        }
        #expect(mismatch.missing == ["REFERENCE"])
        #expect(mismatch.unexpected == ["EXTRA"])
        #expect(mismatch.repeated == ["STATION"])
        #expect(mismatch.fits == nil)
        #expect(mismatch.message.en.contains("missing: “REFERENCE”"))
    }

    @Test("Another agency’s file is recognised, also by another separator", arguments: [",", ";"])
    func anotherAgency(separator: String) throws {
        let text = try ImportSample.profile(.releases).headers.joined(separator: separator) + "\n"
        guard case .wrongHeader(let mismatch) = try refusal(text) else { throw ImportSample.Unexpected() }
        #expect(mismatch.fits?.id == (separator == "," ? "prison/releases" : "probation/releases"))
        #expect(mismatch.message.cy.contains("Mae hon yn edrych fel ffeil"))
    }

    @Test func incomplete() throws {
        let profile = try ImportSample.profile(.custody)
        var reading = FileReading(profile, asOf: ImportSample.asOf, checks: ImportSample.checks)
        let row = profile.headers.map { ImportSample.good(.custody)[ColumnMeaning(key: $0.lowercased()) ?? .name] ?? "" }
        let text = [profile.headers, row].map { CSVWriter.line($0) }.joined() + "CU2,\"cut"
        let rows = try reading.read(Array(text.utf8)) + reading.finish()
        #expect(rows.map(\.record.number) == [1, 2])
        #expect(rows.last?.reading == .refused(RowFinding(.unbalancedQuote)))
        #expect(!reading.isComplete)
        guard case .accepted = rows.first?.reading else { throw ImportSample.Unexpected() }
    }
}
