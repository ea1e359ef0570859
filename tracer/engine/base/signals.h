/* What a target does with signals, from /proc/TID/status (proc(5)). */
#ifndef IPCSCOPE_SIGNALS_H
#define IPCSCOPE_SIGNALS_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* The mask that holds one signal alone, as the kernel's sigset_t does (<asm/signal.h>). */
uint64_t signals_mask(int signal);
/* Those of faults (signal(7)), as a mask: the kernel sends them to the thread whose instruction was at fault. */
uint64_t signals_of_faults(void);
/* It would not notice the signal: ignored, or not caught and ignored by default (signal(7)). */
bool signals_are_ignored(pid_t tid, int signal);
/* Those that are caught or ignored, or ignored by default, as a mask. */
uint64_t signals_without_default_effect(pid_t tid);
/* Neither caught nor ignored, and not ignored by default. */
bool signals_have_default_effect(pid_t tid, int signal);

enum { signals_peeked_at_most = 32 };
/* The first signals in the queue of a stopped thread, or in that of its process: how many; -1: errno says why not. */
int signals_peek(pid_t tid, bool of_process, siginfo_t queued[signals_peeked_at_most]);
/* What waits in the queue of a stopped thread, or in the one of its process, as a mask. */
uint64_t signals_queued(pid_t tid, bool of_process);
/* Whether the process has a handler for it. */
bool signals_are_caught(pid_t tid, int signal);

#endif
