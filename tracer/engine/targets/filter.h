/* The seccomp filter that stops a task at the calls of the table and lets all others run at full speed. */
#ifndef IPCSCOPE_FILTER_H
#define IPCSCOPE_FILTER_H

#include <stdbool.h>

/* What its stops bring (PTRACE_GETEVENTMSG), so that they are told from those of filters of the programs' own. */
enum { filter_data = 0x1bc5 };

/* Build it once, before the first launch. */
bool filter_prepare(void);
/* Put it over the calling process, in a child about to exec. `false` with errno. */
bool filter_install(void);

/* A pkey_mprotect(2) that has this as its sixth argument, where it has none, is the engine's own. */
enum { own_call_argument = 5, own_call_mark = 0x5343 };

#endif
