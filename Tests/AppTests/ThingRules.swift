import Domain
import HTTPTypes
import Support

@testable import App

/// One line of the printed table of what hangs on a case: who may read it, and who may act on it.
struct ThingRule: Sendable {
    enum Law: Sendable {
        /// The case is open, also by what was shared or by a broken glass.
        case open(Needs = .nothing)
        /// The case is open by what is known of it, without anything that was shared.
        case known(Needs = .nothing)
        /// The share is for the officer, or from their side.
        case share(receiver: Bool, sender: Bool)
        /// The coordinators of the case or, where its restriction is nobody's, those who may lift it, and the information officers who answer
        /// for it.
        case reviewed
        /// Information officers: what officers of their agency did, and what was done with people of their areas.
        case watched
        /// Who looked at a case: its coordinators. Information officers are led to the journal, whoever it is.
        case looks
        /// The journal of one person.
        case journal
        /// A coordinator of the case, or one who may lift its restriction without reading it.
        case lifting
        /// The glass can be broken.
        case breakable
        case nobody
    }

    enum Needs: Sendable {
        case nothing
        case part(CasePart)
        case onePart([CasePart])
        /// The part, and that the thing is of the officer's agency.
        case own(CasePart)
        /// A panel of the officer's areas.
        case panel
        /// The case of the other record of the pair is open too.
        case bothCases
    }

    let method: HTTPRequest.Method
    let pattern: String
    let roles: Set<Role>
    let law: Law
    /// Of an act: a form that is not complete, for those who may, so that nothing changes.
    var short: [(String, String)] = []

    static let casework = Set(Role.allCases.filter(\.worksWithCases))
    static let cases = Set(Role.allCases.filter(\.opensCases))

    init(_ method: HTTPRequest.Method, _ pattern: String, _ roles: Set<Role>, _ law: Law, short: [(String, String)] = []) {
        (self.method, self.pattern, self.roles, self.law, self.short) = (method, pattern, roles, law, short)
    }

    func path(_ things: CaseThings) -> String {
        if case .journal = law { return "\(pattern)?purpose=security&person=\(things.person)" }
        if pattern.hasSuffix("/unmasking"), method == .get { return "\(things.address(pattern))?part=health" }
        return things.address(pattern)
    }

    static let reads: [ThingRule] = [
        ThingRule(.get, "/people/{person}/notes", cases, .open()),
        ThingRule(.get, "/people/{person}/notes/new", casework, .open(.onePart(NarrativeEntry.parts))),
        ThingRule(.get, "/people/{person}/notes/{note}/correction", casework, .open(.own(.contacts))),
        ThingRule(.get, "/people/{person}/intelligence", cases, .open()),
        ThingRule(.get, "/people/{person}/intelligence/new", casework, .open(.part(.intelligence))),
        ThingRule(.get, "/people/{person}/intelligence/{report}/grading", casework, .open(.own(.intelligence))),
        ThingRule(.get, "/people/{person}/victims", [.victimLiaison], .open(.part(.victim))),
        ThingRule(.get, "/people/{person}/victims/new", [.victimLiaison], .open(.part(.victim))),
        ThingRule(.get, "/people/{person}/victims/{contact}/correction", [.victimLiaison], .open(.own(.victim))),
        ThingRule(.get, "/people/{person}/involvements/new", [.victimLiaison], .open(.part(.victim))),
        ThingRule(.get, "/people/{person}/involvements/{involvement}/withdrawal", [.victimLiaison], .open(.own(.victim))),
        ThingRule(.get, "/people/{person}/records/{record}/unlinking", [.coordinator], .open(.part(.source))),
        ThingRule(.get, "/people/{person}/sharing", casework, .open(.part(.staff))),
        ThingRule(.get, "/people/{person}/sharing/new", casework, .known()),
        ThingRule(.get, "/people/{person}/sharing/correction", [.coordinator], .known()),
        ThingRule(.get, "/api/people/{person}/shares", casework, .open(.part(.staff))),
        ThingRule(.get, "/people/{person}/looks", [.coordinator, .informationOfficer], .looks),
        ThingRule(.get, "/people/{person}/exclusions/{bar}/end", [.coordinator], .known()),
        ThingRule(.get, "/shares/{share}", cases, .share(receiver: true, sender: true)),
        ThingRule(.get, "/shares/{share}/refusal", cases, .share(receiver: true, sender: true)),
        ThingRule(.get, "/shares/{share}/withdrawal", cases, .share(receiver: true, sender: true)),
        ThingRule(.get, "/shares/{share}/ending", cases, .share(receiver: true, sender: true)),
        ThingRule(.get, "/shares/{share}/confirmation", casework, .share(receiver: false, sender: true)),
        ThingRule(.get, "/corrections/{task}", [.coordinator], .known()),
        ThingRule(.get, "/enrolments/{enrolment}", casework, .known(.panel)),
        ThingRule(.get, "/enrolments/{enrolment}/exit", casework, .known(.panel)),
        ThingRule(.get, "/panels/{area}/people/{person}", casework, .known(.panel)),
        ThingRule(.get, "/reviews/{review}", [.coordinator], .known(.bothCases)),
        ThingRule(.get, "/linkage/found/{record}/{other}", [.coordinator], .known(.bothCases)),
        ThingRule(.get, "/glass/breaks/{break}", [.coordinator, .informationOfficer], .reviewed),
        ThingRule(.get, "/journal/unusual/{unusual}", [.informationOfficer], .watched),
        ThingRule(.get, "/journal", [.informationOfficer], .journal),
    ]

    static let acts: [ThingRule] = [
        ThingRule(.post, "/people/{person}/notes/new", casework, .open(.onePart(NarrativeEntry.parts))),
        ThingRule(.post, "/people/{person}/notes/{note}/correction", casework, .open(.own(.contacts))),
        ThingRule(.post, "/people/{person}/intelligence/new", casework, .open(.part(.intelligence))),
        ThingRule(.post, "/people/{person}/intelligence/{report}/grading", casework, .open(.own(.intelligence))),
        ThingRule(.post, "/people/{person}/victims/new", [.victimLiaison], .open(.part(.victim))),
        ThingRule(.post, "/people/{person}/victims/{contact}/correction", [.victimLiaison], .open(.own(.victim))),
        ThingRule(.post, "/people/{person}/involvements/new", [.victimLiaison], .open(.part(.victim))),
        ThingRule(.post, "/people/{person}/involvements/{involvement}/withdrawal", [.victimLiaison], .open(.own(.victim))),
        ThingRule(.post, "/people/{person}/records/{record}/unlinking", [.coordinator], .known()),
        ThingRule(.post, "/people/{person}/sharing", casework, .known(), short: [("kind", "share")]),
        ThingRule(.post, "/people/{person}/sharing/correction", [.coordinator], .known()),
        ThingRule(.post, "/people/{person}/restriction", [.coordinator], .known()),
        ThingRule(.post, "/people/{person}/restriction/end", [.coordinator], .lifting),
        ThingRule(.post, "/people/{person}/exclusions", [.coordinator], .known()),
        ThingRule(.post, "/people/{person}/exclusions/{bar}/end", [.coordinator], .known()),
        ThingRule(.post, "/people/{person}/marking", [.coordinator], .known()),
        ThingRule(.post, "/people/{person}/relation", cases, .open()),
        ThingRule(.post, "/people/{person}/unmasking", cases, .open(), short: [("part", "health")]),
        ThingRule(.post, "/people/{person}/glass", casework, .breakable),
        ThingRule(.post, "/glass/breaks/{break}", [.coordinator, .informationOfficer], .reviewed),
        ThingRule(.post, "/glass/breaks/{break}/end", casework, .nobody),
        ThingRule(.post, "/journal/unusual/{unusual}/outcome", [.informationOfficer], .watched),
        ThingRule(.post, "/shares/{share}/acceptance", cases, .share(receiver: true, sender: false)),
        ThingRule(.post, "/shares/{share}/refusal", cases, .share(receiver: true, sender: false)),
        ThingRule(.post, "/shares/{share}/withdrawal", cases, .share(receiver: false, sender: true)),
        ThingRule(.post, "/shares/{share}/ending", cases, .share(receiver: true, sender: true)),
        // Only what a combination of people has suspended is confirmed.
        ThingRule(.post, "/shares/{share}/confirmation", cases, .nobody),
        ThingRule(.post, "/corrections/{task}", [.coordinator], .known()),
        ThingRule(.post, "/enrolments/{enrolment}/activation", casework, .known(.panel)),
        ThingRule(.post, "/enrolments/{enrolment}/exit", casework, .known(.panel)),
        ThingRule(.post, "/panels/{area}/people/{person}/decision", casework, .known(.panel)),
        ThingRule(.post, "/reviews/{review}/decision", [.coordinator], .known(.bothCases)),
        ThingRule(.post, "/linkage/found/{record}/{other}/question", [.coordinator], .known(.bothCases)),
    ]
}

extension ThingRule {
    /// What the policy says the answer is: the thing, that there is none or, at an address that names the case, that it is closed.
    /// - Parameter officers: all who have an account.
    func status(
        _ officer: Officer, _ placed: Placed, _ things: CaseThings, of officers: [Officer], at now: Instant
    ) -> HTTPResponse.Status {
        let found = roles.contains(officer.role) ? thing(officer, placed, things, of: officers, at: now) : .notFound
        guard found == .notFound, pattern.contains("{person}") else { return found }
        return AccessPolicy.sight(officer, placed.facts, at: now) == .closed ? .forbidden : .notFound
    }

    private func thing(
        _ officer: Officer, _ placed: Placed, _ things: CaseThings, of officers: [Officer], at now: Instant
    ) -> HTTPResponse.Status {
        var byRight = placed.facts
        byRight.grants = []
        let (sight, known) = (
            AccessPolicy.sight(officer, placed.facts, at: now), AccessPolicy.sight(officer, byRight, at: now)
        )
        func answer(_ sight: CaseSight, _ needs: Needs) -> HTTPResponse.Status {
            guard case .open(let parts) = sight else { return .notFound }
            return fulfils(needs, officer, parts, placed, things, now) ? .ok : .notFound
        }
        switch law {
        case .open(let needs): return answer(sight, needs)
        case .known(let needs): return answer(known, needs)
        case .share(let receiver, let sender):
            let isReceiver =
                officer.agency == "newport-council" && officer.id == things["receiver"] && !isHidden(officer, placed)
            let isSender =
                ThingRule.casework.contains(officer.role) && known.isOpen
                && (officer.role == .coordinator || officer.agency == things.owner || officer.id == things["author"])
            let may = (receiver && isReceiver) || (sender && isSender)
            return may ? .ok : .notFound
        case .reviewed:
            let owns = known.isOpen || AccessPolicy.mayLift(officer, placed.facts, of: officers)
            return (officer.role == .coordinator ? owns : Access.mayAudit(officer, placed.facts.reach)) ? .ok : .notFound
        case .watched:
            return officer.agency == things.owner || Access.mayAudit(officer, placed.facts.reach) ? .ok : .notFound
        case .looks: return officer.role == .informationOfficer ? .seeOther : known.isOpen ? .ok : .notFound
        case .journal: return Access.mayAudit(officer, placed.facts.reach) ? .ok : .notFound
        case .lifting:
            return known.isOpen || AccessPolicy.mayLift(officer, placed.facts, of: officers) ? .ok : .notFound
        case .breakable: return AccessPolicy.mayBreakGlass(officer, placed.facts, at: now) ? .ok : .notFound
        case .nobody: return .notFound
        }
    }

    /// Barred, or left out by a restriction that hides the case; to partners a restricted case is not shown as closed either.
    private func isHidden(_ officer: Officer, _ placed: Placed) -> Bool {
        if placed.facts.barred.contains(officer.id) { return true }
        guard let restriction = placed.facts.restriction, !restriction.allowed.contains(officer.id) else { return false }
        return restriction.shown == .hidden || !ThingRule.casework.contains(officer.role)
    }

    private func fulfils(
        _ needs: Needs, _ officer: Officer, _ parts: PartSights, _ placed: Placed, _ things: CaseThings, _ now: Instant
    ) -> Bool {
        switch needs {
        case .nothing: return true
        case .part(let part): return parts.isOpen(part)
        case .onePart(let some): return some.contains(where: parts.isOpen)
        case .own(let part): return parts.isOpen(part) && officer.agency == things.owner
        case .panel: return officer.areas.contains(.wales) || officer.areas.contains(things.area)
        case .bothCases:
            let other = CaseReach(areas: [things.area], agencies: [things.owner], enrolledIn: [])
            return AccessPolicy.sight(officer, CaseFacts(reach: other), at: now).isOpen
        }
    }

    /// A form with which those who may would do it.
    func form(_ things: CaseThings) -> [(String, String)] {
        let reason = [("reason", "A reason")]
        switch pattern {
        case "/people/{person}/notes/new": return NoteForms.note("Seen at nine")
        case "/people/{person}/notes/{note}/correction":
            return NoteForms.note("Seen at ten") + reason + [("version", "1")]
        case "/people/{person}/intelligence/new": return NoteForms.report("Sells cycles")
        case "/people/{person}/intelligence/{report}/grading":
            return NoteForms.with(NoteForms.grading, [("information_grade", "C")]) + reason + [("version", "1")]
        case "/people/{person}/victims/new": return VictimPagesTests.contact
        case "/people/{person}/victims/{contact}/correction": return VictimPagesTests.contact + [("version", "1")]
        case "/people/{person}/involvements/new": return VictimPagesTests.event
        case "/people/{person}/records/{record}/unlinking": return reason + [("extent", "record")]
        case "/people/{person}/sharing":
            return [
                ("kind", "assign"), ("agency", "gwent-police"), ("officer", String(things["colleague"])),
                ("necessity", "Leave"),
                ("message", "From Monday"),
            ]
        case "/people/{person}/sharing/correction":
            return [("part", "risk"), ("what", "Medium, not high")] + NoteForms.day("since", 1)
        case "/people/{person}/restriction":
            return reason + [("shown", "hidden"), ("officer", "coordinator-gwent-police-gwent")]
        case "/people/{person}/exclusions": return reason + [("username", "nia")]
        case "/people/{person}/marking": return reason + [("marking", "official_sensitive"), ("descriptor", "LOCSEN")]
        case "/people/{person}/unmasking": return reason + [("part", "health")]
        case "/people/{person}/glass": return reason + [("reason_code", "missing")]
        case "/glass/breaks/{break}": return reason + [("outcome", "justified")]
        case "/journal/unusual/{unusual}/outcome": return [("outcome", "explained"), ("note", "On call"), ("seen", "/")]
        case "/corrections/{task}": return [("evidence", "By letter on Monday")]
        case "/enrolments/{enrolment}/activation": return NoteForms.day("day", 2) + [("version", "1")]
        case "/enrolments/{enrolment}/exit": return [("version", "1")] + EnrolmentTests.exit
        case "/panels/{area}/people/{person}/decision":
            return DecisionTests.adopting() + [("round", String(things.round)), ("sequence", "2")]
        case "/reviews/{review}/decision": return reason + [("verdict", "not_yet"), ("seen", "open")]
        case "/linkage/found/{record}/{other}/question": return [("seen", "join")]
        default: return reason
        }
    }
}
