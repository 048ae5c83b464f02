import Domain
import Store

/// Whom a person must not be confused with: somebody decided that a record of the one and a record of the other are of different people.
struct LookAlikes: Sendable {
    struct One: Sendable {
        let person: Int64
        let name: PersonName
        let dateOfBirth: Day?
    }

    /// Those whose case the officer may open too.
    let open: [One]
    /// There is one whose case is not open to them, of which they may know.
    let isElsewhere: Bool

    static let none = LookAlikes(open: [], isElsewhere: false)

    var people: [Int64] { open.map(\.person) }

    /// One question, whoever the others are: of a case that is hidden from the officer nothing comes back.
    static func of(_ connection: any Connection, _ viewer: Viewer, _ person: Int64) throws -> LookAlikes {
        let told: SQL = viewer.officer.role.worksWithCases ? PeopleAccess.told(viewer, "p.id") : "1 = 0"
        let rows = try connection.query(
            """
            SELECT p.id, p.family, p.given, p.date_of_birth, CASE WHEN \(PeopleAccess.opens(viewer)) THEN 1 ELSE 0 END AS is_open
            FROM person p WHERE p.id <> \(person) AND p.id IN (
              SELECT o.person_id FROM record r JOIN match_lock k ON k.record_a = r.id JOIN record o ON o.id = k.record_b
              WHERE r.person_id = \(person)
              UNION SELECT o.person_id FROM record r JOIN match_lock k ON k.record_b = r.id JOIN record o ON o.id = k.record_a
              WHERE r.person_id = \(person))
            AND (\(PeopleAccess.opens(viewer)) OR \(told)) ORDER BY p.id
            """)
        let open = try rows.filter { try $0.get("is_open") }.map { row in
            One(
                person: try row.get("id"),
                name: PersonName(family: try row.get("family"), forenames: try row.get("given")),
                dateOfBirth: try row.get("date_of_birth"))
        }
        return LookAlikes(open: open, isElsewhere: open.count < rows.count)
    }

    /// Above the case; nil when there is nobody.
    var banner: HTML? {
        guard !open.isEmpty || isElsewhere else { return nil }
        let items: [HTML] = open.map { one in
            """
            <li><a href="\("/people/\(one.person)" as Path)">\(Text(en: "case \(one.person)", cy: "achos \(one.person)"))</a>: \
            \(one.name.display)\(one.dateOfBirth.map { day -> HTML in
                ", \(Text(en: "born", cy: "ganwyd")) \(day)"
            })</li>
            """
        }
        let named: HTML? =
            open.isEmpty
            ? nil
            : """
            <p>\(Text(
                en: "Not to be confused with somebody else, as was decided:",
                cy: "Ni ddylid drysu’r person hwn â rhywun arall, fel y penderfynwyd:"))</p><ul>\(items)</ul>
            """
        let elsewhere: HTML? =
            isElsewhere
            ? """
            <p>\(Text(
                en: "There is a look-alike whose case is not open to you. Be sure whom you have before you.",
                cy: "Mae rhywun tebyg nad yw ei achos ar agor i chi. Gwnewch yn siŵr pwy sydd o’ch blaen."))</p>
            """ : nil
        return """
            <div class="banner look-alikes" role="region" aria-labelledby="look-alikes-title">\
            <h2 id="look-alikes-title">\(Text(en: "Look-alikes", cy: "Pobl debyg"))</h2>\(named)\(elsewhere)</div>
            """
    }
}
