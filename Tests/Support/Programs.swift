import Foundation
import Glibc

struct ProgramFailed: Error, CustomStringConvertible {
    let description: String
}

/// Runs a program to its end, off the cooperative threads. Throws with what it said when it fails.
@discardableResult
public func run(_ program: String, _ arguments: [String]) async throws -> String {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async {
            continuation.resume(with: Result { try runNow(program, arguments) })
        }
    }
}

/// With posix_spawn: Foundation's Process waits for the end of every descendant that kept its descriptors, so for ever when
/// a server was started. What is said goes to a file, as a pipe would be held open likewise.
func runNow(_ program: String, _ arguments: [String]) throws -> String {
    let output = freshPath("output")
    defer { unlink(output) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    let words = (["/usr/bin/env", "-C", "/", program] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    var child: pid_t = 0
    let code = posix_spawn(&child, "/usr/bin/env", &actions, nil, words + [nil], environ)
    guard code == 0 else { throw ProgramFailed(description: "\(program): \(String(cString: strerror(code)))") }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    guard status == 0 else {
        let said = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
        throw ProgramFailed(description: "\(program) \(arguments): \(said)")
    }
    return (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
}

/// A TCP port on the loopback that nobody listens on. It lies below those that the kernel gives to outgoing connections
/// (from 32768 on), so that a server which is stopped and started finds its port free.
func freePort() -> Int {
    Array(20_000..<32_000).shuffled().first { port in
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    } ?? 0
}
