import Domain
import Foundation

/// A model as a file: what was learned, and how common the names were among which it was learned. No record can be read from it.
struct LinkageModelFile: Codable {
    let model: LinkageModel
    /// The frequencies, Base64; a file without them is filled from the records that it is used on.
    let terms: String?
    /// Which number each slot of the model is, in their order; nil in a file that was kept before that was said.
    let numbers: [LinkageNumberColumn]?

    init(_ model: LinkageModel, _ terms: LinkageTerms, numbers: [LinkageNumberColumn]?) {
        self.model = model
        self.numbers = numbers
        self.terms = Data(terms.bytes).base64EncodedString()
    }

    var text: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
            return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
        }
    }

    /// A model that an earlier run kept; refused when it is of another form.
    static func read(_ path: String) throws(LinkageProblem) -> LinkageModelFile {
        guard let data = FileManager.default.contents(atPath: path) else { throw .unreadable(path) }
        guard let file = try? JSONDecoder().decode(LinkageModelFile.self, from: data), file.model.isWhole,
            file.numbers?.count ?? 0 <= LinkageColumns.mostNumbers
        else {
            throw .model(path)
        }
        return file
    }

    /// nil for a file without frequencies, or with broken ones.
    func version(_ number: Int64) -> LinkageVersion? {
        guard let terms, let data = Data(base64Encoded: terms), let read = LinkageTerms(bytes: [UInt8](data)) else {
            return nil
        }
        return LinkageVersion(number, model, read)
    }
}
