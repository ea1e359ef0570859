/* What a user should know about a program that has just been executed. */
#ifndef IPCSCOPE_EXEC_NOTES_H
#define IPCSCOPE_EXEC_NOTES_H

#include <sys/types.h>

/* Append notes to the trace, if there is anything to say. */
void exec_notes_write(pid_t pid, const char *path);

#endif
