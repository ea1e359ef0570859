/* Faults of the engine's own: one sentence, and exit status 125. */
#ifndef IPCSCOPE_FATAL_H
#define IPCSCOPE_FATAL_H

enum { STATUS_ENGINE_FAULT = 125, STATUS_NOT_EXECUTABLE = 126, STATUS_NOT_FOUND = 127 };

/* Called with the status and the sentence before the engine exits. */
void fatal_on_report(void (*report)(int status, const char *sentence));
void fatal(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));
void fatal_no_memory(void) __attribute__((noreturn));

#endif
