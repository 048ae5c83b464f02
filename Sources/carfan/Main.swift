import App
import Store
import StorePostgres
import StoreSQLite

@main
enum Main {
    static func main() async {
        await Carfan.main { config in
            switch DatabaseAddress(config.database) {
            case .sqlite(let path)?: try SQLiteDatabase(path: path, readers: config.connections)
            case .postgres(let address)?: try PostgresDatabase(address, connections: config.connections)
            case nil: throw StoreError.unavailable("There is no database at \(config.database).")
            }
        }
    }
}
