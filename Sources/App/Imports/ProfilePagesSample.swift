import Domain
import Foundation

/// The beginning of a file, for trying a profile on. It travels inside the page and is stored nowhere.
struct ProfileSample: Sendable {
    static let longest = 64 * 1024

    let bytes: [UInt8]
    /// The sample is the whole file.
    let isWhole: Bool

    /// What was pasted counts before the file that the page carries along.
    init(_ form: Form) {
        let pasted = form.raw("sample-text")
        if pasted.trimmed.isEmpty {
            bytes = Data(base64Encoded: form.raw("sample")).map(Array.init) ?? []
            isWhole = form["sample-whole"] == "1"
        } else {
            // Text that was pasted has no encoding of its own: the mark says UTF-8, whatever the profile expects.
            bytes = [0xEF, 0xBB, 0xBF] + pasted.utf8
            isWhole = true
        }
    }

    init(_ upload: inout ImportUpload) async throws {
        var bytes: [UInt8] = []
        var isWhole = true
        while let piece = try await upload.next() {
            bytes += piece
            guard bytes.count <= ProfileSample.longest else {
                isWhole = false
                break
            }
        }
        self.bytes = Array(bytes.prefix(ProfileSample.longest))
        self.isWhole = isWhole
    }

    var guess: FileGuess { FileGuess(start: bytes) }

    /// As hidden fields of the form.
    var fields: [(name: String, value: String)] {
        [("sample", Data(bytes).base64EncodedString()), ("sample-whole", isWhole ? "1" : "")]
    }

    /// The draft with the encoding and delimiter that the sample shows.
    func suggested(_ draft: ProfileDraft) throws -> ProfileDraft {
        let guess = guess
        if bytes.isEmpty { throw FileRefusal.empty }
        if let foreign = guess.foreign { throw FileRefusal.notText(foreign) }
        var draft = draft
        draft.encoding = guess.encoding.rawValue
        draft.delimiter = guess.delimiter.rawValue
        return draft
    }
}

/// How the first rows of a sample would be read under a profile.
struct ProfilePreview: Sendable {
    static let rows = 10

    let rows: [RowRead]

    /// - Throws: `FileRefusal` when the profile does not fit the sample at all; `Invalid` when there is none.
    init(_ profile: ImportProfile, _ sample: ProfileSample, _ site: Site) throws {
        guard !sample.bytes.isEmpty else {
            throw Invalid([
                Problem(
                    "sample-text",
                    Text(
                        en: "Paste the header and the first rows, or choose a file above",
                        cy: "Gludwch y pennawd a’r rhesi cyntaf, neu dewiswch ffeil uchod"))
            ])
        }
        let checks = IdentifierChecks.standard(asOf: site.today, offences: site.reference.offences)
        var reading = FileReading(profile, asOf: site.today, checks: checks)
        var rows = try reading.read(sample.bytes)
        if sample.isWhole || reading.rows == nil { rows += try reading.finish() }
        self.rows = Array(rows.prefix(ProfilePreview.rows))
    }
}
