import Domain
import Store

/// How much leaves when a record is unlinked.
enum UnlinkExtent: String, Sendable, CaseIterable {
    /// The record, with all that came to the person together with it.
    case whole
    /// The record alone.
    case record
}

/// By whom the records of a person came here: the people who were combined with this one.
struct RecordOrigins {
    private let file: CaseFile
    /// Of each record that came by a combination that still stands, the person it belonged to.
    private let former: [Int64: Int64]

    init(_ connection: any Connection, _ file: CaseFile) throws {
        self.file = file
        let rows = try connection.query(
            """
            SELECT l.record_id, l.person_id FROM record_link l JOIN record r ON r.id = l.record_id
            JOIN person g ON g.id = l.person_id AND g.combined_with = \(file.person.id)
            WHERE r.person_id = \(file.person.id) AND l.id = (
              SELECT MAX(m.id) FROM record_link m WHERE m.record_id = l.record_id AND m.ended_at IS NOT NULL)
            """)
        former = Dictionary(
            try rows.map { (try $0.get("record_id"), try $0.get("person_id")) }, uniquingKeysWith: { first, _ in first })
    }

    /// Records beside those of the PNC that came together with this one, when others would stay.
    func companions(of record: Int64) -> [CaseRecord] {
        guard let person = former[record] else { return [] }
        let came = file.own.filter { former[$0.id] == person }
        return came.count == file.own.count ? [] : came.filter { $0.id != record }
    }

    /// The person of whom these records are all that came, nobody else's among them.
    func whole(_ records: [CaseRecord]) -> Int64? {
        guard let person = records.first.flatMap({ former[$0.id] }), records.allSatisfy({ former[$0.id] == person }),
            file.own.count(where: { former[$0.id] == person }) == records.count
        else { return nil }
        return person
    }

    func came(_ record: CaseRecord, from person: Int64) -> Bool { former[record.id] == person }
}

/// Which records of a person leave, which stay, and which of the two parts goes back to a number that it had.
struct RecordParting {
    let person: Int64
    let leaving: [Int64]
    let staying: [Int64]
    /// The person who was combined with this one by the link that is undone; nil when a new person begins.
    let home: Int64?
    /// Those of `leaving` or `staying` that get the other number.
    let moving: [Int64]
    /// Each of the one part with each of the other, without records of the PNC.
    let pairs: [(Int64, Int64)]

    /// Throws `NotFound` when the record is not here or nothing would stay.
    init(_ connection: any Connection, _ file: CaseFile, _ record: Int64, _ extent: UnlinkExtent?) throws {
        let origins = try RecordOrigins(connection, file)
        guard file.own.contains(where: { $0.id == record }), file.own.count > 1 else { throw NotFound() }
        let companions = origins.companions(of: record).map(\.id)
        if !companions.isEmpty, extent == nil { throw Invalid([RecordParting.extentMissing]) }
        let chosen = Set([record] + (extent == .whole ? companions : []))
        let parts = (gone: file.own.filter { chosen.contains($0.id) }, kept: file.own.filter { !chosen.contains($0.id) })
        let (goneHome, keptHome) = (origins.whole(parts.gone), origins.whole(parts.kept))
        let following = file.records.filter { pnc in
            guard pnc.kind == "pnc" else { return false }
            let (named, needed) = (parts.gone.contains { $0.names(pnc) }, parts.kept.contains { $0.names(pnc) })
            if let goneHome, origins.came(pnc, from: goneHome) { return true }
            if goneHome == nil, let keptHome { return !origins.came(pnc, from: keptHome) && (named || !needed) }
            return named && !needed
        }
        person = file.person.id
        leaving = (parts.gone + following).map(\.id).sorted()
        let left = Set(leaving)
        staying = file.records.map(\.id).filter { !left.contains($0) }.sorted()
        home = goneHome ?? keptHome
        moving = goneHome == nil && keptHome != nil ? staying : leaving
        pairs = parts.gone.flatMap { one in parts.kept.map { (one.id, $0.id) } }
    }

    private static let extentMissing = Problem(
        "extent", Text(en: "Say whether the other records go as well", cy: "Dywedwch a yw’r cofnodion eraill yn mynd hefyd"))
}
