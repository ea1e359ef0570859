/* A stopped task is made to make calls and steps that its program does not know of. */
#ifndef IPCSCOPE_INJECTION_H
#define IPCSCOPE_INJECTION_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/user.h>

struct task;

struct injection {
    struct task *task;
    struct user_regs_struct registers; /* as they are to be in the end */
    uint64_t signal_mask;
    bool is_lost; /* another stop has come (watched_of(task)->other_status): the task is in other hands */
    bool was_interrupted;
};

/* Signals wait until injection_end; those of faults do not. */
void injection_begin(struct injection *injection, struct task *task);
void injection_end(struct injection *injection);

/* The task stands at the entry of a call that it has been backed out of: it comes to where injections are possible, and will make the call
 * when it goes on. `false`: it is lost. */
bool injection_skip_call(struct injection *injection, struct task *task);

/* Any call; its result. */
int64_t inject_call(struct injection *injection, int64_t number, uint64_t first, uint64_t second, uint64_t third, uint64_t fourth);
/* mprotect(2). */
void inject_protection(struct injection *injection, uint64_t start, uint64_t end, int protection);

/* One instruction of the program is made, from `registers` to there: the signal of the stop behind it (SIGTRAP: it is done), or 0 when
 * the task is lost. */
int inject_step(struct injection *injection);
/* All of a repeated instruction, whose next one stands at this address. */
int inject_run_to(struct injection *injection, uint64_t address);

#endif
