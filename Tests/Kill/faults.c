// Between a program and the C library: lets the k-th write, sync, open, truncation, rename or removal of a file below one folder fail,
// and sets the clock.
// strace -e inject counts for each thread by itself and knows no "k-th of the process"; here all threads share one count.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

enum { WRITE, SYNC, OPEN, TRUNCATE, RENAME, REMOVE, KINDS };

// Shared with faults.py, which says what is to fail and reads how much there was.
struct control {
    _Atomic int32_t kind, error;      // which kind fails (-1: none), and how (0: half of what was to be written is)
    _Atomic uint64_t first, times;    // from which on, and how often
    _Atomic uint64_t seen[KINDS];
    _Atomic uint64_t failed;
    _Atomic int64_t shift;            // seconds that the clock is set back or forward
};

static struct control *control;
static const char *under;
static size_t length;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("FAULTS_CONTROL");
    under = getenv("FAULTS_UNDER");
    if (!path || !under) return;
    length = strlen(under);
    int file = (int)(intptr_t)open(path, O_RDWR | O_CLOEXEC);
    if (file < 0) return;
    void *place = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (place != MAP_FAILED) control = place;
}

static int is_ours(const char *path) { return control && path && strncmp(path, under, length) == 0; }

static int is_open_of_ours(int file) {
    if (!control || file < 3) return 0;
    char name[32], path[512];
    snprintf(name, sizeof name, "/proc/self/fd/%d", file);
    ssize_t count = readlink(name, path, sizeof path - 1);
    if (count <= 0) return 0;
    path[count] = 0;
    return is_ours(path);
}

// Whether this one fails; -1 for half a write.
static int fails(int kind) {
    uint64_t number = atomic_fetch_add(&control->seen[kind], 1) + 1;
    if (atomic_load(&control->kind) != kind) return 0;
    uint64_t first = atomic_load(&control->first);
    if (number < first || number - first >= atomic_load(&control->times)) return 0;
    atomic_fetch_add(&control->failed, 1);
    int error = atomic_load(&control->error);
    errno = error;
    return error == 0 ? -1 : 1;
}

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)
#define ON_FILE(kind, name, type, parameters, arguments) \
    type name parameters { REAL(name); if (is_open_of_ours(file) && fails(kind)) return -1; return real arguments; }
#define ON_WRITE(name, parameters, whole, half) \
    ssize_t name parameters { REAL(name); \
        int fault = is_open_of_ours(file) ? fails(WRITE) : 0; \
        return fault > 0 ? -1 : fault < 0 ? real half : real whole; }

ON_WRITE(write, (int file, const void *data, size_t size), (file, data, size), (file, data, size / 2))
ON_WRITE(pwrite, (int file, const void *data, size_t size, off_t place), (file, data, size, place), (file, data, size / 2, place))
ON_WRITE(pwrite64, (int file, const void *data, size_t size, off64_t place), (file, data, size, place), (file, data, size / 2, place))
ON_FILE(SYNC, fsync, int, (int file), (file))
ON_FILE(SYNC, fdatasync, int, (int file), (file))
ON_FILE(TRUNCATE, ftruncate, int, (int file, off_t size), (file, size))
ON_FILE(TRUNCATE, ftruncate64, int, (int file, off64_t size), (file, size))

#define ON_OPEN(name, parameters, path, ...) \
    int name parameters { REAL(name); va_list rest; va_start(rest, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; va_end(rest); \
        return is_ours(path) && fails(OPEN) ? -1 : real(__VA_ARGS__, flags, mode); }

ON_OPEN(open, (const char *path, int flags, ...), path, path)
ON_OPEN(open64, (const char *path, int flags, ...), path, path)
ON_OPEN(openat, (int folder, const char *path, int flags, ...), path, folder, path)
ON_OPEN(openat64, (int folder, const char *path, int flags, ...), path, folder, path)

int rename(const char *old, const char *new) { REAL(rename); if (is_ours(new) && fails(RENAME)) return -1; return real(old, new); }
int link(const char *old, const char *new) { REAL(link); if (is_ours(new) && fails(RENAME)) return -1; return real(old, new); }
int unlink(const char *path) { REAL(unlink); if (is_ours(path) && fails(REMOVE)) return -1; return real(path); }

int clock_gettime(clockid_t clock, struct timespec *time) {
    REAL(clock_gettime);
    int result = real(clock, time);
    if (result == 0 && control && clock == CLOCK_REALTIME) time->tv_sec += atomic_load(&control->shift);
    return result;
}
