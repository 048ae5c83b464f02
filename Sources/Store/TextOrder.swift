/// Texts are put in order by their bytes: moments, sort keys, tokens and the bounds of searches are compared as they are written.
enum TextOrder {
    /// By what it does and not by its name: each of PostgreSQL's providers of locales calls it otherwise.
    private static let isByBytes: SQL =
        "SELECT CASE WHEN 'Z' < 'a' AND 'a b' < 'ab' AND '~' > 'z' AND '-' < '0' THEN 1 ELSE 0 END AS one"

    /// - Throws: `StoreError.schema` for a database that compares texts as a dictionary does.
    static func check(_ connection: any Connection) throws {
        guard connection.dialect == .postgres, try connection.value(isByBytes, as: Int64.self) != 1 else { return }
        throw StoreError.schema(
            """
            This PostgreSQL database puts texts in a dictionary's order; Carfan needs that of their bytes. Make the database anew: \
            createdb --template template0 --encoding UTF8 --locale C.UTF-8
            Mae'r gronfa ddata PostgreSQL hon yn rhoi testunau yn nhrefn geiriadur; mae angen trefn eu beitiau ar Carfan. Crëwch y \
            gronfa ddata o'r newydd: createdb --template template0 --encoding UTF8 --locale C.UTF-8
            """)
    }
}
