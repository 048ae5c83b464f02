import ArgumentParser
import Domain

/// What is wrong with the arguments of a command, in the language of the terminal; how to use it follows.
enum WrongArgument {
    static var day: ValidationError {
        error(Text(en: "--as-of takes a day like 2026-11-01.", cy: "Mae --as-of yn cymryd diwrnod fel 2026-11-01."))
    }

    static var nothingToImport: ValidationError {
        error(
            Text(en: "Name a file or a folder, or say --resume.", cy: "Enwch ffeil neu ffolder, neu dywedwch --resume."))
    }

    static var range: ValidationError {
        error(Text(en: "--from and --count start at 1.", cy: "Mae --from a --count yn dechrau o 1."))
    }

    static var profile: ValidationError {
        error(Text(en: "--profile is hmpps or published.", cy: "hmpps neu published yw --profile."))
    }

    static var code: ValidationError {
        error(
            Text(
                en: "--reason, --purpose and --language take one of the words that the help names.",
                cy: "Mae --reason, --purpose a --language yn cymryd un o’r geiriau y mae’r cymorth yn eu henwi."))
    }

    static var packDay: ValidationError {
        error(Text(en: "--from and --to take days like 2026-11-01.", cy: "Mae --from a --to yn cymryd dyddiau fel 2026-11-01."))
    }

    static var packOfWhat: ValidationError {
        error(
            Text(
                en: "Say --person, --officer, or --from and --to.", cy: "Dywedwch --person, --officer, neu --from a --to."))
    }

    static var evaluateWhat: ValidationError {
        error(
            Text(
                en: "Say --in, or --clusters and perhaps --pairs.", cy: "Dywedwch --in, neu --clusters ac efallai --pairs."))
    }

    static var threads: ValidationError {
        error(Text(en: "--threads is a number from 1 to 256.", cy: "Rhif o 1 i 256 yw --threads."))
    }

    static var all: ValidationError { error(Text(en: "Say --all.", cy: "Dywedwch --all.")) }

    private static func error(_ text: Text) -> ValidationError { ValidationError(text.atTerminal) }
}
