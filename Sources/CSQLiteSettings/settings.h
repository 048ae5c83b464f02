/// SQLite counts what it allocates under one lock, for which all connections wait. To be called before the first is opened.
/// sqlite3_config() takes a varying number of arguments, which Swift cannot call. 9 is SQLITE_CONFIG_MEMSTATUS.
static inline int sqlite_without_memory_statistics(void) {
    extern int sqlite3_config(int, ...);
    return sqlite3_config(9, 0);
}
