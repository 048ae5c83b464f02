import Domain
import HTTPTypes
import Logging
import Store

/// What a visitor is told when something went wrong. Never the text of an internal error, which goes to the log with the request
/// number that the page shows.
enum Problems {
    static func answer(_ error: any Error, _ visit: Visit, _ site: Site) -> Answer {
        switch error {
        case is SignInNeeded:
            return SignInPages.needed(visit)
        case is NotFound, is NotPermitted:
            return page(
                .notFound, visit, Text(en: "Page not found", cy: "Heb ddod o hyd i'r dudalen"),
                Text(
                    en: "It does not exist, or it is not open to you. If you need it, ask your coordinator.",
                    cy: "Nid yw'n bod, neu nid yw ar agor i chi. Os oes ei hangen arnoch, gofynnwch i'ch cydlynydd."))
        case let conflict as Conflict:
            return Answer(.page(ConflictView.page(conflict, visit)), status: .conflict)
        case is StaleForm:
            return page(
                .forbidden, visit, Text(en: "This form is out of date", cy: "Mae'r ffurflen hon wedi dyddio"),
                Text(
                    en: "Nothing was changed. Go back, reload the page and send the form again.",
                    cy: "Ni newidiwyd dim. Ewch yn ôl, ail-lwythwch y dudalen ac anfonwch y ffurflen eto."))
        case is Crowded:
            return page(
                .serviceUnavailable, visit,
                Text(en: "Many people are signing in just now", cy: "Mae llawer yn mewngofnodi ar hyn o bryd"),
                Text(
                    en: "Nothing was changed. Try again in a minute.",
                    cy: "Ni newidiwyd dim. Rhowch gynnig arall arni mewn munud."))
        case is BadRequest:
            return page(
                .badRequest, visit, Text(en: "This request cannot be read", cy: "Ni ellir darllen y cais hwn"),
                Text(
                    en: "Nothing was changed. Go back and try again.",
                    cy: "Ni newidiwyd dim. Ewch yn ôl a rhowch gynnig arall arni."))
        case is TooLarge:
            return page(
                .contentTooLarge, visit, Text(en: "That is too large", cy: "Mae hynny'n rhy fawr"),
                Text(
                    en: "Nothing was changed. Shorten what you send and try again.",
                    cy: "Ni newidiwyd dim. Cwtogwch yr hyn rydych yn ei anfon a rhowch gynnig arall arni."))
        default:
            site.log.error("\(visit.requestID) \(visit.route): \(error)")
            return unavailable(error, visit)
        }
    }

    private static func unavailable(_ error: any Error, _ visit: Visit) -> Answer {
        switch error {
        case is JournalUnavailable:
            return closed(visit)
        case StoreError.full:
            return page(
                HTTPResponse.Status(code: 507), visit,
                Text(en: "There is no room to save", cy: "Nid oes lle i gadw"),
                Text(
                    en: "Nothing was changed. The storage is full; your administrator must make room.",
                    cy: "Ni newidiwyd dim. Mae'r storfa'n llawn; rhaid i'ch gweinyddwr wneud lle."))
        case StoreError.uncertain:
            return page(
                .serviceUnavailable, visit,
                Text(en: "It may have been stored", cy: "Efallai ei fod wedi'i gadw"),
                Text(
                    en: "Carfan lost its database at the last moment. Look whether it is there before you send it again.",
                    cy: "Collodd Carfan ei gronfa ddata ar yr eiliad olaf. Edrychwch a yw yno cyn ei anfon eto."))
        case StoreError.busy, StoreError.readOnly, StoreError.unavailable, StoreError.serialization, StoreError.schema:
            return closed(visit)
        default:
            return page(
                .internalServerError, visit,
                Text(en: "Something went wrong", cy: "Aeth rhywbeth o'i le"),
                Text(
                    en: "Nothing was changed. Try again; if it happens again, tell your administrator the number below.",
                    cy: "Ni newidiwyd dim. Rhowch gynnig arall arni; os digwydd eto, rhowch y rhif isod i'ch gweinyddwr."))
        }
    }

    private static func closed(_ visit: Visit) -> Answer {
        page(
            .serviceUnavailable, visit,
            Text(en: "Carfan cannot answer just now", cy: "Ni all Carfan ateb ar hyn o bryd"),
            Text(
                en: "Nothing was shown or changed, because it could not be recorded. Try again in a minute.",
                cy: "Ni ddangoswyd ac ni newidiwyd dim, gan na ellid ei gofnodi. Rhowch gynnig arall arni mewn munud."))
    }

    private static func page(
        _ status: HTTPResponse.Status, _ visit: Visit, _ title: Text, _ words: Text
    ) -> Answer {
        .page(
            Page(
                title: title,
                body: """
                    <h1>\(title)</h1>
                    <p>\(words)</p>
                    <p class="hint">\(Text(en: "Reference", cy: "Cyfeirnod")): <code>\(visit.requestID)</code></p>
                    """),
            status: status)
    }
}
