/* SPDX-License-Identifier: Apache-2.0
 * failing_calls.c - a library that is loaded before a program (LD_PRELOAD) and lets one of its calls fail.
 *
 *     DRAAD_FAIL="CALL N ERRNO MARK"    the N-th (from 1) CALL fails with ERRNO, and the file MARK is made
 *
 * CALL is write, fsync, close, rename, link, unlink, mkdir or create (open of a new file); `write` N with ERRNO 0
 * writes half of what it was given and fails with ENOSPC from then on: a disk that fills.  Only calls on what can be
 * written count: a close of what was only read cannot lose anything. Knows: the calls by which outside/file.c writes.
 * Does not know: Draad. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_uint count;

/* The next function of this name, behind ours. */
static void *next(const char *name)
{
    return dlsym(RTLD_NEXT, name);
}

static void mark(const char *path)
{
    const long fd = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT, 0600);
    if (fd >= 0)
        syscall(SYS_close, fd);
}

/* Is this the call that fails?  Then errno is set; 0: it is the disk that fills. */
static int fails(const char *call, int *why)
{
    const char *said = getenv("DRAAD_FAIL");
    char name[16], path[512];
    unsigned n = 0;
    if (said == NULL || sscanf(said, "%15s %u %d %511s", name, &n, why, path) != 4 || strcmp(name, call) != 0)
        return 0;
    const unsigned now = atomic_fetch_add(&count, 1) + 1;
    if (now != n && !(*why == 0 && now > n))
        return 0;
    mark(path);
    errno = *why;
    return now == n ? 1 : 2;
}

static int is_written(int fd)
{
    const int flags = fcntl(fd, F_GETFL);
    struct stat s;
    return fd > 2 && flags >= 0 && (flags & O_ACCMODE) != O_RDONLY && fstat(fd, &s) == 0 && S_ISREG(s.st_mode);
}

ssize_t write(int fd, const void *bytes, size_t n)
{
    ssize_t (*real)(int, const void *, size_t) = (ssize_t(*)(int, const void *, size_t))next("write");
    int why = 0;
    const int how = is_written(fd) ? fails("write", &why) : 0;
    if (how == 1 && why == 0 && n > 1)
        return real(fd, bytes, n / 2);
    if (how != 0) {
        errno = why == 0 ? ENOSPC : why;
        return -1;
    }
    return real(fd, bytes, n);
}

int fsync(int fd)
{
    int (*real)(int) = (int (*)(int))next("fsync");
    int why;
    return fails("fsync", &why) ? -1 : real(fd);
}

int close(int fd)
{
    int (*real)(int) = (int (*)(int))next("close");
    int why;
    const int lost = is_written(fd) && fails("close", &why);
    const int done = real(fd);
    if (lost)
        errno = why;
    return lost ? -1 : done;
}

int rename(const char *from, const char *to)
{
    int (*real)(const char *, const char *) = (int (*)(const char *, const char *))next("rename");
    int why;
    return fails("rename", &why) ? -1 : real(from, to);
}

int renameat(int a, const char *from, int b, const char *to)
{
    int (*real)(int, const char *, int, const char *) = (int (*)(int, const char *, int, const char *))next("renameat");
    int why;
    return fails("rename", &why) ? -1 : real(a, from, b, to);
}

int renameat2(int a, const char *from, int b, const char *to, unsigned flags)
{
    int (*real)(int, const char *, int, const char *, unsigned) =
        (int (*)(int, const char *, int, const char *, unsigned))next("renameat2");
    int why;
    return fails("rename", &why) ? -1 : real(a, from, b, to, flags);
}

int link(const char *from, const char *to)
{
    int (*real)(const char *, const char *) = (int (*)(const char *, const char *))next("link");
    int why;
    return fails("link", &why) ? -1 : real(from, to);
}

int unlink(const char *path)
{
    int (*real)(const char *) = (int (*)(const char *))next("unlink");
    int why;
    return fails("unlink", &why) ? -1 : real(path);
}

int unlinkat(int at, const char *path, int flags)
{
    int (*real)(int, const char *, int) = (int (*)(int, const char *, int))next("unlinkat");
    int why;
    return fails("unlink", &why) ? -1 : real(at, path, flags);
}

int mkdirat(int at, const char *path, mode_t mode)
{
    int (*real)(int, const char *, mode_t) = (int (*)(int, const char *, mode_t))next("mkdirat");
    int why;
    return fails("mkdir", &why) ? -1 : real(at, path, mode);
}

static mode_t mode_of(int flags, va_list args)
{
    return (flags & O_CREAT) != 0 ? (mode_t)va_arg(args, unsigned) : 0;
}

int open(const char *path, int flags, ...)
{
    int (*real)(const char *, int, ...) = (int (*)(const char *, int, ...))next("open");
    va_list args;
    int why;
    va_start(args, flags);
    const mode_t mode = mode_of(flags, args);
    va_end(args);
    return (flags & O_CREAT) != 0 && fails("create", &why) ? -1 : real(path, flags, mode);
}

int openat(int at, const char *path, int flags, ...)
{
    int (*real)(int, const char *, int, ...) = (int (*)(int, const char *, int, ...))next("openat");
    va_list args;
    int why;
    va_start(args, flags);
    const mode_t mode = mode_of(flags, args);
    va_end(args);
    return (flags & O_CREAT) != 0 && fails("create", &why) ? -1 : real(at, path, flags, mode);
}
