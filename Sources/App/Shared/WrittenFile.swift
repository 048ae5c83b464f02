import Domain
import Foundation
import Store

/// A file that is there only when all of it is: written without a name where the disk can do that, else beside its place, readable
/// by its owner alone, then moved there. When it is given up, or the program is killed, nothing of it is left.
final class WrittenFile: Sendable {
    private let path: String
    private let partial: String
    private let handle: FileHandle
    private let isNamed: Bool

    init(_ path: String) throws {
        guard !Self.isFolder(path) else { throw FileRefused.cannotWrite(path) }
        self.path = path
        partial = "\(path).\(hexadecimal(randomBytes(8))).partial"
        let nameless = Self.nameless(beside: path)
        isNamed = nameless < 0
        let file = isNamed ? open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600) : nameless
        guard file >= 0 else { throw FileRefused.cannotWrite(path) }
        handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    }

    deinit {
        unlink(partial)
    }

    /// Below 0 where there is no such thing. It gets its name by way of `/proc`.
    private static func nameless(beside path: String) -> Int32 {
        #if os(Linux)
        guard access("/proc/self/fd", X_OK) == 0 else { return -1 }
        return open(FilePlace(path).folder, O_WRONLY | O_DIRECTORY | 0o20000000 | O_CLOEXEC, 0o600)
        #else
        return -1
        #endif
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    func write(_ text: String) throws {
        try write(Array(text.utf8))
    }

    func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { bytes in
            var from = 0
            while from < bytes.count {
                let wrote = Foundation.write(handle.fileDescriptor, bytes.baseAddress?.advanced(by: from), bytes.count - from)
                guard wrote > 0 || errno == EINTR else { throw FileRefused.cannotWrite(path) }
                from += max(wrote, 0)
            }
        }
    }

    func finish() throws { try Self.finish([self]) }

    /// Several files of which all appear or, when one cannot be made whole, none.
    static func finish(_ files: [WrittenFile]) throws {
        for file in files { try file.handle.synchronize() }
        for file in files { try file.name() }
        for file in files {
            try file.handle.close()
            guard rename(file.partial, file.path) == 0 else { throw FileRefused.cannotWrite(file.path) }
        }
        for file in files { try settle(file.path) }
    }

    /// Gives a file without a name the one that it waits under.
    private func name() throws {
        guard !isNamed else { return }
        let own = "/proc/self/fd/\(handle.fileDescriptor)"
        guard linkat(AT_FDCWD, own, AT_FDCWD, partial, AT_SYMLINK_FOLLOW) == 0 else { throw FileRefused.cannotWrite(path) }
    }

    /// A new name is as durable as the content only when its folder is synced too.
    static func settle(_ path: String) throws {
        let folder = open(FilePlace(path).folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
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
