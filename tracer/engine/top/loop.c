#include "top/loop.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fatal.h"
#include "base/trace.h"
#include "client/control.h"
#include "recording/calls.h"
#include "running/debug.h"
#include "running/events.h"
#include "running/judge.h"
#include "targets/newborn.h"
#include "targets/tasks.h"

/* The engine sleeps in waitpid(2), because there is one event of a target for each stop and everything else is rare;
 * a signalfd in an epoll set would cost three system calls more for each stop. What is rare sends a signal that
 * interrupts waitpid: sockets SIGIO, time SIGALRM, an end from outside SIGTERM or SIGHUP. Should such a signal come
 * just before the engine falls asleep, the timer that its handler has started wakes it a moment later. */

enum { events_at_once = 64, looks_before_sleep = 200 };
static const uint64_t flush_interval = 20000000;               /* nanoseconds */
static const suseconds_t usual_tick = 5000, short_tick = 1000; /* microseconds */

static int epoll;
static bool was_terminated;
static suseconds_t present_tick; /* the period of the running timer, or 0 */

static volatile sig_atomic_t input_is_due, end_is_due, rescue_is_running;

/* What epoll hands back for the control socket; for other descriptors it is a gdb. */
static char control_mark;

/* ---- Signals ---- */

static void set_timer(suseconds_t period) {
    struct itimerval timer = { { 0, period }, { 0, period } };
    setitimer(ITIMER_REAL, &timer, NULL);
}

static void on_input(int signal) {
    int error = errno;
    if (signal == SIGIO)
        input_is_due = 1;
    else
        end_is_due = 1;
    rescue_is_running = 1;
    set_timer(short_tick);
    errno = error;
}

static void on_tick(int signal) {
    (void)signal; /* it has interrupted waitpid */
}

static void set_disposition(int signal, void (*handler)(int)) {
    /* Without SA_RESTART, so that waitpid ends. */
    struct sigaction action = { .sa_handler = handler };
    sigaction(signal, &action, NULL);
}

/* ---- Sockets ---- */

static void watch(int descriptor, void *mark) {
    struct epoll_event interest = { .events = EPOLLIN, .data.ptr = mark };
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &interest) != 0)
        fatal("a socket cannot be watched: %s.", strerror(errno));
    if (fcntl(descriptor, F_SETOWN, getpid()) != 0 || fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_ASYNC) != 0)
        fatal("a socket cannot be made to signal input: %s.", strerror(errno));
    /* What came before counts too. */
    input_is_due = 1;
}

void target_watch(int descriptor, struct gdb *gdb) {
    watch(descriptor, gdb);
}

void target_unwatch(int descriptor) {
    epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, NULL);
}

static void handle_gdb(struct gdb *gdb) {
    struct process *process = tasks_first_process();
    while (process != NULL && process->gdb != gdb)
        process = process->next;
    gdb_ready(gdb);
    if (process != NULL)
        debug_gdb_may_have_connected(process);
}

static void handle_sockets(void) {
    input_is_due = 0;
    /* One event at a time: handling it may free what another one is about. */
    for (struct epoll_event event; epoll_wait(epoll, &event, 1, 0) == 1;) {
        if (event.data.ptr == &control_mark) {
            int descriptor = control_descriptor();
            if (!control_ready())
                target_unwatch(descriptor);
        } else {
            handle_gdb(event.data.ptr);
        }
    }
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
    set_disposition(SIGIO, on_input);
    set_disposition(SIGTERM, on_input);
    set_disposition(SIGHUP, on_input);
    set_disposition(SIGALRM, on_tick);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    epoll = epoll_create1(EPOLL_CLOEXEC);
    if (epoll < 0)
        fatal("the event loop cannot be set up: %s.", strerror(errno));
    if (control_descriptor() >= 0)
        watch(control_descriptor(), &control_mark);
}

/* ---- The end from outside ---- */

static void kill_targets(void) {
    end_is_due = 0;
    was_terminated = true;
    for (struct process *process = tasks_first_process(); process != NULL; process = process->next)
        target_kill(process);
}

bool loop_was_killed(void) {
    return was_terminated || control_has_killed();
}

/* ---- Time ---- */

/* What waits to be written. `quiet`: nothing has happened for a tick. */
static void do_what_is_due(bool quiet) {
    bool waits = events_adopt_orphans();
    waits |= calls_write_old_enters() != 0;
    uint64_t since = trace_waiting_since();
    if (since != 0 && (quiet || trace_now() - since > flush_interval))
        trace_flush();
    waits |= trace_waiting_since() != 0;
    suseconds_t wanted = waits ? usual_tick : 0;
    if (rescue_is_running && !input_is_due && !end_is_due) {
        rescue_is_running = 0;
        present_tick = -1;
    }
    if (wanted != present_tick && !rescue_is_running) {
        set_timer(wanted);
        present_tick = wanted;
    }
}

/* ---- Targets ---- */

struct event {
    pid_t tid;
    int wait_status;
};

static bool wait_for_event(struct event *event, int flags) {
    event->tid = waitpid(-1, &event->wait_status, __WALL | flags);
    return event->tid > 0;
}

/* Look for the next event for a moment before sleeping: to wake a processor that has gone idle takes longer than most
 * targets take to their next call. Yielding lets a target run that shares our processor. */
static bool wait_awake(struct event *event) {
    for (int look = 0; look < looks_before_sleep && !input_is_due && !end_is_due; look++) {
        if (wait_for_event(event, WNOHANG))
            return true;
        sched_yield();
    }
    return false;
}

/* Sleep until something happens, and collect all that has before the first is handled, so that a busy target cannot
 * starve the others. The number of events; 0 when it was something else. */
static int collect_events(struct event *events, bool may_sleep) {
    int count = 0;
    if (may_sleep) {
        if (!wait_awake(&events[0]) && !wait_for_event(&events[0], 0)) {
            if (errno == ECHILD)
                events_no_targets();
            return 0;
        }
        count = 1;
    }
    while (count < events_at_once && wait_for_event(&events[count], WNOHANG))
        count++;
    return count;
}

void loop_run(void) {
    struct event events[events_at_once];
    unsigned events_since_tick = 0;
    /* Children that the engine's process had before it became the engine do not count. */
    for (bool may_sleep = true; tasks_first_process() != NULL || newborn_any();) {
        int count = collect_events(events, may_sleep && !input_is_due && !end_is_due);
        for (int i = 0; i < count; i++)
            events_handle(events[i].tid, events[i].wait_status);
        if (count > 0) {
            judge_disturbed();
            events_since_tick++;
        }
        if (input_is_due)
            handle_sockets();
        if (end_is_due)
            kill_targets();
        debug_run_due();
        /* The judge looks when nothing else is to be done. */
        may_sleep = count > 0 ? !judge_is_waiting() : !judge_look();
        /* Looking at the clock now and then is enough while events come thick and fast. */
        if (count == 0 || present_tick == 0 || events_since_tick % 64 == 0)
            do_what_is_due(count == 0 && events_since_tick == 0);
        if (count == 0)
            events_since_tick = 0;
    }
}
