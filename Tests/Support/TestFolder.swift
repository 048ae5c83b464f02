public import Foundation

/// A folder of this test process for files and sockets; gone when the process ends.
public let testFolder: URL = {
    let folder = URL(fileURLWithPath: NSTemporaryDirectory())
        .appendingPathComponent("carfan-tests-\(ProcessInfo.processInfo.processIdentifier)")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    atexit { removeTestFolder() }
    return folder
}()

/// Servers' folders stay until their watchers have seen them stop.
private func removeTestFolder() {
    let files = FileManager.default
    let folder = URL(fileURLWithPath: NSTemporaryDirectory())
        .appendingPathComponent("carfan-tests-\(ProcessInfo.processInfo.processIdentifier)")
    for name in (try? files.contentsOfDirectory(atPath: folder.path)) ?? [] {
        let path = folder.appendingPathComponent(name)
        if name.hasPrefix("postgres-") {
            let lines = (try? String(contentsOf: path.appendingPathComponent("data/postmaster.pid"), encoding: .utf8)) ?? ""
            if let pid = lines.split(separator: "\n").first.flatMap({ pid_t($0) }) { kill(pid, SIGQUIT) }
        } else {
            try? files.removeItem(at: path)
        }
    }
    rmdir(folder.path)
}

/// A path in the test folder that nobody else uses.
public func freshPath(_ ending: String = "sqlite") -> String {
    testFolder.appendingPathComponent("\(UUID().uuidString).\(ending)").path
}
