import ArgumentParser
import Domain
import Foundation
import Store

/// `carfan journal pack`: entries for somebody outside, signed, and their check.
struct JournalPackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pack",
        abstract: Text(
            en: "Write entries with their proofs for somebody outside, or check such a file.",
            cy: "Ysgrifennu cofnodion gyda’u profion i rywun y tu allan, neu wirio ffeil o’r fath."
        ).atTerminal,
        subcommands: [Make.self, Verify.self], defaultSubcommand: Make.self)

    /// `carfan journal pack --out FILE …`
    struct Make: CarfanCommand {
        static let configuration = CommandConfiguration(
            commandName: "make",
            abstract: Text(
                en: "Write a pack of the entries about a person, of an officer, or of some days.",
                cy: "Ysgrifennu pecyn o’r cofnodion am berson, gan swyddog, neu o rai dyddiau."
            ).atTerminal,
            discussion: Text(
                en: "It is entered in the journal as a disclosure, with its SHA-256. It names officers; people are numbers.",
                cy: "Fe’i cofnodir yn y dyddlyfr fel datgeliad, gyda’i SHA-256. Mae’n enwi swyddogion; rhifau yw’r bobl."
            ).atTerminal)

        @ArgumentParser.Option(help: Text(en: "The file to write.", cy: "Y ffeil i’w hysgrifennu.").help) var out: String
        @ArgumentParser.Option(help: Text(en: "The number of a person.", cy: "Rhif person.").help) var person: Int64?
        @ArgumentParser.Option(help: Text(en: "The user name of an officer.", cy: "Enw defnyddiwr swyddog.").help)
        var officer: String?
        @ArgumentParser.Option(help: Text(en: "The first day: 2026-11-01.", cy: "Y diwrnod cyntaf: 2026-11-01.").help)
        var from: String?
        @ArgumentParser.Option(help: Text(en: "The last day: 2026-11-30.", cy: "Y diwrnod olaf: 2026-11-30.").help)
        var to: String?
        @ArgumentParser.Option(
            help: Text(
                en: "Why it leaves: \(codes(PackReason.self)).", cy: "Pam mae’n gadael: \(codes(PackReason.self))."
            ).help) var reason: String
        @ArgumentParser.Option(
            help: Text(
                en: "What the journal is read for: \(codes(JournalPurpose.self)).",
                cy: "Diben darllen y dyddlyfr: \(codes(JournalPurpose.self))."
            ).help) var purpose = JournalPurpose.request.rawValue
        @ArgumentParser.Option(
            help: Text(en: "The language of the table: en or cy.", cy: "Iaith y tabl: en neu cy.").help)
        var language = Terminal.language.rawValue
        @OptionGroup var settings: CommandSettings

        func validate() throws {
            guard PackReason(rawValue: reason) != nil, JournalPurpose(rawValue: purpose) != nil,
                Language(rawValue: language) != nil
            else { throw WrongArgument.code }
            guard [from, to].compactMap({ $0 }).allSatisfy({ Day(iso: $0) != nil }) else { throw WrongArgument.packDay }
            guard person != nil || officer != nil || (from != nil && to != nil) else { throw WrongArgument.packOfWhat }
        }

        func run(opening open: @escaping DatabaseOpener) async throws {
            guard let reason = PackReason(rawValue: reason), let purpose = JournalPurpose(rawValue: purpose),
                let language = Language(rawValue: language)
            else { throw WrongArgument.code }
            var question = JournalQuestion(purpose)
            (question.person, question.username) = (person, officer ?? "")
            (question.from, question.to) = (from.flatMap { Day(iso: $0) }, to.flatMap { Day(iso: $0) })
            try await settings.withSite(opening: open) { [question] site in
                let bytes = try await JournalPacking(site: site).make(
                    question, for: nil, language, because: reason, by: .command("carfan journal pack"))
                let file = try WrittenFile(out)
                try file.write(bytes)
                try file.finish()
                let sum = JournalPacking.sum(bytes)
                Terminal.say(Text(en: "\(out), SHA-256 \(sum)", cy: "\(out), SHA-256 \(sum)"))
            }
        }

        private static func codes<Codes: CaseIterable & RawRepresentable>(_ codes: Codes.Type) -> String
        where Codes.RawValue == String {
            codes.allCases.map(\.rawValue).joined(separator: ", ")
        }
    }

    /// `carfan journal pack verify FILE`: needs neither a database nor an account.
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: Text(
                en: "Check a pack, with nothing but the journal’s public key.",
                cy: "Gwirio pecyn, heb ddim ond allwedd gyhoeddus y dyddlyfr."
            ).atTerminal,
            discussion: Text(
                en: "Ends with 0 when every byte is as it was signed and every entry is in the checkpoint, with 1 when not.",
                cy: "Yn gorffen â 0 pan fo pob beit fel y’i llofnodwyd a phob cofnod yn y pwynt gwirio, ag 1 pan nad yw."
            ).atTerminal)

        @Argument(help: Text(en: "The pack.", cy: "Y pecyn.").help) var file: String
        @ArgumentParser.Option(
            help: Text(
                en: "A file of the keys that the journal signs with, as it published them.",
                cy: "Ffeil o’r allweddi y mae’r dyddlyfr yn llofnodi â hwy, fel y’u cyhoeddodd."
            ).help) var keys: String
        @ArgumentParser.Option(
            help: Text(en: "A file of the witnesses’ keys.", cy: "Ffeil o allweddi’r tystion.").help) var witnesses: String?

        func run() throws {
            guard let data = FileManager.default.contents(atPath: file) else { throw FileRefused.missing(file) }
            let checked = try JournalPack.check(
                Array(data), signedBy: try JournalKeys.verifiers(keys),
                witnesses: try witnesses.map(JournalKeys.verifiers) ?? [])
            let point = checked.checkpoint
            Terminal.say(
                Text(
                    en: "Whole: \(checked.entries) entries of \(point.origin), made \(checked.made); each is in its "
                        + "checkpoint of \(point.size) entries, which \(checked.witnessed) known witnesses have signed.",
                    cy: "Cyfan: \(checked.entries) o gofnodion \(point.origin), a wnaed \(checked.made); mae pob un yn ei "
                        + "bwynt gwirio o \(point.size) o gofnodion, a lofnodwyd gan \(checked.witnessed) o dystion hysbys."))
        }
    }
}
