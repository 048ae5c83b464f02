import Store
import Testing

@Suite("SQL binds what is interpolated")
struct SQLTests {
    @Test func bindsAndNests() {
        let condition: SQL = "surname = \("O'Neill")"
        let sql: SQL = "SELECT id FROM person WHERE \(condition) AND id IN (\(list: [1, 2]))"
        let (text, values) = sql.rendered(marker: "?")
        #expect(text == "SELECT id FROM person WHERE surname = ?1 AND id IN (?2,?3)")
        #expect(values == [.text("O'Neill"), .integer(1), .integer(2)])
    }
}
