import Domain
import Store

/// Whom the offender harmed and who may be told what, as a victim liaison officer sees it.
struct CaseVictim: Sendable {
    /// What was kept, and by whom.
    struct Version: Sendable {
        let number: Int
        /// nil when its key is not there.
        let contact: VictimContact?
        let by: String
        let at: Instant
    }

    let id: Int64
    let owner: String
    let sight: PartSight
    /// The latest first; none unless it is open to the officer.
    let versions: [Version]

    var standing: Version? { versions.first }
    var ownerName: Text { Agency.name(of: owner) }
}

/// The person as victim or witness of something else.
struct CaseInvolvement: Sendable {
    let id: Int64
    let owner: String
    let sight: PartSight
    let involvement: Involvement?
    let by: String
    let at: Instant

    var ownerName: Text { Agency.name(of: owner) }
}

/// A case with its victims' part.
struct CaseVictims: Sendable {
    let file: CaseFile
    let victims: [CaseVictim]
    let involvements: [CaseInvolvement]
    /// Without a key nothing can be stored or read.
    let hasKey: Bool

    /// What was shown, for the journal.
    var records: [String] {
        victims.filter { $0.sight == .open }.map { "victim_contact:\($0.id)" }
            + involvements.filter { $0.sight == .open }.map { "involvement:\($0.id)" }
    }
}

extension CaseVictim {
    static func query(_ person: Int64) -> SQL {
        """
        SELECT c.id, c.owner, v.version, v.sealed, v.made_at, (SELECT o.name FROM officer o WHERE o.id = v.made_by) AS author
        FROM victim_contact c JOIN victim_contact_version v ON v.victim_contact_id = c.id
        WHERE c.person_id = \(person) ORDER BY c.id, v.version DESC
        """
    }

    /// - Parameter rows: of one contact, its latest version first.
    init(_ rows: [Row], _ officer: Officer, _ parts: PartSights, _ seal: VictimSeal?) throws {
        guard let first = rows.first else { throw StoreError.column("a victim’s contact has no version") }
        let id: Int64 = try first.get("id")
        (self.id, owner) = (id, try first.get("owner"))
        sight = AccessPolicy.sight(officer, VictimStore.item(of: owner), parts)
        guard sight == .open else {
            versions = []
            return
        }
        versions = try rows.map { row in
            let (number, sealed): (Int, [UInt8]) = (try row.get("version"), try row.get("sealed"))
            let text = seal?.open(sealed, for: VictimStore.name(id, number))
            return Version(
                number: number, contact: text.flatMap(VictimContact.init(json:)),
                by: try row.get("author", as: String?.self) ?? "", at: try row.get("made_at"))
        }
    }
}

extension CaseInvolvement {
    static func query(_ person: Int64) -> SQL {
        """
        SELECT n.id, n.owner, n.sealed, n.made_at, (SELECT o.name FROM officer o WHERE o.id = n.made_by) AS author
        FROM involvement n WHERE n.person_id = \(person) AND n.withdrawn_at IS NULL ORDER BY n.id DESC
        """
    }

    init(_ row: Row, _ officer: Officer, _ parts: PartSights, _ seal: VictimSeal?) throws {
        (id, owner) = (try row.get("id"), try row.get("owner"))
        sight = AccessPolicy.sight(officer, VictimStore.item(of: owner), parts)
        by = try row.get("author", as: String?.self) ?? ""
        at = try row.get("made_at")
        let text = sight == .open ? seal?.open(try row.get("sealed"), for: VictimStore.name(id)) : nil
        involvement = text.flatMap(Involvement.init(json:))
    }
}
