/// The drivers begin and end transactions; a statement that does so would break its caller's and others' writes.
public func refuseTransactionControl(_ text: String) throws {
    let word = text.drop { $0.isWhitespace }.prefix { $0.isLetter }.uppercased()
    if ["BEGIN", "START", "COMMIT", "END", "ABORT", "ROLLBACK", "SAVEPOINT", "RELEASE"].contains(word) {
        throw StoreError.statement("transactions belong to the driver")
    }
}

/// A table or column name that goes into a statement as it is.
public func requireSchemaName(_ name: String) throws {
    guard !name.isEmpty, name.utf8.allSatisfy({ $0 == 95 || (97...122).contains($0) || (48...57).contains($0) }) else {
        throw StoreError.statement("not a schema name")
    }
}
