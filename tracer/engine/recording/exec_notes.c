#include "recording/exec_notes.h"

#include <elf.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/registers.h"
#include "recording/records.h"

/* The file is not opened: that may wait for the answer of a target (fanotify(7), FAN_OPEN_PERM), which may wait for us. */

/* execve(2): a traced program does not get the privileges of its file. NULL: it has none. */
static const char *privileges_of(const char *link, const struct stat *file) {
    if (((file->st_mode & S_ISUID) && file->st_uid != geteuid()) || ((file->st_mode & S_ISGID) && file->st_gid != getegid()))
        return "a set-user-ID or set-group-ID program";
    return getxattr(link, "security.capability", NULL, 0) > 0 ? "a program with capabilities of its file (capabilities(7))" : NULL;
}

static void note_lost_privileges(const char *link, const struct stat *file, const char *path) {
    const char *privileges = geteuid() != 0 ? privileges_of(link, file) : NULL;
    if (privileges == NULL)
        return;
    char sentence[PATH_MAX + 192];
    snprintf(sentence, sizeof sentence, "%s is %s: traced, it runs without the privileges of its file.", path, privileges);
    record_note(sentence);
}

/* The place of its first byte in the memory of the process, or 0. */
static uint64_t find_beginning(pid_t pid, ino_t inode) {
    char path[48];
    snprintf(path, sizeof path, "/proc/%d/maps", (int)pid);
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return 0;
    char *line = NULL;
    size_t capacity = 0;
    uint64_t beginning = 0;
    while (beginning == 0 && getline(&line, &capacity, file) >= 0) {
        unsigned long long start, offset, mapped;
        if (sscanf(line, "%llx-%*x %*s %llx %*x:%*x %llu", &start, &offset, &mapped) == 3 && offset == 0 && mapped == inode)
            beginning = start;
    }
    free(line);
    fclose(file);
    return beginning;
}

static void note_other_architecture(pid_t pid, const struct stat *file, const char *path) {
    Elf32_Ehdr header;
    uint64_t beginning = find_beginning(pid, file->st_ino);
    if (beginning == 0 || !memory_read_whole(pid, beginning, &header, sizeof header) || memcmp(header.e_ident, ELFMAG, SELFMAG) != 0)
        return;
    if (header.e_machine == registers_elf_machine() && header.e_ident[EI_CLASS] == ELFCLASS64)
        return;
    char sentence[PATH_MAX + 128];
    snprintf(sentence, sizeof sentence, "%s is a program for another architecture: its calls cannot be seen.", path);
    record_note(sentence);
}

void exec_notes_write(pid_t pid, const char *path) {
    char link[48];
    snprintf(link, sizeof link, "/proc/%d/exe", (int)pid);
    struct stat file;
    if (stat(link, &file) != 0)
        return;
    note_lost_privileges(link, &file, path);
    note_other_architecture(pid, &file, path);
}
