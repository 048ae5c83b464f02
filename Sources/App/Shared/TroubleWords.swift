import Domain
import HTTPTypes

extension Trouble {
    static let signInNeeded = Trouble(
        .unauthorized, Text(en: "Sign in first", cy: "Mewngofnodwch yn gyntaf"),
        Text(en: "This is open to people who are signed in.", cy: "Mae hwn ar agor i bobl sydd wedi mewngofnodi."))

    static let notFound = Trouble(
        .notFound, Text(en: "Page not found", cy: "Heb ddod o hyd i’r dudalen"),
        Text(
            en: "It does not exist, or it is not open to you. If you need it, ask your coordinator.",
            cy: "Nid yw’n bod, neu nid yw ar agor i chi. Os oes ei hangen arnoch, gofynnwch i’ch cydlynydd."))

    static let wrongMethod = Trouble(
        .methodNotAllowed, Text(en: "This address is used differently", cy: "Defnyddir y cyfeiriad hwn yn wahanol"),
        Text(
            en: "Nothing was changed. Go back and use the page that leads here.",
            cy: "Ni newidiwyd dim. Ewch yn ôl a defnyddiwch y dudalen sy’n arwain yma."))

    static let invalid = Trouble(
        .unprocessableContent, Text(en: "There is a problem with what was sent", cy: "Mae problem gyda’r hyn a anfonwyd"),
        Text(
            en: "Nothing was changed. Put it right and send it again.",
            cy: "Ni newidiwyd dim. Cywirwch ef a’i anfon eto."))

    static let somebodyElse = Text(
        en: "Somebody else saved first. Their version stands; yours was not saved.",
        cy: "Cadwodd rhywun arall yn gyntaf. Eu fersiwn nhw sy’n sefyll; ni chadwyd eich un chi.")

    static let staleForm = Trouble(
        .forbidden, Text(en: "This form is out of date", cy: "Mae’r ffurflen hon wedi dyddio"),
        Text(
            en: "Nothing was changed. Go back, reload the page and send the form again.",
            cy: "Ni newidiwyd dim. Ewch yn ôl, ail-lwythwch y dudalen ac anfonwch y ffurflen eto."))

    static let crowded = Trouble(
        .serviceUnavailable,
        Text(en: "Many people are signing in just now", cy: "Mae llawer yn mewngofnodi ar hyn o bryd"),
        Text(
            en: "Nothing was changed. Try again in a minute.",
            cy: "Ni newidiwyd dim. Rhowch gynnig arall arni mewn munud."))

    static let unreadable = Trouble(
        .badRequest, Text(en: "This request cannot be read", cy: "Ni ellir darllen y cais hwn"),
        Text(
            en: "Nothing was changed. Go back and try again.", cy: "Ni newidiwyd dim. Ewch yn ôl a rhowch gynnig arall arni."))

    static let tooLarge = Trouble(
        .contentTooLarge, Text(en: "That is too large", cy: "Mae hynny’n rhy fawr"),
        Text(
            en: "Nothing was changed. Shorten what you send and try again.",
            cy: "Ni newidiwyd dim. Cwtogwch yr hyn rydych yn ei anfon a rhowch gynnig arall arni."))

    static let tooSlow = Trouble(
        .requestTimeout, Text(en: "That came too slowly", cy: "Daeth hynny’n rhy araf"),
        Text(
            en: "Nothing was changed. Look at your connection and try again.",
            cy: "Ni newidiwyd dim. Edrychwch ar eich cysylltiad a rhowch gynnig arall arni."))

    static let confirmationNeeded = Trouble(
        .unauthorized, Text(en: "Confirm it is you", cy: "Cadarnhewch mai chi sydd yno"),
        Text(
            en: "Nothing was changed. This needs a proof of who you are that is only minutes old.",
            cy: "Ni newidiwyd dim. Mae angen prawf o bwy ydych nad yw ond munudau oed ar gyfer hyn."),
        type: "urn:carfan:problem:confirmation-needed")

    static let termsDue = Trouble(
        .forbidden, Text(en: "Accept the terms of use first", cy: "Derbyniwch y telerau defnyddio yn gyntaf"),
        Text(
            en: "Nothing was changed. Sign in with a browser and accept them there.",
            cy: "Ni newidiwyd dim. Mewngofnodwch â phorwr a’u derbyn yno."),
        type: "urn:carfan:problem:terms-not-accepted")

    static let trainingDue = Trouble(
        .forbidden, Text(en: "Training is missing", cy: "Mae hyfforddiant ar goll"),
        Text(
            en: "Nothing was changed. Your role needs a training that is not entered for you; ask your administrator.",
            cy:
                "Ni newidiwyd dim. Mae ar eich rôl angen hyfforddiant nad yw wedi’i nodi ar eich cyfer; gofynnwch i’ch gweinyddwr."
        ),
        type: "urn:carfan:problem:training-missing")

    static let sealed = Trouble(
        .serviceUnavailable, Text(en: "Your code cannot be checked just now", cy: "Ni ellir gwirio’ch cod ar hyn o bryd"),
        Text(
            en:
                "Nothing is wrong with your app: Carfan lacks the key to what it shares with it. A recovery code still signs you in. "
                + "Tell your administrator the number below.",
            cy:
                "Nid oes dim o’i le ar eich ap: nid oes gan Carfan yr allwedd i’r hyn y mae’n ei rannu ag ef. Mae cod adfer yn dal "
                + "i’ch mewngofnodi. Rhowch y rhif isod i’ch gweinyddwr."))

    static let full = Trouble(
        HTTPResponse.Status(code: 507), Text(en: "There is no room to save", cy: "Nid oes lle i gadw"),
        Text(
            en: "Nothing was changed. The storage is full; your administrator must make room.",
            cy: "Ni newidiwyd dim. Mae’r storfa’n llawn; rhaid i’ch gweinyddwr wneud lle."))

    static let uncertain = Trouble(
        .serviceUnavailable, Text(en: "It may have been stored", cy: "Efallai ei fod wedi’i gadw"),
        Text(
            en: "Carfan lost its database at the last moment. Look whether it is there before you send it again.",
            cy: "Collodd Carfan ei gronfa ddata ar yr eiliad olaf. Edrychwch a yw yno cyn ei anfon eto."))

    static let closed = Trouble(
        .serviceUnavailable, Text(en: "Carfan cannot answer just now", cy: "Ni all Carfan ateb ar hyn o bryd"),
        Text(
            en: "Nothing was shown or changed, because it could not be recorded. Try again in a minute.",
            cy: "Ni ddangoswyd ac ni newidiwyd dim, gan na ellid ei gofnodi. Rhowch gynnig arall arni mewn munud."))

    static let unforeseen = Trouble(
        .internalServerError, Text(en: "Something went wrong", cy: "Aeth rhywbeth o’i le"),
        Text(
            en: "Nothing was changed. Try again; if it happens again, tell your administrator the number below.",
            cy: "Ni newidiwyd dim. Rhowch gynnig arall arni; os digwydd eto, rhowch y rhif isod i’ch gweinyddwr."))
}
