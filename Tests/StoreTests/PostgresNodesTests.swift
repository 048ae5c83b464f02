import Store
import StorePostgres
import Support
import Testing

@Suite("PostgreSQL: several nodes on one database", .enabled(if: PostgresCluster.isInstalled))
struct PostgresNodesTests {
    @Test("Writes that all clash with one another come through on every node")
    func clash() async throws {
        try await Engine.postgres.with(contractSchema) { first in
            let name: String = try await first.read { try $0.value("SELECT current_database() AS name") ?? "" }
            let conninfo = try await PostgresCluster.shared.conninfo(name)
            let nodes = try [PostgresDatabase(conninfo), PostgresDatabase(conninfo)]
            try await first.write { try $0.execute("INSERT INTO sample (number, label) VALUES (0, 'counted')") }
            let (each, tasks) = (15, 12)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for task in 0..<tasks {
                    group.addTask {
                        for _ in 0..<each {
                            try await nodes[task % 2].write { connection in
                                let found: Int64 =
                                    try connection.value("SELECT number FROM sample WHERE label = 'counted'") ?? 0
                                try connection.execute("UPDATE sample SET number = \(found + 1) WHERE label = 'counted'")
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let sum: Int64? = try await first.read { try $0.value("SELECT number FROM sample WHERE label = 'counted'") }
            #expect(sum == Int64(each * tasks))
            for node in nodes { await node.close() }
        }
    }
}
