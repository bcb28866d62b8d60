/* SPDX-License-Identifier: Apache-2.0
 * file.h - the file system: reading regular files, walking folders, folders and files that appear whole or not at all.
 * Knows: POSIX files.  Does not know: what is in them. */
#ifndef DR_FILE_H
#define DR_FILE_H

#include "base/buf.h"

/* The bytes of a regular file, or of standard input for "-"; at most `max`.  A folder, FIFO, device or socket
 * is named and refused (DRAAD_E_SOURCE); never blocks on a FIFO. */
draad_status dr_file_read(const char *path, size_t max, dr_buf *out, draad_error *err);

/* Calls `each` for every regular file below `path` (or for `path` itself), folders in byte order of names.
 * relative: the path below `path`, or the base name.  What cannot be used is told to `report` and left out: then
 * the last such status is returned at the end, after all the others.  Names that begin with '.' are passed over
 * silently below a folder; links to folders are not followed.
 * enters  sets *enter to false for a folder below the given one that is passed over, too; NULL: none is */
draad_status dr_file_walk(const char *path, const draad_report *report,
                          draad_status (*each)(void *ctx, const char *path, const char *relative, draad_error *err),
                          draad_status (*enters)(void *ctx, const char *folder, bool *enter, draad_error *err),
                          void *ctx, draad_error *err);

/* What stands behind the last slash. */
draad_str dr_base_name(draad_str path);

bool dr_file_exists(const char *path);

/* Makes the file `path`, mode 0600, whole or not at all.  What is there already is refused (DRAAD_E_USAGE) unless
 * `force`; with it a regular file is replaced, and nothing else. */
draad_status dr_file_write(const char *path, draad_str bytes, bool force, draad_error *err);

/* Appends the absolute path of what is at `path`, links resolved. */
draad_status dr_file_absolute(const char *path, dr_buf *out, draad_error *err);

/* A new folder being built beside `dir`; dr_folder_commit makes it `dir` in one step, dr_folder_abandon takes
 * away what was built.  Folders 0700, files 0600, O_EXCL and O_NOFOLLOW, every write, fsync and close checked.
 * `force`: an existing result folder is swapped out and then removed; else it is refused (DRAAD_E_USAGE).  What
 * is at `dir` and is not an empty folder or one holding the file `mark` is never replaced. */
typedef struct dr_folder dr_folder;
draad_status dr_folder_new(const char *dir, const char *mark, bool force, dr_folder **out, draad_error *err);
draad_status dr_folder_write(dr_folder *f, const char *name, draad_str bytes,
                             draad_error *err); /* name: "a" or "sub/a" */
/* A file of it that is written bit by bit; `name` without a folder, and a literal.  dr_folder_close frees the file,
 * also when it fails; NULL: nothing. */
typedef struct dr_folder_file dr_folder_file;
draad_status dr_folder_open(dr_folder *f, const char *name, dr_folder_file **out, draad_error *err);
draad_status dr_folder_append(dr_folder_file *file, draad_str bytes, draad_error *err);
draad_status dr_folder_close(dr_folder_file *file, draad_error *err);

draad_status dr_folder_commit(dr_folder *f, draad_error *err); /* frees f, also when it fails */
void dr_folder_abandon(dr_folder *f);

/* Takes the regular files that are `ours` by name out of a folder, and the folder when nothing is left.  Without a
 * folder there (a link is none) nothing happens. */
draad_status dr_folder_clear(const char *dir, bool (*ours)(const char *name), draad_error *err);

/* A new file being built beside `path`, for what is made by one call or by another library; dr_draft_commit makes it
 * `path` in one step, dr_draft_abandon takes it away.  Mode 0600, O_EXCL and O_NOFOLLOW.  What is at `path` is refused
 * (DRAAD_E_USAGE), or with `force` replaced when it is a regular file; a link, folder or device never. */
typedef struct dr_draft dr_draft;
draad_status dr_draft_new(const char *path, bool force, dr_draft **out, draad_error *err);
const char *dr_draft_name(const dr_draft *f); /* where it is built, for a library that wants to open it itself */
draad_status dr_draft_write(dr_draft *f, draad_str bytes, draad_error *err); /* appends */
draad_status dr_draft_finish(dr_draft *f, draad_error *err); /* nothing comes behind it: it lies safely on the disk */
draad_status dr_draft_commit(dr_draft *f, draad_error *err); /* frees f, also when it fails */
void dr_draft_abandon(dr_draft *f);                          /* NULL: nothing */

/* All of the above for bytes that are there. */
draad_status dr_file_write(const char *path, draad_str bytes, bool force, draad_error *err);

#endif
