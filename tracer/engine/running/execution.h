/* Who may run, and setting tasks going and standing: all requests of ptrace(2) that resume or interrupt a task are made here. */
#ifndef IPCSCOPE_EXECUTION_H
#define IPCSCOPE_EXECUTION_H

#include <stdbool.h>
#include <sys/ptrace.h>

struct process;
struct task;

/* Whether nothing holds the task: no debugger, no freeze, no judge. */
bool execution_allows(struct task *task);
/* Set a stopped task going if it may run. */
void execution_settle(struct task *task);
/* The same at the stop for a signal, which is delivered even while the judge makes everybody stand still. */
void execution_settle_delivery(struct task *task);
/* Set it going whatever holds it: it is in the middle of something and will stop again at its end. */
void execution_go_on(struct task *task);
void execution_settle_process(struct process *process);

/* Ask each task of the process to stop, those that are inside a traced call too. */
void execution_interrupt_process(struct process *process);
/* Let the task go on to the stop of our interrupt, which is sent again, since any other stop may have used it up. */
void execution_go_on_to_interrupt(struct task *task);
/* Resume a task for which a signal waits: it runs no instruction before the signal stops it. */
void execution_go_on_to_signal(struct task *task);

/* Resume a stopped task as ptrace(2) is asked to, and wait for its next stop, which the caller has to deal with. The engine
 * sees nothing else meanwhile. What waitpid(2) tells; an end when the task is gone. */
int execution_run_alone(struct task *task, enum __ptrace_request request, int signal);
/* From now on (or no longer), tasks stop at the entry and the exit of every call, not of the traced ones alone. */
void execution_see_calls(bool all);
/* The task has entered a call that it is to stop at the exit of, or has come back from it. */
void execution_note_seen_call(struct task *task, bool is_inside);
bool execution_is_in_seen_call(struct task *task);
/* When the task is given a signal that it has a handler for, it stops at the handler's first instruction. */
void execution_stop_at_handler(struct task *task);
/* Ask the task to stop unless it stands … */
void execution_interrupt(struct task *task);
/* … or, as it stands, to stop again as soon as it goes on. */
void execution_interrupt_again(struct task *task);

/* ---- What a process or a task is held by ---- */

/* A process is held while it is being stopped, or stands stopped, for gdb or the client. */
void execution_hold(struct process *process);
/* … and no longer. Its tasks are set going by execution_settle_process. */
void execution_release(struct process *process);
/* A process that stops of others do not freeze. */
void execution_exempt(struct process *process, bool is_exempt);
/* The gdb of a process resumes some of its tasks only. */
void execution_keep(struct task *task, bool is_kept);
/* Of this process only that task, of this or another one, may run … */
void execution_leave_alone(struct process *process, const struct task *task);
/* … and no longer: of whichever process that was said. */
void execution_leave_no_longer(const struct task *task);
/* A task at the entry of a call waits for its turn (judge.h). It is asked for by execution_settle alone. */
void execution_let_wait(struct task *task, bool waits);
/* The reasons to hold every process that no gdb holds. Tasks that run in user code are asked to stop; one inside a
 * traced call is held when it comes back from it. */
enum freeze_reason { FREEZE_BY_STOP = 1, FREEZE_BY_JUDGE = 2 };
void execution_freeze(enum freeze_reason reason);
void execution_thaw(enum freeze_reason reason);

/* ---- What a task does ---- */

/* Its stop was reported. Returns whether it came from a group-stop, into which it had been resumed. */
bool execution_note_stop(struct task *task);
/* The stop is a group-stop ("Group-stop", ptrace(2)). */
void execution_note_group_stop(struct task *task);
/* The stop was that of an interrupt, or looked like one. */
void execution_note_interrupt_stop(struct task *task);
/* Its first stop, which looks like one of an interrupt, is on its way. */
void execution_expect_first_stop(struct task *task);
/* It was killed at its stop: the stop of its end is on its way. */
void execution_note_loss(struct task *task);

bool execution_is_stopped(struct task *task);
/* Stopped, or resumed into a group-stop. */
bool execution_stands(struct task *task);
bool execution_is_interrupting(struct task *task);

#endif
