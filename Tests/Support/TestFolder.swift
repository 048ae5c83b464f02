public import Foundation

/// A folder of this test process for files and sockets; gone when the process ends.
public let testFolder: URL = {
    let folder = URL(fileURLWithPath: NSTemporaryDirectory())
        .appendingPathComponent("carfan-tests-\(ProcessInfo.processInfo.processIdentifier)")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    atexit { removeTestFolder() }
    return folder
}()

private func removeTestFolder() {
    try? FileManager.default.removeItem(
        at: URL(fileURLWithPath: NSTemporaryDirectory())
            .appendingPathComponent("carfan-tests-\(ProcessInfo.processInfo.processIdentifier)"))
}

/// A path in the test folder that nobody else uses.
public func freshPath(_ ending: String = "sqlite") -> String {
    testFolder.appendingPathComponent("\(UUID().uuidString).\(ending)").path
}
