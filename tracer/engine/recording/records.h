/* The records about tasks and processes. Each first writes the waiting `enter` records of the other tasks. */
#ifndef IPCSCOPE_RECORDS_H
#define IPCSCOPE_RECORDS_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct process;
struct task;

enum creation { CREATED_LAUNCHED = 0, CREATED_FORK = 1, CREATED_VFORK = 2, CREATED_CLONE = 3 };
enum stop_reason { REASON_BREAKPOINT = 1, REASON_STEP = 2, REASON_PAUSE = 3, REASON_SIGNAL = 4, REASON_ENTRY = 5 };

void record_task(const struct task *task, const struct task *creator, uint64_t clone_flags, enum creation how);
/* What was executed, valid until the next call. `name`: the first word of the command line, or an empty one. */
struct executed {
    const char *path, *name;
};

struct executed record_exec(const struct task *task, pid_t former_tid);
void record_exiting(struct task *task, int wait_status);
void record_exited(const struct task *task, int wait_status);
void record_signal(struct task *task, const siginfo_t *information);
void record_stop(struct task *task, enum stop_reason reason, bool others_frozen, int signal);
/* Another debugger than gdb has stopped its process, and knows where. */
void record_stop_elsewhere(const struct task *task, enum stop_reason reason, bool others_frozen);
void record_resume(const struct task *task);
/* `signal`: that which stopped the process; 0: it goes on. */
void record_job_control(const struct task *task, int signal);
enum end_cause { END_ENDED, END_KILLED, END_LEFT };
void record_end(int wait_status, enum end_cause cause);
void record_note(const char *sentence);

#endif
