import Foundation

/// A PostgreSQL 15 cluster that the tests start themselves from Debian's package, on a free loopback port, as an
/// unprivileged user. It is stopped by its process id when the test process ends, however that ends.
public final class PostgresCluster: @unchecked Sendable {
    public static let programs = "/usr/lib/postgresql/15/bin"

    public static let isInstalled: Bool = {
        let isThere = FileManager.default.isExecutableFile(atPath: "\(programs)/initdb")
        if !isThere {
            FileHandle.standardError.write(
                Data("Tests on PostgreSQL are left out: there is no \(programs). (apt-get install postgresql)\n".utf8))
        }
        return isThere
    }()

    /// The one cluster of this test process, started by the first who asks.
    public static var shared: PostgresCluster {
        get async throws { try await starting.value }
    }

    private static let starting = Task { try await PostgresCluster(named: "shared") }

    public let port: Int
    private let folder: String

    /// A cluster of its own, for tests that stop and start it. Nothing is synced: a killed server keeps what the kernel has.
    public init(named name: String, settings: [String] = []) async throws {
        folder = testFolder.appendingPathComponent("postgres-\(name)").path
        port = freePort()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        if geteuid() == 0 { try await run("/bin/chown", ["postgres:postgres", folder]) }
        try await program(
            "initdb",
            ["-D", data, "-A", "trust", "-U", "postgres", "--locale=C.UTF-8", "-E", "UTF8", "--no-instructions", "--no-sync"])
        let lines =
            [
                "port = \(port)", "listen_addresses = '127.0.0.1'", "unix_socket_directories = '\(folder)'",
                "max_connections = 1000",
                "shared_buffers = 32MB", "log_min_messages = fatal", "fsync = off", "full_page_writes = off",
            ] + settings
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: "\(data)/postgresql.conf"))
        try file.seekToEnd()
        try file.write(contentsOf: Data(("\n" + lines.joined(separator: "\n") + "\n").utf8))
        try file.close()
        try watch()
        try await start()
    }

    /// Where to connect: over TCP on the loopback.
    public func conninfo(_ database: String) -> String {
        "postgres://postgres@127.0.0.1:\(port)/\(database)?sslmode=disable"
    }

    /// Makes a new, empty database and returns its conninfo.
    public func freshDatabase() async throws -> String {
        let name = "t" + UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: "")
        try await run(
            "\(Self.programs)/createdb", ["-h", "127.0.0.1", "-p", "\(port)", "-U", "postgres", "-T", "template0", name])
        return conninfo(name)
    }

    public func start() async throws {
        try await program("pg_ctl", ["-D", data, "-l", "\(folder)/log", "-w", "-t", "30", "start"])
    }

    /// Stops at once: sessions are cut off. `kill -9` of the whole server when `immediately`.
    public func stop(immediately: Bool = false) async throws {
        try await program("pg_ctl", ["-D", data, "-m", immediately ? "immediate" : "fast", "-w", "-t", "30", "stop"])
    }

    private var data: String { "\(folder)/data" }

    private func program(_ name: String, _ arguments: [String]) async throws {
        if geteuid() == 0 {
            try await run("/usr/sbin/runuser", ["-u", "postgres", "--", "\(Self.programs)/\(name)"] + arguments)
        } else {
            try await run("\(Self.programs)/\(name)", arguments)
        }
    }

    /// A shell that waits for this process to end, then stops the server by the id in its own file and clears up.
    private func watch() throws {
        let script = """
            while kill -0 \(ProcessInfo.processInfo.processIdentifier) 2>/dev/null; do sleep 0.5; done
            pid=$(head -1 '\(data)/postmaster.pid' 2>/dev/null) && kill -QUIT "$pid" 2>/dev/null
            while [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
            rm -rf '\(folder)'; rmdir '\(testFolder.path)' 2>/dev/null
            """
        _ = try runNow("/usr/bin/setsid", ["--fork", "/bin/sh", "-c", "exec >/dev/null 2>&1; \(script)"])
    }
}
