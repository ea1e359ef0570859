#include "events/passing.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/ptrace.h>
#include <unistd.h>

#include "base/signals.h"
#include "base/trace.h"
#include "events/launch.h"
#include "targets/tasks.h"

enum { remembered = 64 };
/* Nanoseconds in which what was sent to a whole group has reached everybody in it. */
static const uint64_t at_the_same_time = 300000000;

static volatile struct {
    pid_t sender;
    uint64_t time; /* 0: none yet */
} ours[65];

/* A ring of those that we have passed. */
static struct passed {
    pid_t to, from;
    uid_t user;
    int signal; /* 0 when it has come */
} passed[remembered];
static unsigned passed_count;

void passing_note_ours(int number, siginfo_t *information, void *context) {
    (void)context;
    if (information->si_code > 0 && (signals_of_faults() & signals_mask(number)) != 0) {
        signal(number, SIG_DFL); /* our own fault, which comes again */
        return;
    }
    ours[number].sender = information->si_pid;
    ours[number].time = trace_now();
}

static bool was_sent_to_all(int signal, pid_t sender) {
    return ours[signal].time != 0 && ours[signal].sender == sender && trace_now() - ours[signal].time < at_the_same_time;
}

void passing_pass(int signal, pid_t sender, uid_t user) {
    if (was_sent_to_all(signal, sender))
        return;
    for (struct process *process = tasks_first_process(); process != NULL; process = process->next) {
        if (!launch_is_of(process) || process->launching)
            continue;
        passed[passed_count++ % remembered] = (struct passed){ .to = process->pid, .from = sender, .user = user, .signal = signal };
        kill(process->pid, signal);
    }
}

void passing_name_sender(struct task *task, siginfo_t *information) {
    if (information->si_code != SI_USER || information->si_pid != getpid())
        return;
    for (size_t i = 0; i < remembered; i++) {
        if (passed[i].to != task->process->pid || passed[i].signal != information->si_signo)
            continue;
        passed[i].signal = 0;
        information->si_pid = passed[i].from;
        information->si_uid = passed[i].user;
        if (passed[i].from == 0)
            information->si_code = SI_KERNEL;
        ptrace(PTRACE_SETSIGINFO, task->tid, 0, information);
        return;
    }
}
