import Domain
import Foundation
import Logging

/// The log: a line a message on standard error. Metadata is left out, because libraries put addresses and paths there.
struct PlainLog: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let line = "\(Instant.now().iso) \(event.level.rawValue): \(event.message)\n"
        try? FileHandle.standardError.write(contentsOf: Data(line.utf8))
    }
}

extension Logger {
    /// The log of a running Carfan.
    static func plain(_ level: Logger.Level) -> Logger {
        Logger(label: "carfan") { _ in PlainLog(logLevel: level) }
    }
}
