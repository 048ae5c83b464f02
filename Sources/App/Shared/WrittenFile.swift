import Domain
import Foundation
import Store

/// A file that is there only when all of it is: written beside its place, readable by its owner alone, then moved there. When it
/// is given up, nothing of it is left.
final class WrittenFile: Sendable {
    private let path: String
    private let partial: String
    private let handle: FileHandle

    init(_ path: String) throws {
        self.path = path
        partial = "\(path).\(hexadecimal(randomBytes(8))).partial"
        let file = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw FileRefused.cannotWrite(path) }
        handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    }

    deinit {
        unlink(partial)
    }

    func write(_ text: String) throws {
        try handle.write(contentsOf: Data(text.utf8))
    }

    func write(_ bytes: [UInt8]) throws {
        try handle.write(contentsOf: Data(bytes))
    }

    func finish() throws {
        try handle.synchronize()
        try handle.close()
        guard rename(partial, path) == 0 else { throw FileRefused.cannotWrite(path) }
        try WrittenFile.settle(path)
    }

    /// A new name is as durable as the content only when its folder is synced too.
    static func settle(_ path: String) throws {
        let place = (path as NSString).deletingLastPathComponent
        let folder = open(place.isEmpty ? "." : place, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw FileRefused.cannotWrite(path) }
        defer { Foundation.close(folder) }
        guard fsync(folder) == 0 else { throw FileRefused.cannotWrite(path) }
    }
}

/// Small files of text that may not be there yet.
enum FileText {
    /// nil only when there is no file: one that is there and cannot be read is a fault.
    static func ifThere(_ path: String) throws -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        if file < 0, errno == ENOENT { return nil }
        guard file >= 0 else { throw FileRefused.cannotRead(path) }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        guard let data = try? handle.readToEnd() ?? Data() else { throw FileRefused.cannotRead(path) }
        return String(decoding: data, as: UTF8.self)
    }
}

/// A file that a command was given cannot be used.
enum FileRefused: Refusal {
    case cannotRead(String)
    case cannotWrite(String)
    case empty(String)
    case missing(String)

    /// What Foundation could not do with a file, in our words.
    init(_ error: CocoaError) {
        let path = error.filePath ?? ""
        switch error.code {
        case .fileNoSuchFile, .fileReadNoSuchFile: self = .missing(path)
        case .fileWriteNoPermission, .fileWriteOutOfSpace, .fileWriteVolumeReadOnly, .fileWriteFileExists, .fileWriteUnknown:
            self = .cannotWrite(path)
        default: self = .cannotRead(path)
        }
    }

    var message: Text {
        switch self {
        case .cannotRead(let path): Text(en: "\(path) cannot be read", cy: "Ni ellir darllen \(path)")
        case .cannotWrite(let path): Text(en: "\(path) cannot be written", cy: "Ni ellir ysgrifennu \(path)")
        case .missing(let path): Text(en: "There is no file or folder \(path)", cy: "Nid oes ffeil na ffolder \(path)")
        case .empty(let path): Text(en: "\(path) is empty", cy: "Mae \(path) yn wag")
        }
    }
}
