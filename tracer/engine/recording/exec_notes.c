#include "recording/exec_notes.h"

#include <elf.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "base/registers.h"
#include "recording/records.h"

/* execve(2): a traced program does not get the privileges of its file. NULL: it has none. */
static const char *privileges_of(int program) {
    struct stat status;
    if (fstat(program, &status) != 0)
        return NULL;
    if (((status.st_mode & S_ISUID) && status.st_uid != geteuid()) || ((status.st_mode & S_ISGID) && status.st_gid != getegid()))
        return "a set-user-ID or set-group-ID program";
    return fgetxattr(program, "security.capability", NULL, 0) > 0 ? "a program with capabilities of its file (capabilities(7))" : NULL;
}

static void note_lost_privileges(int program, const char *path) {
    const char *privileges = geteuid() != 0 ? privileges_of(program) : NULL;
    if (privileges == NULL)
        return;
    char sentence[PATH_MAX + 192];
    snprintf(sentence, sizeof sentence, "%s is %s: traced, it runs without the privileges of its file.", path, privileges);
    record_note(sentence);
}

static void note_other_architecture(int program, const char *path) {
    Elf32_Ehdr header;
    if (read(program, &header, sizeof header) != sizeof header || memcmp(header.e_ident, ELFMAG, SELFMAG) != 0)
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
    int program = open(link, O_RDONLY | O_CLOEXEC);
    if (program < 0)
        return;
    note_lost_privileges(program, path);
    note_other_architecture(program, path);
    close(program);
}
