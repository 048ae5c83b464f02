import Domain
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Store
import Support

@testable import App

/// A coordinator at the browser, who sends files in.
struct ImportDesk {
    let world: World
    let client: any TestClientProtocol
    private let cookie: String
    let csrf: String
    var language = Language.english
    let officer: Int64

    /// - Parameter everywhere: the coordinator of all of Wales; else of Gwent.
    init(_ world: World, _ client: any TestClientProtocol, as named: Named = .carys, everywhere: Bool = false) async throws {
        self.world = world
        self.client = client
        if everywhere {
            let id = try world.officer(named).id
            try await world.site.database.write {
                try $0.execute("UPDATE officer SET areas = \(Area.wales.rawValue) WHERE id = \(id)")
            }
        }
        officer = try world.officer(named).id
        (cookie, csrf) = try await world.signedIn(as: named)
    }

    func get(_ path: String) async throws -> Seen {
        try await send(.get, path, [:], nil)
    }

    func post(_ path: String, _ fields: [(String, String)] = []) async throws -> Seen {
        let body = (fields + [("csrf", csrf)]).map { "\(Path.encoded($0.0))=\(Path.encoded($0.1))" }.joined(separator: "&")
        return try await send(.post, path, [.contentType: "application/x-www-form-urlencoded"], ByteBuffer(string: body))
    }

    /// Sends a form with a file, as a browser writes it.
    func upload(
        _ bytes: [UInt8], to path: String = "/imports", field: String = "file", name: String = "nominals.csv",
        profile: String = "gwent-police/nominals", day: String = "2026-03-01", token: String? = nil,
        more: [(String, String)] = [], own: Bool = true
    ) async throws -> Seen {
        let parts = day.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        let fields =
            more + [
                ("csrf", token ?? csrf), ("profile", profile), ("as_of-day", parts[2]), ("as_of-month", parts[1]),
                ("as_of-year", parts[0]),
            ]
        var body = ByteBuffer()
        for (key, value) in fields {
            body.writeString("--edge7\r\nContent-Disposition: form-data; name=\"\(key)\"\r\n\r\n\(value)\r\n")
        }
        body.writeString(
            "--edge7\r\nContent-Disposition: form-data; name=\"\(field)\"; filename=\"\(name)\"\r\nContent-Type: text/csv\r\n\r\n"
        )
        body.writeBytes(bytes)
        body.writeString("\r\n--edge7--\r\n")
        return try await send(.post, path, [.contentType: "multipart/form-data; boundary=edge7"], body, own: own)
    }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: ByteBuffer?, own: Bool = true
    ) async throws -> Seen {
        var headers = headers
        headers[.cookie] = cookie
        headers[.acceptLanguage] = language.rawValue
        if body != nil, own { headers[.origin] = "http://localhost" }
        let response = try await client.executeRequest(uri: path, method: method, headers: headers, body: body)
        return Seen(status: response.status, headers: response.headers, html: String(buffer: response.body))
    }

    /// Runs the plan and waits for its end.
    func run(_ file: Int64) async throws -> ImportFile {
        let answer = try await post("/imports/\(file)/run")
        guard answer.status == .seeOther else { throw NotFound() }
        return try await ended(file)
    }

    func ended(_ id: Int64) async throws -> ImportFile {
        await world.site.background.finished()
        return try await ImportFiles(site: world.site).find(id)
    }
}

/// Small files of Gwent Police.
enum GwentFile {
    static let header =
        "NominalRef,Surname,Forename1,Forename2,Aliases,DOB,Sex,EthnicityCode,PNCID,CRO,Address1,Address2,Town,Postcode,Warnings,LastUpdated"

    static func row(
        _ reference: String, _ surname: String, _ forename: String = "Gwenllian", born: String = "04/05/1990",
        town: String = "Brynmawr",
        updated: String = "01/02/2026 10:00"
    ) -> String {
        "\(reference),\(surname),\(forename),,,\(born),F,W1,,,1 Stryd Fawr,,\(town),NP23 4AB,,\(updated)"
    }

    static func bytes(_ rows: [String]) -> [UInt8] {
        Array(([header] + rows).joined(separator: "\r\n").utf8) + [13, 10]
    }

    /// Two arrests of people whom `nominals` may bring.
    static let custody = Array(
        """
        CustodyRef,NominalRef,ArrestDateTime,Station,OffenceCode,Offence,Disposal,DisposalDate
        CU2025/000001,G0000001,12/04/2025 14:05,Newport Central,045/10,Theft from motor vehicle,Charged,26/04/2025
        CU2025/000002,G0000002,14/04/2025 16:02,Ystrad Mynach,045/10,Theft from motor vehicle,Charged,25/05/2025

        """.utf8)

    /// Different people, many of them: no two share a name or a birthday with another.
    static func many(_ count: Int) -> [UInt8] {
        bytes(
            (1...count).map { number in
                let day = Day(number: Int32(number * 7919 % 20_000)).short
                return row(
                    "G\(1_000_000 + number)", name(number, 3), name(number &+ 500_009, 2), born: numeric(number),
                    town: day)
            })
    }

    /// A name that is near to no other: neighbours differ in every syllable.
    private static func name(_ number: Int, _ syllables: Int) -> String {
        var mixed = UInt64(number) &* 0x9e37_79b9_7f4a_7c15
        return (0..<syllables).reduce(into: "") { name, _ in
            mixed = (mixed ^ (mixed >> 31)) &* 0xff51_afd7_ed55_8ccd
            name += ["b", "c", "d", "g", "l", "m", "n", "p", "r", "s", "t", "w"][Int(mixed >> 40) % 12]
            name += ["a", "e", "i", "o", "y", "aw", "ei"][Int(mixed >> 20) % 7]
            name += ["n", "r", "s", "l", "dd", "ch"][Int(mixed >> 10) % 6]
        }.capitalized
    }

    private static func numeric(_ number: Int) -> String {
        let iso = Day(number: Int32(number * 7919 % 20_000)).iso.split(separator: "-")
        return "\(iso[2])/\(iso[1])/\(iso[0])"
    }
}

extension Site {
    func count(_ sql: SQL) async throws -> Int {
        try await database.read { try $0.value(sql) ?? -1 }
    }
}

extension ImportPlanning {
    /// A whole file, planned without a browser.
    static func plan(
        _ bytes: [UInt8], _ site: Site, profile: String = "gwent-police/nominals",
        asOf: Day? = Day(year: 2026, month: 3, day: 1)
    ) async throws -> ImportFile {
        let profiles = try await Profiles(site: site).all()
        let profile = try await Profiles(site: site).find(profile)
        var planning = try await ImportPlanning(
            site, .command("test"), profile, name: "test.csv", asOf: asOf ?? site.today, others: profiles)
        for start in stride(from: 0, to: bytes.count, by: 65_536) {
            try await planning.take(Array(bytes[start..<min(start + 65_536, bytes.count)]))
        }
        return try await planning.finish()
    }
}

extension ImportRunning {
    static func whole(_ file: ImportFile, _ site: Site) async throws -> ImportFile {
        let profile = try await Profiles(site: site).find(file.profile, version: file.profileVersion)
        return try await ImportRunning(site: site, actor: .command("test"), profile: profile).run(file.id)
    }
}
