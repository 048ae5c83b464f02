/// Why a share cannot be made as it was asked; each belongs to a field of the form.
public enum ShareRefusal: Refusal, Hashable {
    case agencyMissing, assignElsewhere, transferWithin, askOtherSide, agencyHasNoLeads
    case receiverMissing, receiverUnknown, receiverCannot, receiverSelf, receiverSeesNothing
    /// The case is restricted: a whole agency is not named by it.
    case receiverUnnamed
    case noLead, alreadyShared, messageMissing
    case partsMissing
    case partsNotYours([CasePart])
    case sensitiveNotYours([CasePart])
    case untilMissing, untilPast
    case untilAfterAgreement(Day)
    case agreementMissing
    case agreementNotApproved(AgreementState)
    case agreementExpired(Day?)
    case partiesNotBound, purposeMissing, purposeNotCovered
    case partsNotCovered([CasePart])
    case necessityMissing, gatewayMissing
    case gatewayNotAllowed(Gateway)
    case gatewayNotInAgreement(Gateway)
    case consentNotEnough([CasePart])
    case authoriserMissing, groundMissing, workerMissing, vettingMissing, consentMissing, consentInFuture

    public var field: String? {
        switch self {
        case .agencyMissing, .assignElsewhere, .transferWithin, .askOtherSide, .agencyHasNoLeads, .noLead, .alreadyShared:
            "agency"
        case .receiverMissing, .receiverUnknown, .receiverCannot, .receiverSelf, .receiverSeesNothing, .receiverUnnamed,
            .workerMissing:
            "officer"
        case .messageMissing: "message"
        case .partsMissing, .partsNotYours, .partsNotCovered, .consentNotEnough: "parts"
        case .sensitiveNotYours: "sensitive"
        case .untilMissing, .untilPast, .untilAfterAgreement: "until"
        case .agreementMissing, .agreementNotApproved, .agreementExpired, .partiesNotBound: "agreement"
        case .purposeMissing, .purposeNotCovered: "purpose"
        case .necessityMissing: "necessity"
        case .gatewayMissing, .gatewayNotAllowed, .gatewayNotInAgreement: "gateway"
        case .authoriserMissing: "authoriser"
        case .groundMissing: "ground"
        case .vettingMissing: "vetting"
        case .consentMissing, .consentInFuture: "consented"
        }
    }

    public var message: Text {
        switch self {
        case .agencyMissing: Text(en: "Choose the agency", cy: "Dewiswch yr asiantaeth")
        case .assignElsewhere:
            Text(
                en: "You assign within your agency; to another, transfer",
                cy: "O fewn eich asiantaeth y mae neilltuo; i un arall, trosglwyddwch")
        case .transferWithin:
            Text(en: "Within your agency, assign", cy: "O fewn eich asiantaeth, neilltuwch")
        case .askOtherSide:
            Text(
                en: "The lead that you would become is your own side’s: the police ask the police, probation asks probation",
                cy:
                    "Arweinydd eich ochr eich hun fyddech chi: i’r heddlu y mae’r heddlu’n gofyn, ac i’r gwasanaeth prawf y gwasanaeth prawf"
            )
        case .agencyHasNoLeads:
            Text(
                en: "Lead officers are of the police or of probation",
                cy: "Mae swyddogion arweiniol yn perthyn i’r heddlu neu i’r gwasanaeth prawf")
        case .receiverMissing: Text(en: "Choose the officer", cy: "Dewiswch y swyddog")
        case .receiverUnnamed:
            Text(
                en: "This case is restricted: choose an officer whom the restriction names",
                cy: "Mae’r achos hwn wedi’i gyfyngu: dewiswch swyddog a enwir gan y cyfyngiad")
        case .receiverUnknown:
            Text(en: "There is no such officer in that agency", cy: "Nid oes swyddog o’r fath yn yr asiantaeth honno")
        case .receiverCannot:
            Text(
                en: "This officer cannot take up this case: choose somebody else",
                cy: "Ni all y swyddog hwn dderbyn yr achos hwn: dewiswch rywun arall")
        case .receiverSelf: Text(en: "Choose somebody other than yourself", cy: "Dewiswch rywun heblaw chi eich hun")
        case .receiverSeesNothing:
            Text(
                en: "The case is not open to this officer: share it with them first",
                cy: "Nid yw’r achos ar agor i’r swyddog hwn: rhannwch ef yn gyntaf")
        case .noLead:
            Text(
                en: "The person is not adopted or active in a cohort: there is no lead to hand over",
                cy: "Nid yw’r person wedi’i fabwysiadu nac yn weithredol mewn carfan: nid oes arweinydd i’w drosglwyddo")
        case .alreadyShared:
            Text(
                en: "The same stands open with them already: answer or end that first",
                cy: "Mae’r un peth ar agor gyda hwy eisoes: atebwch neu terfynwch hwnnw’n gyntaf")
        case .messageMissing: Text(en: "Say what you ask of them", cy: "Dywedwch beth rydych yn ei ofyn ganddynt")
        case .partsMissing: Text(en: "Choose the parts to share", cy: "Dewiswch y rhannau i’w rhannu")
        case .partsNotYours(let parts):
            Text(
                en: "You cannot share what is not open to you: \(ShareRefusal.names(parts).en)",
                cy: "Ni allwch rannu’r hyn nad yw ar agor i chi: \(ShareRefusal.names(parts).cy)")
        case .sensitiveNotYours(let parts):
            Text(
                en: "What is OFFICIAL-SENSITIVE there is not open to you: \(ShareRefusal.names(parts).en)",
                cy: "Nid yw’r hyn sy’n OFFICIAL-SENSITIVE yno ar agor i chi: \(ShareRefusal.names(parts).cy)")
        case .untilMissing: Text(en: "Enter the last day", cy: "Rhowch y diwrnod olaf")
        case .untilPast: Text(en: "The last day must be today or later", cy: "Rhaid i’r diwrnod olaf fod heddiw neu’n hwyrach")
        case .untilAfterAgreement(let day):
            Text(
                en: "The agreement is to be reviewed by \(day.words.en): the last day must be that day or earlier",
                cy: "Rhaid adolygu’r cytundeb erbyn \(day.words.cy): rhaid i’r diwrnod olaf fod y diwrnod hwnnw neu’n gynharach"
            )
        case .agreementMissing:
            Text(
                en: "No sharing agreement stands between the two agencies: nothing may be shared without one",
                cy: "Nid oes cytundeb rhannu rhwng y ddwy asiantaeth: ni cheir rhannu dim heb un")
        case .agreementNotApproved(let state):
            Text(
                en: "The agreement stands as “\(state.name.en)”: nothing may be shared under it",
                cy: "Statws y cytundeb yw “\(state.name.cy)”: ni cheir rhannu dim o dano")
        case .agreementExpired(let day):
            Text(
                en: "The agreement expired\(day.map { " on \($0.words.en)" } ?? ""): nothing new is shared under it",
                cy: "Daeth y cytundeb i ben\(day.map { " ar \($0.words.cy)" } ?? ""): ni rennir dim newydd o dano")
        case .partiesNotBound:
            Text(
                en: "Both agencies must have signed the agreement", cy: "Rhaid i’r ddwy asiantaeth fod wedi llofnodi’r cytundeb"
            )
        case .purposeMissing: Text(en: "Choose the purpose", cy: "Dewiswch y diben")
        case .purposeNotCovered:
            Text(en: "The agreement does not cover this purpose", cy: "Nid yw’r cytundeb yn cwmpasu’r diben hwn")
        case .partsNotCovered(let parts):
            Text(
                en: "The agreement does not cover: \(ShareRefusal.names(parts).en)",
                cy: "Nid yw’r cytundeb yn cwmpasu: \(ShareRefusal.names(parts).cy)")
        case .necessityMissing:
            Text(
                en: "Say why it is necessary: that it may be shared is not enough",
                cy: "Dywedwch pam mae’n angenrheidiol: nid yw’r ffaith y ceir ei rannu yn ddigon")
        case .gatewayMissing: Text(en: "Choose the gateway", cy: "Dewiswch y porth")
        case .gatewayNotAllowed(let gateway):
            Text(
                en: "“\(gateway.name.en)” does not lead from you to them for this purpose",
                cy: "Nid yw “\(gateway.name.cy)” yn arwain oddi wrthych atynt at y diben hwn")
        case .gatewayNotInAgreement(let gateway):
            Text(
                en: "The agreement does not name “\(gateway.name.en)”", cy: "Nid yw’r cytundeb yn enwi “\(gateway.name.cy)”")
        case .consentNotEnough(let parts):
            Text(
                en: "Consent is not enough for: \(ShareRefusal.names(parts).en)",
                cy: "Nid yw cydsyniad yn ddigon ar gyfer: \(ShareRefusal.names(parts).cy)")
        case .authoriserMissing:
            Text(
                en: "Name the clinician who authorises it", cy: "Enwch y clinigydd sy’n ei awdurdodi")
        case .groundMissing:
            Text(en: "Choose why the confidence may be opened", cy: "Dewiswch pam y ceir datgelu’r hyn sy’n gyfrinachol")
        case .workerMissing:
            Text(
                en: "A charity receives through one named worker: choose who",
                cy: "Drwy un gweithiwr a enwir y mae elusen yn derbyn: dewiswch bwy")
        case .vettingMissing:
            Text(en: "Say who vetted the worker, and when", cy: "Dywedwch pwy fetiodd y gweithiwr, a phryd")
        case .consentMissing:
            Text(en: "Enter the day on which the person consented", cy: "Rhowch y diwrnod y cydsyniodd y person")
        case .consentInFuture:
            Text(
                en: "The day of consent must be today or earlier", cy: "Rhaid i ddiwrnod y cydsyniad fod heddiw neu’n gynharach"
            )
        }
    }

    private static func names(_ parts: [CasePart]) -> Text { Text.joined(parts.map(\.name)) }
}

/// All that stands against a share at once.
public struct ShareRefusals: Error, Sendable, Hashable {
    public let list: [ShareRefusal]

    /// One at each field: the first says what to do.
    public var problems: [Problem] {
        var seen: Set<String> = []
        return list.compactMap { refusal in
            let field = refusal.field ?? "agency"
            return seen.insert(field).inserted ? Problem(field, refusal.message) : nil
        }
    }
}
