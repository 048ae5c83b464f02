import App
import Store
import StorePostgres
import StoreSQLite

/// The program: it knows the drivers, and leaves the rest to the commands.
@main
enum Main {
    static func main() async {
        await Carfan.main { config, opening in
            switch DatabaseAddress(config.database) {
            case .sqlite(let path)?:
                try opening.check(path)
                return try SQLiteDatabase(path: path, mode: mode(opening), readers: config.connections)
            case .postgres(let address)?: return try PostgresDatabase(address, connections: config.connections)
            case nil: throw StoreError.unavailable("There is no database at \(config.database).")
            }
        }
    }

    private static func mode(_ opening: Opening) -> SQLiteDatabase.Mode {
        switch opening {
        case .create: .create
        case .existing: .existing
        case .readOnly: .readOnly
        }
    }
}
