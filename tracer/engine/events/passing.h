/* Signals that were sent to the process that stands for the programs, and not to the programs themselves (`ipcscope record`). */
#ifndef IPCSCOPE_PASSING_H
#define IPCSCOPE_PASSING_H

#include <signal.h>
#include <sys/types.h>

struct task;

/* A handler (SA_SIGINFO): we ourselves got a signal. So did the programs, which are in our process group. */
void passing_note_ours(int signal, siginfo_t *information, void *context);
/* To the first process of each program that runs, unless that has it from the same sender already. */
void passing_pass(int signal, pid_t sender, uid_t user);
/* A signal is about to be delivered. One that we have passed gets the name of its sender; where it is fetched while it is
 * blocked (sigwaitinfo(2)), ours remains. */
void passing_name_sender(struct task *task, siginfo_t *information);

#endif
