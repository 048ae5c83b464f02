import ArgumentParser
import Domain
import Store

/// `carfan journal proof`: that an entry is in a signed checkpoint.
struct JournalProofCommand: CarfanCommand {
    static let configuration = CommandConfiguration(
        commandName: "proof",
        abstract: Text(
            en: "Print the proof that an entry is in the newest checkpoint.",
            cy: "Argraffu’r prawf bod cofnod yn y pwynt gwirio diweddaraf."
        ).atTerminal)

    @Argument(help: Text(en: "The number of the entry.", cy: "Rhif y cofnod.").help) var number: Int64
    @OptionGroup var settings: CommandSettings

    func run(opening open: @escaping DatabaseOpener) async throws {
        let config = try settings.settled().config
        try await withDatabase(config, .readOnly, opening: open) { database in
            try await carfanSchema.check(database)
            guard let proof = try await database.read({ try JournalProof($0, of: number) }) else {
                throw JournalProofRefusal.none(number)
            }
            Terminal.say(String(proof.text.dropLast()))
        }
    }
}

/// Why there is no proof.
enum JournalProofRefusal: Refusal, Equatable {
    case none(Int64)

    var message: Text {
        switch self {
        case .none(let number):
            Text(
                en:
                    "Entry \(number) is in no signed checkpoint yet, or there is no such entry. carfan journal checkpoint makes one.",
                cy: "Nid yw cofnod \(number) mewn unrhyw bwynt gwirio wedi’i lofnodi eto, neu nid oes cofnod o’r fath. "
                    + "Mae carfan journal checkpoint yn creu un.")
        }
    }
}
