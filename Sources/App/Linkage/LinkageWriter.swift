import Domain
import Foundation

/// A file that appears whole or not at all: written under another name, then renamed.
final class LinkageWriter {
    private let path: String
    private let waiting: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var failed = false
    private var done = false

    init(_ path: String) throws(LinkageProblem) {
        self.path = path
        waiting = path + ".part"
        descriptor = open(waiting, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard descriptor >= 0 else { throw .unwritable(path) }
        buffer.reserveCapacity(1 << 20)
    }

    deinit {
        if !done {
            close(descriptor)
            unlink(waiting)
        }
    }

    func write(_ text: String) { write(bytes: text.utf8) }

    @inline(__always)
    func write(bytes: some Sequence<UInt8>) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= 1 << 20 { flush() }
    }

    private func flush() {
        buffer.withUnsafeBytes { bytes in
            var from = 0
            while from < bytes.count, !failed {
                let wrote = Foundation.write(descriptor, bytes.baseAddress?.advanced(by: from), bytes.count - from)
                if wrote > 0 { from += wrote } else { failed = true }
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Makes sure that the bytes are on the disk. The file still has its waiting name.
    func finish() throws(LinkageProblem) {
        flush()
        if failed || fsync(descriptor) != 0 { throw .unwritable(path) }
    }

    /// Gives all files their names, once every one of them is whole.
    static func publish(_ writers: [LinkageWriter]) throws(LinkageProblem) {
        for writer in writers { try writer.finish() }
        for writer in writers {
            close(writer.descriptor)
            writer.done = true
            if rename(writer.waiting, writer.path) != 0 { throw .unwritable(writer.path) }
        }
    }
}
