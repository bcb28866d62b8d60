/* SPDX-License-Identifier: Apache-2.0
 * file.c - the file system, by POSIX.
 * Knows: files, folders, and how to make a folder appear whole or not at all.
 * Does not know: what is in them.
 * What comes in is never waited for: only regular files are opened (and once more looked at when open), so that
 * a FIFO or a device in a folder costs one line and no time.  What goes out holds interviews: folders 0700,
 * files 0600, never through a link that somebody else put there. */
#define _GNU_SOURCE /* renameat2 */
#include "outside/file.h"
#include "base/memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEPTH_MAX = 64, CHUNK = 65536 };

static draad_status io_error(draad_error *err, const char *path, const char *format)
{
    return dr_fail(err, DRAAD_E_IO, dr_place_of(path), format, strerror(errno));
}

/* ---- Reading ------------------------------------------------------------------------------------------ */

/* What a thing that is no regular file is called. */
static const char *kind_of(mode_t mode)
{
    return S_ISDIR(mode)                    ? "a folder"
           : S_ISFIFO(mode)                 ? "a pipe (FIFO)"
           : S_ISCHR(mode) || S_ISBLK(mode) ? "a device"
           : S_ISSOCK(mode)                 ? "a socket"
                                            : "no regular file";
}

static draad_status read_all(int fd, const char *path, size_t max, dr_buf *out, draad_error *err)
{
    char chunk[CHUNK];
    size_t before = out->len;
    for (;;) {
        ssize_t n = read(fd, chunk, sizeof chunk);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) { /* standard input that somebody made so */
            struct pollfd wait = {.fd = fd, .events = POLLIN};
            if (poll(&wait, 1, -1) < 0 && errno != EINTR)
                return io_error(err, path, "cannot read: %s");
            continue;
        }
        if (n < 0)
            return io_error(err, path, "cannot read: %s");
        if (n == 0)
            return DRAAD_OK;
        if ((size_t)n > max - (out->len - before))
            return dr_fail(err, DRAAD_E_LIMIT, dr_place_of(path), "is larger than the limit of %zu bytes", max);
        draad_status s = dr_buf_put(out, (draad_str){chunk, (size_t)n}, err);
        if (s != DRAAD_OK)
            return s;
    }
}

/* Opens a regular file; -1 and *err when it is something else.  It is looked at before it is opened, because
 * opening a device can do something, and after, because it may have been replaced in between. */
static int open_regular(const char *path, draad_error *err)
{
    struct stat found;
    int fd = -1;
    if (stat(path, &found) != 0) {
        io_error(err, path, "cannot open: %s");
        return -1;
    }
    if (S_ISREG(found.st_mode)) {
        fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
        if (fd < 0 || fstat(fd, &found) != 0)
            io_error(err, path, "cannot open: %s");
        else if (S_ISREG(found.st_mode))
            return fd;
    }
    if (!S_ISREG(found.st_mode))
        dr_fail(err, DRAAD_E_SOURCE, dr_place_of(path), "is %s; a file was expected", kind_of(found.st_mode));
    if (fd >= 0)
        close(fd);
    return -1;
}

draad_status dr_file_read(const char *path, size_t max, dr_buf *out, draad_error *err)
{
    draad_error own;
    size_t before = out->len;
    bool standard_input = strcmp(path, "-") == 0;
    err = err != NULL ? err : &own;
    int fd = standard_input ? STDIN_FILENO : open_regular(path, err);
    if (fd < 0)
        return err->status;
    draad_status s = read_all(fd, standard_input ? "standard input" : path, max, out, err);
    if (!standard_input)
        close(fd);
    if (s != DRAAD_OK)
        out->len = before;
    return s;
}

bool dr_file_exists(const char *path)
{
    struct stat found;
    return stat(path, &found) == 0;
}

draad_status dr_file_absolute(const char *path, dr_buf *out, draad_error *err)
{
    char *resolved = realpath(path, NULL); /* malloc's own: realpath offers no other way */
    if (resolved == NULL)
        return io_error(err, path, "cannot find: %s");
    draad_status s = dr_buf_put(out, dr_str_of(resolved), err);
    free(resolved);
    return s;
}

/* ---- Walking ------------------------------------------------------------------------------------------ */

typedef DR_VEC(draad_str) names;

static int by_bytes(const void *a, const void *b)
{
    return dr_str_compare(*(const draad_str *)a, *(const draad_str *)b);
}

/* What programs keep beside files for themselves: hidden, or a note of Word's that a file is open ("~$anna.docx"). */
static bool is_aside(const char *name)
{
    return name[0] == '.' || (name[0] == '~' && name[1] == '$');
}

/* The names in an open folder, sorted; those of files for programs left out. */
static draad_status list(DIR *folder, const char *path, dr_arena *arena, names *out, draad_error *err)
{
    for (;;) {
        errno = 0;
        struct dirent *entry = readdir(folder);
        if (entry == NULL && errno != 0)
            return io_error(err, path, "cannot read the folder: %s");
        if (entry == NULL)
            break;
        if (is_aside(entry->d_name))
            continue;
        draad_str name = dr_arena_str(arena, dr_str_of(entry->d_name));
        draad_str *kept = name.data != NULL ? dr_vec_push(out) : NULL;
        if (kept == NULL)
            return dr_no_memory(err);
        *kept = name;
    }
    if (out->n > 0)
        qsort(out->at, out->n, sizeof *out->at, by_bytes);
    return DRAAD_OK;
}

typedef struct walk {
    const draad_report *report;
    draad_status (*each)(void *ctx, const char *path, const char *relative, draad_error *err);
    draad_status (*enters)(void *ctx, const char *folder, bool *enter, draad_error *err);
    void *ctx;
    draad_status unusable; /* the last thing that was left out */
    draad_error *err;
    int depth;
} walk;

static draad_status walk_entry(walk *w, const char *path, size_t root);

/* Tells what is left out and goes on; only a lack of memory ends the walk. */
static draad_status leave_out(walk *w, draad_status status)
{
    if (status == DRAAD_E_MEMORY)
        return status;
    dr_tell(w->report, DRAAD_ERROR, w->err);
    w->unusable = status;
    return DRAAD_OK;
}

static draad_status walk_folder(walk *w, const char *path, size_t root)
{
    names found = {0};
    dr_arena arena = {0};
    dr_buf child = {0};
    draad_status s;
    DIR *folder = NULL;
    if (w->depth >= DEPTH_MAX) {
        s = dr_fail(w->err, DRAAD_E_LIMIT, dr_place_of(path), "folders lie deeper than %d", DEPTH_MAX);
        return leave_out(w, s);
    }
    if ((folder = opendir(path)) == NULL)
        return leave_out(w, io_error(w->err, path, "cannot open the folder: %s"));
    s = list(folder, path, &arena, &found, w->err);
    closedir(folder); /* now, so that a deep tree does not hold many open */
    if (s != DRAAD_OK)
        s = leave_out(w, s);
    size_t len = strlen(path);
    while (len > 1 && path[len - 1] == '/')
        len--;
    bool bare = len == 1 && path[0] == '/';
    w->depth++;
    for (size_t i = 0; s == DRAAD_OK && i < found.n; i++) {
        child.len = 0;
        s = dr_buf_printf(&child, w->err, "%.*s%s%s", (int)len, path, bare ? "" : "/", found.at[i].data);
        if (s == DRAAD_OK)
            s = dr_buf_put_char(&child, '\0', w->err);
        if (s == DRAAD_OK)
            s = walk_entry(w, child.data, root != 0 ? root : len + !bare);
    }
    w->depth--;
    dr_vec_free(&found);
    dr_arena_free(&arena);
    dr_buf_free(&child);
    return s;
}

/* root: where in `path` the relative part begins; 0 for the path that was given. */
static draad_status walk_entry(walk *w, const char *path, size_t root)
{
    struct stat found, link;
    if (lstat(path, &link) != 0 || stat(path, &found) != 0)
        return leave_out(w, io_error(w->err, path, "cannot open: %s"));
    if (S_ISREG(found.st_mode)) {
        const char *slash = strrchr(path, '/');
        return w->each(w->ctx, path, root != 0 ? path + root : slash != NULL ? slash + 1 : path, w->err);
    }
    if (S_ISDIR(found.st_mode) && S_ISLNK(link.st_mode) && root != 0)
        return leave_out(w, dr_fail(w->err, DRAAD_E_SOURCE, dr_place_of(path),
                                    "is a link to a folder, which is not followed; name that folder itself"));
    if (S_ISDIR(found.st_mode)) {
        bool enter = true;
        const draad_status s = root != 0 && w->enters != NULL ? w->enters(w->ctx, path, &enter, w->err) : DRAAD_OK;
        return s == DRAAD_OK && enter ? walk_folder(w, path, root) : s;
    }
    return leave_out(
        w, dr_fail(w->err, DRAAD_E_SOURCE, dr_place_of(path), "is %s; a file was expected", kind_of(found.st_mode)));
}

draad_status dr_file_walk(const char *path, const draad_report *report,
                          draad_status (*each)(void *ctx, const char *path, const char *relative, draad_error *err),
                          draad_status (*enters)(void *ctx, const char *folder, bool *enter, draad_error *err),
                          void *ctx, draad_error *err)
{
    draad_error own;
    walk w = {.report = report, .each = each, .enters = enters, .ctx = ctx, .err = err != NULL ? err : &own};
    draad_status s = walk_entry(&w, path, 0);
    return s != DRAAD_OK ? s : w.unusable;
}

/* ---- A folder that appears whole ---------------------------------------------------------------------- */

struct dr_folder {
    char *dir;     /* as given, without slashes at the end: for messages */
    char *base;    /* its last part, looked up in `parent` */
    char *temp;    /* the name it is built under, in `parent` too */
    int parent;    /* -1: not open */
    int fd;        /* the folder being built; -1: not made */
    bool replaces; /* something is at `dir` and may go */
};

/* Removes `name` in `parent` with all that is in it; links are removed, not followed. */
static bool remove_tree(int parent, const char *name, int depth)
{
    if (unlinkat(parent, name, 0) == 0)
        return true;
    if ((errno != EISDIR && errno != EPERM) || depth >= DEPTH_MAX)
        return false;
    int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;
    if (folder == NULL) {
        if (fd >= 0)
            close(fd);
        return false;
    }
    bool good = true;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            good &= remove_tree(fd, entry->d_name, depth + 1);
    closedir(folder);
    return good && unlinkat(parent, name, AT_REMOVEDIR) == 0;
}

static void folder_free(dr_folder *f)
{
    if (f == NULL)
        return;
    if (f->fd >= 0)
        close(f->fd);
    if (f->parent >= 0)
        close(f->parent);
    dr_free(f->dir);
    dr_free(f->base);
    dr_free(f->temp);
    dr_free(f);
}

static char *copy(const char *s, size_t n)
{
    char *out = dr_alloc(n + 1);
    if (out != NULL) {
        memcpy(out, s, n);
        out[n] = '\0';
    }
    return out;
}

/* Opens the folder that `dir` is to stand in, and takes its name apart. */
static draad_status open_parent(dr_folder *f, const char *dir, draad_error *err)
{
    size_t n = strlen(dir);
    while (n > 1 && dir[n - 1] == '/')
        n--;
    if ((f->dir = copy(dir, n)) == NULL)
        return dr_no_memory(err);
    char *slash = strrchr(f->dir, '/');
    const char *base = slash != NULL ? slash + 1 : f->dir;
    if (*base == '\0' || strcmp(base, ".") == 0 || strcmp(base, "..") == 0)
        return dr_fail(err, DRAAD_E_USAGE, dr_place_of(dir), "is no name for a new folder");
    char *parent = slash == NULL     ? copy(".", 1)
                   : slash == f->dir ? copy("/", 1)
                                     : copy(f->dir, (size_t)(slash - f->dir));
    f->base = copy(base, strlen(base));
    draad_status s = DRAAD_OK;
    if (parent == NULL || f->base == NULL)
        s = dr_no_memory(err);
    else if ((f->parent = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
        s = io_error(err, parent, "cannot open the folder: %s");
    dr_free(parent);
    return s;
}

/* May what is at `dir` be replaced?  An empty folder always; one that holds `mark` with `force`; else never. */
static draad_status check_target(dr_folder *f, const char *mark, bool force, draad_error *err)
{
    struct stat found;
    dr_place place = dr_place_of(f->dir);
    if (fstatat(f->parent, f->base, &found, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT ? DRAAD_OK : io_error(err, f->dir, "cannot open: %s");
    if (!S_ISDIR(found.st_mode))
        return dr_fail(err, DRAAD_E_USAGE, place, "is there already and is no folder; give another name");
    int fd = openat(f->parent, f->base, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;
    if (folder == NULL) {
        draad_status s = io_error(err, f->dir, "cannot open the folder: %s");
        if (fd >= 0)
            close(fd);
        return s;
    }
    bool empty = true;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        empty &= strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
    bool marked = fstatat(fd, mark, &found, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(found.st_mode);
    closedir(folder);
    f->replaces = true;
    if (!empty && !marked)
        return dr_fail(err, DRAAD_E_USAGE, place,
                       "holds files and no %s, so it is no result folder and is left alone; give another name", mark);
    if (!empty && !force)
        return dr_fail(err, DRAAD_E_USAGE, place, "holds a result already; give another name, or replace it (--force)");
    return DRAAD_OK;
}

/* A new folder beside `dir`, under a name that nobody has. */
static draad_status make_temp(dr_folder *f, draad_error *err)
{
    size_t room = strlen(f->base) + 48;
    if ((f->temp = dr_alloc(room)) == NULL)
        return dr_no_memory(err);
    for (unsigned n = 0; n < 10000; n++) {
        /* No clock and no chance: mkdirat takes a name only when nobody else has it. */
        snprintf(f->temp, room, ".%s.draad-%ld-%u", f->base, (long)getpid(), n);
        if (mkdirat(f->parent, f->temp, 0700) == 0) {
            f->fd = openat(f->parent, f->temp, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
            return f->fd >= 0 ? DRAAD_OK : io_error(err, f->dir, "cannot open the new folder: %s");
        }
        if (errno != EEXIST)
            break;
    }
    draad_status s = io_error(err, f->dir, "cannot make the folder: %s");
    f->temp[0] = '\0'; /* nothing to take away */
    return s;
}

draad_status dr_folder_new(const char *dir, const char *mark, bool force, dr_folder **out, draad_error *err)
{
    *out = NULL;
    dr_folder *f = dr_alloc_zero(1, sizeof *f);
    if (f == NULL)
        return dr_no_memory(err);
    f->parent = f->fd = -1;
    draad_status s = open_parent(f, dir, err);
    if (s == DRAAD_OK)
        s = check_target(f, mark, force, err);
    if (s == DRAAD_OK)
        s = make_temp(f, err);
    if (s != DRAAD_OK)
        dr_folder_abandon(f);
    else
        *out = f;
    return s;
}

/* fsync of a folder; some network file systems cannot, and say so. */
static bool sync_folder(int fd)
{
    return fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP || errno == ENOSYS;
}

static bool write_all(int fd, draad_str bytes)
{
    while (bytes.len > 0) {
        ssize_t n = write(fd, bytes.data, bytes.len < (1u << 30) ? bytes.len : 1u << 30);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        bytes = (draad_str){bytes.data + n, bytes.len - (size_t)n};
    }
    return true;
}

struct dr_folder_file {
    const char *name;
    int fd;
};

static draad_status make_file(int folder, const char *name, int *fd, draad_error *err)
{
    *fd = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    return *fd >= 0 ? DRAAD_OK : io_error(err, name, "cannot make the file: %s");
}

/* Closes a file that was written, on the disk and not only on its way there. */
static draad_status close_file(int fd, const char *name, draad_error *err)
{
    draad_status s = fsync(fd) == 0 ? DRAAD_OK : io_error(err, name, "cannot write: %s");
    if (close(fd) != 0 && s == DRAAD_OK)
        s = io_error(err, name, "cannot write: %s");
    return s;
}

static draad_status write_file(int folder, const char *name, draad_str bytes, draad_error *err)
{
    int fd;
    draad_status s = make_file(folder, name, &fd, err);
    if (s != DRAAD_OK)
        return s;
    if (write_all(fd, bytes))
        return close_file(fd, name, err);
    s = io_error(err, name, "cannot write: %s");
    close(fd);
    return s;
}

draad_status dr_folder_open(dr_folder *f, const char *name, dr_folder_file **out, draad_error *err)
{
    dr_folder_file *file = *out = dr_alloc_zero(1, sizeof *file);
    if (file == NULL)
        return dr_no_memory(err);
    file->name = name;
    draad_status s = make_file(f->fd, name, &file->fd, err);
    if (s != DRAAD_OK) {
        dr_free(file);
        *out = NULL;
    }
    return s;
}

draad_status dr_folder_append(dr_folder_file *file, draad_str bytes, draad_error *err)
{
    return write_all(file->fd, bytes) ? DRAAD_OK : io_error(err, file->name, "cannot write: %s");
}

draad_status dr_folder_close(dr_folder_file *file, draad_error *err)
{
    draad_status s = file != NULL ? close_file(file->fd, file->name, err) : DRAAD_OK;
    dr_free(file);
    return s;
}

draad_status dr_folder_write(dr_folder *f, const char *name, draad_str bytes, draad_error *err)
{
    const char *slash = strchr(name, '/');
    const char *base = slash != NULL ? slash + 1 : name;
    if (*base == '\0' || slash == name || strchr(base, '/') != NULL || strcmp(base, "..") == 0 ||
        strncmp(name, "../", 3) == 0)
        return dr_fail(err, DRAAD_E_USAGE, dr_place_of(name), "is no name for a file in a result folder");
    if (slash == NULL)
        return write_file(f->fd, name, bytes, err);
    char *sub = copy(name, (size_t)(slash - name));
    if (sub == NULL)
        return dr_no_memory(err);
    draad_status s = DRAAD_OK;
    int fd = -1;
    if ((mkdirat(f->fd, sub, 0700) != 0 && errno != EEXIST) ||
        (fd = openat(f->fd, sub, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)) < 0)
        s = io_error(err, sub, "cannot make the folder: %s");
    if (s == DRAAD_OK)
        s = write_file(fd, base, bytes, err);
    if (s == DRAAD_OK && !sync_folder(fd))
        s = io_error(err, sub, "cannot write: %s");
    if (fd >= 0)
        close(fd);
    dr_free(sub);
    return s;
}

/* Puts the new folder where an old one is, in one step where the system can; what was there is then under the
 * temporary name. */
static bool swap(dr_folder *f)
{
#ifdef RENAME_EXCHANGE
    if (renameat2(f->parent, f->temp, f->parent, f->base, RENAME_EXCHANGE) == 0)
        return true;
    if (errno != ENOSYS && errno != EINVAL)
        return false;
#endif
    size_t room = strlen(f->temp) + 5;
    char *old = dr_alloc(room);
    if (old == NULL) {
        errno = ENOMEM;
        return false;
    }
    snprintf(old, room, "%s.old", f->temp);
    bool good = renameat(f->parent, f->base, f->parent, old) == 0;
    if (good && renameat(f->parent, f->temp, f->parent, f->base) != 0) {
        int why = errno;
        renameat(f->parent, old, f->parent, f->base); /* as it was */
        errno = why;
        good = false;
    }
    if (good)
        renameat(f->parent, old, f->parent, f->temp);
    dr_free(old);
    return good;
}

draad_status dr_folder_commit(dr_folder *f, draad_error *err)
{
    /* Without something there, plain rename: it fails when somebody put a filled folder there meanwhile. */
    if (!sync_folder(f->fd) || !(f->replaces ? swap(f) : renameat(f->parent, f->temp, f->parent, f->base) == 0)) {
        draad_status s = io_error(err, f->dir, "cannot put the new folder in its place: %s");
        dr_folder_abandon(f);
        return s;
    }
    draad_status s = DRAAD_OK;
    if (f->replaces && !remove_tree(f->parent, f->temp, 0))
        s = dr_fail(err, DRAAD_E_IO, dr_place_of(f->dir),
                    "is new and whole, but the old folder could not be removed; it is beside it as %s", f->temp);
    if (!sync_folder(f->parent) && s == DRAAD_OK)
        s = io_error(err, f->dir, "is new and whole, but its folder cannot be written: %s");
    folder_free(f);
    return s;
}

void dr_folder_abandon(dr_folder *f)
{
    if (f != NULL && f->parent >= 0 && f->temp != NULL && f->temp[0] != '\0')
        remove_tree(f->parent, f->temp, 0);
    folder_free(f);
}

draad_status dr_folder_clear(const char *dir, bool (*ours)(const char *name), draad_error *err)
{
    const int fd = open(dir, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;
    struct stat found;
    bool any = false, good = true;
    if (folder == NULL) {
        const int why = errno;
        if (fd >= 0)
            close(fd);
        errno = why;
        return why == ENOENT || why == ENOTDIR || why == ELOOP ? DRAAD_OK
                                                               : io_error(err, dir, "cannot open the folder: %s");
    }
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        if (ours(entry->d_name) && fstatat(fd, entry->d_name, &found, AT_SYMLINK_NOFOLLOW) == 0 &&
            S_ISREG(found.st_mode)) {
            good &= unlinkat(fd, entry->d_name, 0) == 0;
            any = true;
        }
    const draad_status s = good ? DRAAD_OK : io_error(err, dir, "cannot take away old files: %s");
    closedir(folder);
    if (any)
        rmdir(dir); /* it stays when there is more in it */
    return s;
}

/* ---- A file that appears whole ------------------------------------------------------------------------ */

struct dr_draft {
    char *path; /* as given */
    char *temp; /* where it is built: the same folder */
    int fd;     /* -1: not made */
    bool replaces;
};

/* May what is at `path` be replaced? */
static draad_status check_file(dr_draft *f, bool force, draad_error *err)
{
    struct stat found;
    dr_place place = dr_place_of(f->path);
    if (lstat(f->path, &found) != 0)
        return errno == ENOENT ? DRAAD_OK : io_error(err, f->path, "cannot open: %s");
    f->replaces = true;
    if (!S_ISREG(found.st_mode))
        return dr_fail(err, DRAAD_E_USAGE, place, "is there already and is no file; give another name");
    if (!force)
        return dr_fail(err, DRAAD_E_USAGE, place, "is there already; give another name, or replace it (--force)");
    return DRAAD_OK;
}

static draad_status make_draft(dr_draft *f, draad_error *err)
{
    const draad_str base = dr_base_name(dr_str_of(f->path));
    const size_t room = strlen(f->path) + 48;
    if (base.len == 0 || dr_str_is(base, ".") || dr_str_is(base, ".."))
        return dr_fail(err, DRAAD_E_USAGE, dr_place_of(f->path), "is no name for a new file");
    if ((f->temp = dr_alloc(room)) == NULL)
        return dr_no_memory(err);
    for (unsigned n = 0; n < 10000; n++) { /* as make_temp: no clock and no chance */
        snprintf(f->temp, room, "%.*s.%s.draad-%ld-%u", (int)(base.data - f->path), f->path, base.data, (long)getpid(),
                 n);
        f->fd = open(f->temp, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
        if (f->fd >= 0)
            return DRAAD_OK;
        if (errno != EEXIST)
            break;
    }
    return io_error(err, f->path, "cannot make the file: %s");
}

draad_status dr_draft_new(const char *path, bool force, dr_draft **out, draad_error *err)
{
    *out = NULL;
    dr_draft *f = dr_alloc_zero(1, sizeof *f);
    if (f == NULL)
        return dr_no_memory(err);
    f->fd = -1;
    f->path = copy(path, strlen(path));
    draad_status s = f->path != NULL ? check_file(f, force, err) : dr_no_memory(err);
    if (s == DRAAD_OK)
        s = make_draft(f, err);
    if (s != DRAAD_OK)
        dr_draft_abandon(f);
    else
        *out = f;
    return s;
}

const char *dr_draft_name(const dr_draft *f)
{
    return f->temp;
}

draad_status dr_draft_write(dr_draft *f, draad_str bytes, draad_error *err)
{
    return write_all(f->fd, bytes) ? DRAAD_OK : io_error(err, f->path, "cannot write: %s");
}

/* Puts the draft at its place: link where nothing was, which fails when somebody put a file there meanwhile. */
static bool settle(const dr_draft *f)
{
    if (f->replaces)
        return rename(f->temp, f->path) == 0;
    if (link(f->temp, f->path) == 0)
        return unlink(f->temp) == 0;
    return errno != EEXIST && rename(f->temp, f->path) == 0; /* a file system without links */
}

draad_status dr_draft_finish(dr_draft *f, draad_error *err)
{
    const int fd = f->fd;
    if (fd < 0)
        return DRAAD_OK;
    f->fd = -1;
    const bool written = fsync(fd) == 0;
    const int why = errno;
    if (close(fd) == 0 && written)
        return DRAAD_OK;
    errno = written ? errno : why;
    return io_error(err, f->path, "cannot write: %s");
}

/* Makes the name last: fsync of the folder that the file is in. */
static draad_status sync_parent(const dr_draft *f, draad_error *err)
{
    const size_t len = (size_t)(dr_base_name(dr_str_of(f->path)).data - f->path);
    memcpy(f->temp, len > 0 ? f->path : ".", len > 0 ? len : 1); /* nobody needs its name any more */
    f->temp[len > 0 ? len : 1] = '\0';
    const int fd = open(f->temp, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool good = fd >= 0 && sync_folder(fd);
    draad_status s = good ? DRAAD_OK : io_error(err, f->path, "is new and whole, but its folder cannot be written: %s");
    if (fd >= 0)
        close(fd);
    return s;
}

draad_status dr_draft_commit(dr_draft *f, draad_error *err)
{
    draad_status s = dr_draft_finish(f, err);
    if (s == DRAAD_OK && !settle(f))
        s = io_error(err, f->path, "cannot put the new file in its place: %s");
    if (s == DRAAD_OK) {
        s = sync_parent(f, err);
        f->temp[0] = '\0'; /* nothing to take away */
    }
    dr_draft_abandon(f);
    return s;
}

void dr_draft_abandon(dr_draft *f)
{
    if (f == NULL)
        return;
    if (f->fd >= 0)
        close(f->fd);
    if (f->temp != NULL && f->temp[0] != '\0')
        unlink(f->temp);
    dr_free(f->path);
    dr_free(f->temp);
    dr_free(f);
}

draad_status dr_file_write(const char *path, draad_str bytes, bool force, draad_error *err)
{
    dr_draft *f = NULL;
    draad_status s = dr_draft_new(path, force, &f, err);
    if (s != DRAAD_OK)
        return s;
    if ((s = dr_draft_write(f, bytes, err)) == DRAAD_OK)
        return dr_draft_commit(f, err);
    dr_draft_abandon(f);
    return s;
}

draad_str dr_base_name(draad_str path)
{
    for (size_t i = path.len; i > 0; i--)
        if (path.data[i - 1] == '/')
            return (draad_str){path.data + i, path.len - i};
    return path;
}
