/* Finding a program's file as execvp(3) does, and saying in a sentence why it cannot be run. */
#ifndef IPCSCOPE_PROGRAM_FILE_H
#define IPCSCOPE_PROGRAM_FILE_H

#include <limits.h>

struct program_problem {
    int status; /* exit status: 126 or 127; 0 when there is no problem */
    char sentence[PATH_MAX + 512];
};

/* The path to execute, valid until the next call, or NULL with the problem. */
const char *program_file_find(const char *name, struct program_problem *problem);
/* What execve(2) has failed with. */
void program_file_explain(const char *path, int error, struct program_problem *problem);

#endif
