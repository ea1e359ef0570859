#include "loop.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "calls.h"
#include "control.h"
#include "debug.h"
#include "events.h"
#include "fatal.h"
#include "judge.h"
#include "tasks.h"
#include "trace.h"

enum { events_at_once = 64 };
static const uint64_t flush_interval = 20000000; /* nanoseconds */

static int epoll, signals;
static bool was_terminated;

/* What epoll hands back for a descriptor that is no gdb's. */
static char signals_mark, control_mark;

static void watch(int descriptor, void *mark) {
    struct epoll_event interest = { .events = EPOLLIN, .data.ptr = mark };
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &interest) != 0)
        fatal("epoll_ctl: %s.", strerror(errno));
}

void target_watch(int descriptor, struct gdb *gdb) {
    watch(descriptor, gdb);
}

void target_unwatch(int descriptor) {
    epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, NULL);
}

static void set_disposition(int signal, void (*handler)(int)) {
    struct sigaction action = { .sa_handler = handler };
    sigaction(signal, &action, NULL);
}

void loop_prepare(void) {
    /* The terminal's signals are meant for the targets, which share our process group. */
    static const int left_to_targets[] = { SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU };
    for (size_t i = 0; i < sizeof left_to_targets / sizeof *left_to_targets; i++)
        set_disposition(left_to_targets[i], SIG_IGN);
    /* A full disk or a lost client is told by write(2)'s result. */
    set_disposition(SIGPIPE, SIG_IGN);
    set_disposition(SIGXFSZ, SIG_IGN);
    /* Were it ignored, the kernel would throw away what children ended with. */
    set_disposition(SIGCHLD, SIG_DFL);
    set_disposition(SIGTERM, SIG_DFL);
    set_disposition(SIGHUP, SIG_DFL);
    sigset_t mask;
    sigemptyset(&mask);
    sigaddset(&mask, SIGCHLD);
    sigaddset(&mask, SIGTERM);
    sigaddset(&mask, SIGHUP);
    sigprocmask(SIG_SETMASK, &mask, NULL);
    signals = signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
    epoll = epoll_create1(EPOLL_CLOEXEC);
    if (signals < 0 || epoll < 0)
        fatal("the event loop cannot be set up: %s.", strerror(errno));
    watch(signals, &signals_mark);
    if (control_descriptor() >= 0)
        watch(control_descriptor(), &control_mark);
}

bool loop_was_killed(void) {
    return was_terminated || control_has_killed();
}

/* ---- Targets ---- */

/* All that wait are collected before the first is handled, so that a busy target cannot starve the others. `false`
 * when there are no targets any more. */
static bool handle_targets(bool *any) {
    struct {
        pid_t tid;
        int wait_status;
    } events[events_at_once];
    for (;;) {
        size_t count = 0;
        pid_t tid = 0;
        while (count < events_at_once && (tid = waitpid(-1, &events[count].wait_status, __WALL | WNOHANG)) > 0)
            events[count++].tid = tid;
        for (size_t i = 0; i < count; i++)
            events_handle(events[i].tid, events[i].wait_status);
        *any = *any || count > 0;
        if (count > 0)
            judge_disturbed();
        debug_run_due();
        if (tid <= 0)
            return tid == 0 || errno != ECHILD;
    }
}

/* ---- Other sources ---- */

static void handle_signals(void) {
    struct signalfd_siginfo information;
    while (read(signals, &information, sizeof information) == sizeof information)
        if (information.ssi_signo == SIGTERM || information.ssi_signo == SIGHUP) {
            was_terminated = true;
            for (struct process *process = tasks_first_process(); process != NULL; process = process->next)
                target_kill(process);
        }
}

static void handle_gdb(struct gdb *gdb) {
    struct process *process = tasks_first_process();
    while (process != NULL && process->gdb != gdb)
        process = process->next;
    gdb_ready(gdb);
    if (process != NULL)
        debug_gdb_may_have_connected(process);
}

static void handle_input(const struct epoll_event *event) {
    if (event->data.ptr == &signals_mark) {
        handle_signals();
    } else if (event->data.ptr == &control_mark) {
        int descriptor = control_descriptor();
        if (!control_ready())
            target_unwatch(descriptor);
    } else {
        handle_gdb(event->data.ptr);
    }
}

/* ---- Time ---- */

/* Milliseconds until something is due, or -1. */
static int do_what_is_due(bool quiet) {
    int timeout = -1;
    if (events_adopt_orphans())
        timeout = 50;
    if (calls_write_old_enters() != 0)
        timeout = 5;
    uint64_t since = trace_waiting_since();
    if (since != 0 && (quiet || trace_now() - since > flush_interval))
        trace_flush();
    if (trace_waiting_since() != 0)
        timeout = 1;
    return timeout;
}

void loop_run(void) {
    bool quiet = false;
    for (;;) {
        bool any = false;
        if (!handle_targets(&any))
            return;
        int timeout = do_what_is_due(quiet);
        if (judge_look())
            timeout = 0;
        /* One event at a time: handling it may free what another one is about. */
        struct epoll_event event;
        int count = epoll_wait(epoll, &event, 1, timeout);
        quiet = count == 0;
        if (count == 1)
            handle_input(&event);
        debug_run_due();
    }
}
