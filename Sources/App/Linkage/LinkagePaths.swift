import Foundation
import Store

/// Whether the files to write are others than those to read, and than each other, however their paths are spelled.
enum LinkagePaths {
    /// Throws when a file would be written over one that is read, or two into one; looks at the paths alone.
    static func check(inputs: [String], outputs: [String]) throws(LinkageProblem) {
        let read = inputs.map(Place.init)
        var written: [Place] = []
        for output in outputs.map(Place.init) {
            if let input = read.first(where: output.isSame) { throw .overInput(output: output.path, input: input.path) }
            if let other = written.first(where: output.isSame) { throw .sameFile(output.path, other.path) }
            written.append(output)
        }
    }

    private struct Place {
        let path: String
        /// The folder without links, and the name in it: a file to write need not be there yet.
        let resolved: String
        /// What the path leads to in the end, if it is there: its device and its number on it.
        let file: [UInt64]?

        init(_ path: String) {
            self.path = path
            let place = FilePlace(path)
            resolved = (Self.real(place.folder) ?? place.folder) + "/" + place.name
            var status = stat()
            file = stat(path, &status) == 0 ? [UInt64(status.st_dev), UInt64(status.st_ino)] : nil
        }

        private static func real(_ folder: String) -> String? {
            guard let found = realpath(folder, nil) else { return nil }
            defer { free(found) }
            return String(cString: found)
        }

        func isSame(_ other: Place) -> Bool { resolved == other.resolved || file != nil && file == other.file }
    }
}
