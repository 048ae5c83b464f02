import Domain

/// What an entry says was done, in words instead of routes and codes.
enum JournalActs {
    /// What was done: by route where we know it, else by kind.
    static func words(_ entry: Entry) -> Text {
        let path = entry.route.split(separator: " ").last.map(String.init) ?? ""
        if entry.kind == .alteration, let act = acts.first(where: { entry.route == "POST \($0.path)" }) { return act.name }
        if entry.kind == .consultation || entry.kind == .disclosure, let page = pages.first(where: { path == $0.path }) {
            return entry.kind == .disclosure && !path.hasPrefix("/shares/")
                ? Text(en: "Took as a file: \(page.name.en)", cy: "Cymerwyd fel ffeil: \(page.name.cy)") : page.name
        }
        if entry.kind == .combination, entry.reason == LinkWords.separated { return unlinked }
        return entry.route.hasPrefix("carfan ") ? kind(entry.kind) + Text(same: " (\(entry.route))") : kind(entry.kind)
    }

    private static let unlinked = Text(en: "Unlinked a record", cy: "Datgysylltwyd cofnod")

    private static let acts: [(path: String, name: Text)] = [
        ("/people/{person}/unmasking", Text(en: "Saw what is masked", cy: "Gwelwyd yr hyn a guddir")),
        ("/people/{person}/glass", Text(en: "Broke the glass", cy: "Torrwyd y gwydr")),
        ("/people/{person}/restriction", Text(en: "Restricted the case", cy: "Cyfyngwyd yr achos")),
        ("/people/{person}/restriction/end", Text(en: "Lifted the restriction", cy: "Codwyd y cyfyngiad")),
        ("/people/{person}/exclusions", Text(en: "Closed the case to an officer", cy: "Caewyd yr achos i swyddog")),
        ("/people/{person}/relation", Text(en: "Said that they know the person", cy: "Dywedwyd eu bod yn adnabod y person")),
        ("/people/{person}/marking", Text(en: "Marked the case", cy: "Marciwyd yr achos")),
        ("/linkage/learning", Text(en: "Learned a linking model", cy: "Dysgwyd model cysylltu")),
        ("/linkage/measurement", Text(en: "Measured a linking model", cy: "Mesurwyd model cysylltu")),
        (
            "/linkage/check",
            Text(en: "Counted what a linking model would change", cy: "Cyfrifwyd yr hyn y byddai model cysylltu’n ei newid")
        ), ("/linkage/use", Text(en: "Took a linking model into use", cy: "Rhoddwyd model cysylltu ar waith")),
        ("/linkage/run", Text(en: "Weighed all records anew", cy: "Pwyswyd pob cofnod eto")),
        (
            "/linkage/found/{record}/{other}/question",
            Text(en: "Put two records to review", cy: "Anfonwyd dau gofnod i’w hadolygu")
        ),
    ]

    private static let pages: [(path: String, name: Text)] = [
        ("/people", Text(en: "List of people", cy: "Rhestr o bobl")),
        ("/people/export", Text(en: "List of people", cy: "Rhestr o bobl")),
        ("/api/people", Text(en: "List of people, by a program", cy: "Rhestr o bobl, gan raglen")),
        ("/api/people/{person}", Text(en: "Case, by a program", cy: "Achos, gan raglen")),
        ("/people/{person}", Text(en: "Case: summary", cy: "Achos: crynodeb")),
        ("/people/{person}/offences", Text(en: "Case: offences", cy: "Achos: troseddau")),
        ("/people/{person}/records", Text(en: "Case: records", cy: "Achos: cofnodion")),
        ("/people/{person}/timeline", Text(en: "Case: timeline", cy: "Achos: llinell amser")),
        ("/people/{person}/looks", Text(en: "Case: who looked", cy: "Achos: pwy edrychodd")),
        ("/people/{person}/access", Text(en: "Case: who may see it", cy: "Achos: pwy gaiff ei weld")),
        ("/people/{person}/restriction", Text(en: "Case: restriction", cy: "Achos: cyfyngiad")),
        ("/people/{person}/restriction/end", Text(en: "Case: restriction", cy: "Achos: cyfyngiad")),
        ("/people/{person}/exclusions", Text(en: "Case: closed to an officer", cy: "Achos: ar gau i swyddog")),
        ("/people/{person}/exclusions/{bar}/end", Text(en: "Case: closed to an officer", cy: "Achos: ar gau i swyddog")),
        ("/people/{person}/relation", Text(en: "Case: I know this person", cy: "Achos: rwy’n adnabod y person hwn")),
        ("/people/{person}/marking", Text(en: "Case: marking", cy: "Achos: marc")),
        ("/people/{person}/unmasking", Text(en: "Case: something masked", cy: "Achos: rhywbeth a guddir")),
        ("/people/{person}/glass", Text(en: "Before breaking the glass", cy: "Cyn torri’r gwydr")),
        ("/glass", Text(en: "Looked for a case to break the glass", cy: "Chwiliwyd am achos i dorri’r gwydr")),
        ("/glass/breaks", Text(en: "Broken glass", cy: "Gwydr a dorrwyd")),
        ("/glass/breaks/{break}", Text(en: "Review of broken glass", cy: "Adolygu gwydr a dorrwyd")),
        ("/notices", Text(en: "Notices", cy: "Hysbysiadau")),
        ("/people/{person}/sharing", Text(en: "Case: sharing", cy: "Achos: rhannu")),
        ("/people/{person}/sharing/new", Text(en: "Case: sharing it", cy: "Achos: ei rannu")),
        ("/people/{person}/sharing/correction", Text(en: "Case: a correction", cy: "Achos: cywiriad")),
        ("/corrections/{task}", Text(en: "Correction to be told", cy: "Cywiriad i’w gyfleu")),
        ("/shares", ShareInboxView.title),
        ("/shares/{share}", Text(en: "What was shared", cy: "Yr hyn a rannwyd")),
        ("/shares/{share}/acceptance", Text(en: "Accepted what was shared", cy: "Derbyniwyd yr hyn a rannwyd")),
        ("/shares/{share}/confirmation", Text(en: "Confirmed what was shared", cy: "Cadarnhawyd yr hyn a rannwyd")),
        ("/shares/{share}/refusal", Text(en: "What was shared: refusal", cy: "Yr hyn a rannwyd: gwrthod")),
        ("/shares/{share}/withdrawal", Text(en: "What was shared: withdrawal", cy: "Yr hyn a rannwyd: tynnu’n ôl")),
        ("/shares/{share}/ending", Text(en: "What was shared: its end", cy: "Yr hyn a rannwyd: ei ddiwedd")),
        ("/register", Text(en: "Disclosure register", cy: "Cofrestr datgeliadau")),
        ("/register/export", Text(en: "Disclosure register", cy: "Cofrestr datgeliadau")),
        ("/api/people/{person}/shares", Text(en: "Case: sharing, by a program", cy: "Achos: rhannu, gan raglen")),
        ("/people/{person}/notes", Text(en: "Case: notes", cy: "Achos: nodiadau")),
        ("/people/{person}/notes/new", Text(en: "Case: a note to be written", cy: "Achos: nodyn i’w ysgrifennu")),
        (
            "/people/{person}/notes/{note}/correction",
            Text(en: "Case: a note to be corrected", cy: "Achos: nodyn i’w gywiro")
        ), ("/people/{person}/intelligence", Text(en: "Case: intelligence", cy: "Achos: cudd-wybodaeth")),
        (
            "/people/{person}/intelligence/new",
            Text(en: "Case: a report to be entered", cy: "Achos: adroddiad i’w gofnodi")
        ),
        (
            "/people/{person}/intelligence/{report}/grading",
            Text(en: "Case: a report to be graded", cy: "Achos: adroddiad i’w raddio")
        ),
        ("/people/{person}/victims", Text(en: "Case: victims", cy: "Achos: dioddefwyr")),
        ("/people/{person}/victims/new", Text(en: "Case: a victim to be entered", cy: "Achos: dioddefwr i’w gofnodi")),
        (
            "/people/{person}/victims/{contact}/correction",
            Text(en: "Case: a victim’s wishes to be changed", cy: "Achos: dymuniadau dioddefwr i’w newid")
        ),
        (
            "/people/{person}/involvements/new",
            Text(en: "Case: an involvement to be entered", cy: "Achos: rhan mewn digwyddiad i’w chofnodi")
        ),
        (
            "/people/{person}/involvements/{involvement}/withdrawal",
            Text(en: "Case: an involvement to be taken back", cy: "Achos: rhan mewn digwyddiad i’w thynnu’n ôl")
        ), ("/panels/{area}", Text(en: "Panel’s list", cy: "Rhestr y panel")),
        ("/panels/{area}/export", Text(en: "Panel’s list", cy: "Rhestr y panel")),
        ("/panels/{area}/people/{person}", Text(en: "Person before the panel", cy: "Person gerbron y panel")),
        ("/reviews", Text(en: "Records to review", cy: "Cofnodion i’w hadolygu")),
        ("/reviews/{review}", Text(en: "Two records side by side", cy: "Dau gofnod ochr yn ochr")),
        ("/linkage/learning", Text(en: "Records, to learn a linking model", cy: "Cofnodion, i ddysgu model cysylltu")),
        (
            "/linkage/measurement",
            Text(en: "Reviewed pairs, to measure a linking model", cy: "Parau a adolygwyd, i fesur model cysylltu")
        ), ("/linkage/check", Text(en: "Records, weighed anew", cy: "Cofnodion, wedi’u pwyso eto")),
        ("/linkage/run", Text(en: "Records, weighed anew", cy: "Cofnodion, wedi’u pwyso eto")),
        (
            "/linkage/found",
            Text(
                en: "Whom a full run would join or ask about",
                cy: "Pwy y byddai rhediad llawn yn eu cysylltu neu’n holi amdanynt")
        ),
        ("/linkage/found/{record}/{other}", Text(en: "Two records side by side", cy: "Dau gofnod ochr yn ochr")),
        ("/rounds/{round}", Text(en: "Selection round", cy: "Cylch dethol")),
        ("/rounds/{round}/movements", Text(en: "Who moves in a round", cy: "Pwy sy’n symud mewn cylch")),
        ("/rounds/{round}/movements/export", Text(en: "Who moves in a round", cy: "Pwy sy’n symud mewn cylch")),
        ("/enrolments/{enrolment}", Text(en: "Enrolment", cy: "Cofrestriad")),
        ("/enrolments/{enrolment}/exit", Text(en: "Enrolment: exit", cy: "Cofrestriad: ymadawiad")),
        ("/imports/{file}", Text(en: "File that came in", cy: "Ffeil a ddaeth i mewn")),
        ("/imports/{file}/refused.csv", Text(en: "Refused rows", cy: "Rhesi a wrthodwyd")),
        ("/journal", Text(en: "The journal", cy: "Y dyddlyfr")),
        ("/journal/pack", Text(en: "The journal: a signed pack", cy: "Y dyddlyfr: pecyn wedi’i lofnodi")),
        ("/journal/unusual", Text(en: "Unusual access", cy: "Mynediad anarferol")),
        ("/journal/unusual/{unusual}", Text(en: "Unusual access: one thing", cy: "Mynediad anarferol: un peth")),
    ]

    static func kind(_ kind: EntryKind) -> Text {
        switch kind {
        case .collection: Text(en: "Collected", cy: "Casglwyd")
        case .alteration: Text(en: "Changed", cy: "Newidiwyd")
        case .consultation: Text(en: "Looked", cy: "Edrychwyd")
        case .disclosure: Text(en: "Disclosed", cy: "Datgelwyd")
        case .combination: Text(en: "Linked or unlinked records", cy: "Cysylltwyd neu datgysylltwyd cofnodion")
        case .erasure: Text(en: "Erased", cy: "Dilëwyd")
        case .security: Text(en: "Security", cy: "Diogelwch")
        }
    }

    /// The parts of a case that were shown or changed; what came with a file is told by the file's kind.
    static func parts(_ fields: [String]) -> Text {
        Text.joined(fields.map { field in part(field) ?? Text(same: field) })
    }

    static func part(_ code: String) -> Text? {
        let names = code.split(separator: "/").map(String.init)
        if names.count == 2, let agency = Agency.find(names[0]), let kind = ImportKind(rawValue: names[1]) {
            return agency.name + Text(same: ": ") + kind.name
        }
        return parts.first { $0.code == code }?.name ?? CasePart(rawValue: code)?.name
    }

    private static let parts: [(code: String, name: Text)] = [
        ("name", Text(en: "name", cy: "enw")), ("date_of_birth", Text(en: "date of birth", cy: "dyddiad geni")),
        ("sex", Text(en: "sex", cy: "rhyw")), ("identifiers", Text(en: "identifiers", cy: "dynodyddion")),
        ("area", Text(en: "area", cy: "ardal")), ("address", Text(en: "address", cy: "cyfeiriad")),
        ("proposal", Text(en: "proposal", cy: "cynnig")), ("score", Text(en: "score", cy: "sgôr")),
        ("official_score", Text(en: "official score", cy: "sgôr swyddogol")),
        ("offences", Text(en: "offences", cy: "troseddau")),
        ("sentences", Text(en: "sentences", cy: "dedfrydau")), ("mappa", Text(same: "MAPPA")),
        ("markers", Text(en: "markers", cy: "marcwyr")), ("decision", Text(en: "decision", cy: "penderfyniad")),
        ("decisions", Text(en: "decisions", cy: "penderfyniadau")), ("enrolment", Text(en: "enrolment", cy: "cofrestriad")),
        ("enrolments", Text(en: "enrolments", cy: "cofrestriadau")), ("plan", Text(en: "plan", cy: "cynllun")),
        ("records", Text(en: "records", cy: "cofnodion")), ("links", Text(en: "links", cy: "cysylltiadau")),
        ("timeline", Text(en: "timeline", cy: "llinell amser")), ("examples", Text(en: "examples", cy: "enghreifftiau")),
        ("journal", Text(en: "who looked", cy: "pwy edrychodd")), ("conviction", Text(en: "convictions", cy: "euogfarnau")),
        ("custody_event", Text(en: "custody events", cy: "digwyddiadau dalfa")),
        ("court_order", Text(en: "court orders", cy: "gorchmynion llys")),
        ("prison_sentence", Text(en: "prison sentences", cy: "dedfrydau carchar")),
        ("person", Text(en: "person", cy: "person")),
        ("record", Text(en: "record", cy: "cofnod")), ("ethnicity", Text(en: "ethnicity", cy: "ethnigrwydd")),
        ("language", Text(en: "language", cy: "iaith")), ("custody", Text(en: "custody", cy: "dalfa")),
        ("prison", Text(en: "prison", cy: "carchar")), ("registers", Text(en: "registers", cy: "cofrestrau")),
        ("rosh", Text(en: "risk of serious harm", cy: "risg o niwed difrifol")),
        ("round_movement", Text(en: "who moves in a round", cy: "pwy sy’n symud mewn cylch")),
        ("selection_round", Text(en: "selection round", cy: "cylch dethol")),
        ("person_id", Text(en: "whose record it is", cy: "cofnod pwy ydyw")),
        ("access", Text(en: "who may see it", cy: "pwy gaiff ei weld")),
        ("source_rows", Text(en: "rows as received", cy: "rhesi fel y’u derbyniwyd")),
        ("restriction", Text(en: "restriction", cy: "cyfyngiad")),
        ("exclusion", Text(en: "closed to an officer", cy: "ar gau i swyddog")),
        ("relation", Text(en: "knows the person", cy: "yn adnabod y person")), ("marking", Text(en: "marking", cy: "marc")),
        ("glass", Text(en: "broken glass", cy: "gwydr a dorrwyd")), ("outcome", Text(en: "outcome", cy: "canlyniad")),
        ("review", Text(en: "review", cy: "adolygiad")), ("notice", Text(en: "notice", cy: "hysbysiad")),
        ("identity", Text(en: "address", cy: "cyfeiriad")), ("health", Text(en: "health", cy: "iechyd")),
        ("intelligence", Text(en: "intelligence", cy: "cudd-wybodaeth")),
        ("source", Text(en: "agencies’ records", cy: "cofnodion asiantaethau")),
        ("note", Text(en: "note", cy: "nodyn")),
        ("shares", Text(en: "with whom it is shared", cy: "gyda phwy y caiff ei rannu")),
        ("agreement", Text(en: "sharing agreement", cy: "cytundeb rhannu")),
        ("correction", Text(en: "correction", cy: "cywiriad")),
        ("police_lead", Text(en: "police lead officer", cy: "swyddog arweiniol yr heddlu")),
        ("probation_lead", Text(en: "probation lead officer", cy: "swyddog arweiniol y gwasanaeth prawf")),
        ("notes", Text(en: "notes", cy: "nodiadau")), ("victims", Text(en: "victims", cy: "dioddefwyr")),
        ("reason", Text(en: "reason", cy: "rheswm")), ("state", Text(en: "state", cy: "statws")),
        ("linkage_model", Text(en: "linking model", cy: "model cysylltu")),
        ("linkage_model.state", Text(en: "linking model in use", cy: "model cysylltu ar waith")),
        ("linkage_work", Text(en: "work on the linking model", cy: "gwaith ar y model cysylltu")),
        ("match_review", Text(en: "question about two records", cy: "cwestiwn am ddau gofnod")),
        ("record.person_id", Text(en: "whose record it is", cy: "cofnod pwy ydyw")),
    ]

    private static let reasons: [@Sendable (String) -> Text?] = [
        { ExportReason(rawValue: $0)?.label }, { JournalPurpose(rawValue: $0)?.label }, { PackReason(rawValue: $0)?.label },
        { GlassReason(rawValue: $0)?.name }, { GlassOutcome(rawValue: $0)?.name }, { PanelOutcome(rawValue: $0)?.done },
        { ExitReason(rawValue: $0)?.name }, { UnusualOutcome(rawValue: $0)?.name }, { Gateway(rawValue: $0)?.name },
        { ShareKind(rawValue: $0)?.name }, { ShareState(rawValue: $0)?.name }, { ReviewOutcome(rawValue: $0)?.journal },
        { LinkageReason(rawValue: $0)?.label }, { $0 == LinkWords.separated ? LinkWords.undone : nil },
    ]

    /// Why, where a reason was given as a code that we know.
    static func reason(_ code: String) -> Text {
        if code.isEmpty { return Text(same: "–") }
        if code == RefusedLook.reason { return RefusedLook.words }
        if code == GlassSearch.reason {
            return Text(en: "Looked for a case to break its glass", cy: "Chwiliwyd am achos i dorri ei wydr")
        }
        for words in reasons {
            if let found = words(code) { return found }
        }
        return Text(same: code)
    }
}
