import ArgumentParser
import Domain
import Store

/// `carfan witness`: run by another agency. It follows a journal's checkpoints, and signs them too as long as the journal never goes
/// back and never becomes another. It has no database and sees no entry.
struct WitnessCommand: CarfanCommand {
    static let configuration = CommandConfiguration(
        commandName: "witness",
        abstract: Text(
            en: "Follow another Carfan’s journal and sign that it was only ever added to.",
            cy: "Dilyn dyddlyfr Carfan arall a llofnodi mai dim ond ychwanegu ato a fu."
        ).atTerminal,
        discussion: Text(
            en:
                "Ends with 1, and signs nothing any more, when the journal goes back or shows another history: what it had signed "
                + "before stands in the state file, what it was shown then in a file of its own beside it.",
            cy:
                "Yn gorffen ag 1, ac yn llofnodi dim mwy, pan fo’r dyddlyfr yn mynd yn ôl neu’n dangos hanes arall: mae’r hyn a "
                + "lofnododd o’r blaen yn y ffeil cyflwr, a’r hyn a ddangoswyd iddo wedyn mewn ffeil ei hun wrth ei hochr."
        ).atTerminal)

    @ArgumentParser.Option(
        help: Text(en: "The address of the Carfan: https://carfan.example", cy: "Cyfeiriad y Carfan: https://carfan.example")
            .help)
    var log: String
    @ArgumentParser.Option(
        help: Text(
            en: "A file of the journal’s keys, as it published them.", cy: "Ffeil o allweddi’r dyddlyfr, fel y’u cyhoeddwyd."
        ).help)
    var logKeys: String
    @ArgumentParser.Option(
        help: Text(
            en: "The file of the witness’s own key; carfan journal key makes one.",
            cy: "Ffeil allwedd y tyst ei hun; mae carfan journal key yn creu un."
        ).help) var key: String
    @ArgumentParser.Option(
        help: Text(en: "The file that holds what was signed last.", cy: "Y ffeil sy’n dal yr hyn a lofnodwyd ddiwethaf.").help)
    var state: String
    @ArgumentParser.Option(help: Text(en: "Seconds between two looks.", cy: "Eiliadau rhwng dau edrychiad.").help) var every =
        300
    @Flag(help: Text(en: "Look once and end.", cy: "Edrych unwaith a gorffen.").help) var once = false

    func run(opening open: @escaping DatabaseOpener) async throws {
        let round = WitnessRound(
            address: log.hasSuffix("/") ? String(log.dropLast()) : log, logs: try JournalKeys.verifiers(logKeys),
            keys: try JournalKeys.read(key), state: state)
        var last: Checkpoint?
        while true {
            do {
                let signed = try await round.run(knowing: last)
                last = signed
                Terminal.say(WitnessWords.signed(signed))
            } catch let refusal as WitnessRefusal {
                throw WitnessAlarm(refusal: refusal)
            } catch  where !once && (error is WitnessAnswer || !(error is any Refusal)) {
                // The journal may be away for a while; what was signed stands. What is wrong with the witness's own files ends it.
                Terminal.complain(Text(en: "The journal did not answer: \(error)", cy: "Nid atebodd y dyddlyfr: \(error)"))
            }
            if once { return }
            try await Task.sleep(for: .seconds(max(every, 1)))
        }
    }
}

/// The witness does not sign, and says so loudly.
struct WitnessAlarm: Refusal {
    let refusal: WitnessRefusal

    var message: Text {
        switch refusal {
        case .notSigned:
            Text(
                en: "NOT SIGNED: this is no checkpoint of that journal, or another key signed it.",
                cy: "NID YW WEDI’I LOFNODI: nid pwynt gwirio’r dyddlyfr hwnnw yw hwn, neu llofnododd allwedd arall ef.")
        case .wentBack(let old, let new):
            Text(
                en: "WENT BACK: the journal had \(old) entries and now shows \(new).",
                cy: "AETH YN ÔL: roedd gan y dyddlyfr \(old) o gofnodion ac mae’n dangos \(new) nawr.")
        case .forked(let size):
            Text(
                en: "FORKED: another history of \(size) entries was signed before.",
                cy: "FFORCHODD: llofnodwyd hanes arall o \(size) o gofnodion o’r blaen.")
        case .anotherHistory(let old, let new):
            Text(
                en: "ANOTHER HISTORY: the \(old) entries signed before are not the beginning of these \(new).",
                cy: "HANES ARALL: nid y \(old) o gofnodion a lofnodwyd o’r blaen yw dechrau’r \(new) hyn.")
        }
    }
}

/// What the witness says when all is well.
enum WitnessWords {
    static func signed(_ checkpoint: Checkpoint) -> Text {
        Text(
            en: "Signed: \(checkpoint.origin) with \(checkpoint.size) entries",
            cy: "Llofnodwyd: \(checkpoint.origin) gyda \(checkpoint.size) o gofnodion")
    }
}
