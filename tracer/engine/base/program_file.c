#include "base/program_file.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fatal.h"
#include "base/registers.h"

static void __attribute__((format(printf, 3, 4))) explain(struct program_problem *problem, int status, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(problem->sentence, sizeof problem->sentence, format, arguments);
    va_end(arguments);
    problem->status = status;
}

static const char *machine_name(uint16_t machine) {
    switch (machine) {
    case EM_386:
        return "32-bit x86";
    case EM_X86_64:
        return "x86-64";
    case EM_ARM:
        return "32-bit ARM";
    case EM_AARCH64:
        return "ARM64";
    case EM_RISCV:
        return "RISC-V";
    case EM_PPC64:
        return "64-bit PowerPC";
    case EM_S390:
        return "s390";
    case EM_MIPS:
        return "MIPS";
    default:
        return "another machine";
    }
}

/* The first bytes tell what it is. `true` when it can be executed, as far as they say. */
static bool check_contents(const char *path, struct program_problem *problem) {
    unsigned char head[sizeof(Elf64_Ehdr)];
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return true; /* a program may be executable and not readable */
    ssize_t length = read(file, head, sizeof head);
    close(file);
    if (length >= 2 && head[0] == '#' && head[1] == '!')
        return true;
    if (length < (ssize_t)sizeof(Elf32_Ehdr) || memcmp(head, ELFMAG, SELFMAG) != 0) {
        explain(problem, STATUS_NOT_EXECUTABLE,
                "%s is neither a program nor a script with a '#!' line: if it is a shell script, put '#!/bin/sh' into its "
                "first line, or run 'sh %s'.",
                path, path);
        return false;
    }
    /* The machine stands at the same place in 32-bit and 64-bit headers. */
    uint16_t machine = (uint16_t)(head[EI_DATA] == ELFDATA2MSB ? head[18] << 8 | head[19] : head[19] << 8 | head[18]);
    if (machine != registers_elf_machine() || head[EI_CLASS] != ELFCLASS64) {
        explain(problem, STATUS_NOT_EXECUTABLE, "%s is a program for %s, and only programs for %s can be traced here.", path,
                machine == registers_elf_machine() ? "the x32 ABI" : machine_name(machine), machine_name(registers_elf_machine()));
        return false;
    }
    return true;
}

static bool check_file(const char *path, struct program_problem *problem) {
    struct stat status;
    if (stat(path, &status) != 0) {
        explain(problem, errno == ENOENT || errno == ENOTDIR ? STATUS_NOT_FOUND : STATUS_NOT_EXECUTABLE,
                errno == ENOENT || errno == ENOTDIR ? "there is no program %s." : "%s cannot be reached: %s.", path, strerror(errno));
        return false;
    }
    if (S_ISDIR(status.st_mode)) {
        explain(problem, STATUS_NOT_EXECUTABLE, "%s is a directory, not a program.", path);
        return false;
    }
    if (access(path, X_OK) != 0) {
        explain(problem, STATUS_NOT_EXECUTABLE, "%s is not executable: make it so with 'chmod +x %s'.", path, path);
        return false;
    }
    return check_contents(path, problem);
}

const char *program_file_find(const char *name, struct program_problem *problem) {
    static char path[PATH_MAX];
    problem->status = 0;
    if (strchr(name, '/') != NULL) {
        snprintf(path, sizeof path, "%s", name);
        return check_file(path, problem) ? path : NULL;
    }
    const char *directories = getenv("PATH");
    if (directories == NULL)
        directories = "/bin:/usr/bin";
    char found_but_unusable[PATH_MAX] = "";
    for (const char *directory = directories; *name != 0;) {
        size_t length = strcspn(directory, ":");
        struct stat status;
        if (length == 0)
            snprintf(path, sizeof path, "./%s", name);
        else
            snprintf(path, sizeof path, "%.*s/%s", (int)length, directory, name);
        if (stat(path, &status) == 0 && !S_ISDIR(status.st_mode)) {
            if (access(path, X_OK) == 0)
                return check_file(path, problem) ? path : NULL;
            snprintf(found_but_unusable, sizeof found_but_unusable, "%s", path);
        }
        if (directory[length] == 0)
            break;
        directory += length + 1;
    }
    if (found_but_unusable[0] != 0)
        check_file(found_but_unusable, problem);
    else
        explain(problem, STATUS_NOT_FOUND, "there is no program '%s' in the directories of PATH.", name);
    return NULL;
}

void program_file_explain(const char *path, int error, struct program_problem *problem) {
    switch (error) {
    case ENOENT:
        /* The file was there a moment ago, so what is missing is what runs it. */
        explain(problem, STATUS_NOT_FOUND,
                "%s cannot be started: its interpreter (named in its '#!' line or in its ELF "
                "header) is missing.",
                path);
        break;
    case ENOEXEC:
        explain(problem, STATUS_NOT_EXECUTABLE, "%s has a format that the kernel cannot execute.", path);
        break;
    case E2BIG:
        explain(problem, STATUS_NOT_EXECUTABLE, "%s cannot be started: its arguments and environment are too long.", path);
        break;
    default:
        explain(problem, STATUS_NOT_EXECUTABLE, "%s cannot be started: %s.", path, strerror(error));
        break;
    }
}
