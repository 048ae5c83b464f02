/// SQLite counts what it allocates under one lock, for which all connections wait. To be called before the first is opened.
/// sqlite3_config() takes a varying number of arguments, which Swift cannot call. 9 is SQLITE_CONFIG_MEMSTATUS.
static inline int sqlite_without_memory_statistics(void) {
    extern int sqlite3_config(int, ...);
    return sqlite3_config(9, 0);
}

/// A path may be a URI, which is how a file is opened that nobody changes. 17 is SQLITE_CONFIG_URI.
static inline int sqlite_with_uris(void) {
    extern int sqlite3_config(int, ...);
    return sqlite3_config(17, 1);
}
