public import Foundation

/// The folder of reference material beside the checkout, when there is one: tests that read it are skipped without it.
public let sharedFolder: URL? = {
    let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("shared")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
}()
