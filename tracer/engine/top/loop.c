#include "top/loop.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <sys/time.h>
#include <sys/wait.h>

#include "base/load.h"
#include "base/options.h"
#include "base/poll.h"
#include "base/trace.h"
#include "events/creation.h"
#include "events/ending.h"
#include "events/events.h"
#include "events/judge.h"
#include "events/newborn.h"
#include "events/passing.h"
#include "recording/enters.h"
#include "running/stops.h"
#include "targets/killing.h"
#include "targets/tasks.h"
#include "watching/watching.h"

/* The engine sleeps in waitpid(2), because there is one event of a target for each stop and everything else is rare;
 * a signalfd in an epoll set would cost three system calls more for each stop. What is rare sends a signal that
 * interrupts waitpid: sockets SIGIO, time SIGALRM, an end from outside SIGTERM or SIGHUP. Should such a signal come
 * just before the engine falls asleep, the timer that its handler has started wakes it a moment later. */

enum { events_at_once = 64, looks_before_sleep = 200, sleeps_beside_others = 200 };
static const uint64_t flush_interval = 20000000, long_yield = 200000; /* nanoseconds */
static const suseconds_t usual_tick = 5000, short_tick = 1000;        /* microseconds */

static suseconds_t present_tick; /* the period of the running timer, or 0 */

static volatile sig_atomic_t end_is_due, rescue_is_running;

/* ---- Signals ---- */

static void set_timer(suseconds_t period) {
    struct itimerval timer = { { 0, period }, { 0, period } };
    setitimer(ITIMER_REAL, &timer, NULL);
}

static void on_input(int signal) {
    int error = errno;
    if (signal == SIGIO)
        poll_note_input();
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

/* What the terminal or anybody sends to a process group is meant for the targets, which share ours. */
static void leave_to_targets(int signal) {
    struct sigaction action = { .sa_sigaction = passing_note_ours, .sa_flags = SA_SIGINFO | SA_RESTART };
    sigaction(signal, &action, NULL);
}

void loop_prepare(void) {
    static const int stopping[] = { SIGTSTP, SIGTTIN, SIGTTOU };
    for (int signal = 1; signal <= SIGRTMAX; signal++)
        leave_to_targets(signal);
    for (size_t i = 0; i < sizeof stopping / sizeof *stopping; i++)
        set_disposition(stopping[i], SIG_IGN);
    /* A full disk or a lost client is told by write(2)'s result. */
    set_disposition(SIGPIPE, SIG_IGN);
    set_disposition(SIGXFSZ, SIG_IGN);
    /* Were it ignored, the kernel would throw away what children ended with. */
    set_disposition(SIGCHLD, SIG_DFL);
    set_disposition(SIGIO, on_input);
    /* A client that knows us by a connection alone speaks for everybody. */
    if (options.client < 0) {
        set_disposition(SIGTERM, on_input);
        set_disposition(SIGHUP, on_input);
    }
    set_disposition(SIGALRM, on_tick);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    poll_prepare();
}

static void end_all(void) {
    end_is_due = 0;
    kill_all_processes();
}

/* ---- Time ---- */

/* What waits to be written. `quiet`: nothing has happened for a tick. */
static void do_what_is_due(bool quiet) {
    bool waits = creation_adopt_orphans();
    waits |= enters_write_old() != 0;
    waits |= watching_do_what_is_due();
    uint64_t since = trace_waiting_since();
    if (since != 0 && (quiet || trace_now() - since > flush_interval))
        trace_flush();
    waits |= trace_waiting_since() != 0;
    suseconds_t wanted = waits ? usual_tick : 0;
    if (rescue_is_running && !poll_is_due() && !end_is_due) {
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
 * targets take to their next call. Yielding lets a target run that shares our processor. Where other programs want the
 * processors, too, none goes idle, and after a yield one of them may keep ours for a whole slice: who has slept gets it
 * back sooner. */
static bool wait_awake(struct event *event) {
    static int sleeps_left;
    if (sleeps_left > 0) {
        sleeps_left--;
        return false;
    }
    for (int look = 0; look < looks_before_sleep && !poll_is_due() && !end_is_due; look++) {
        if (wait_for_event(event, WNOHANG))
            return true;
        uint64_t before = trace_now();
        sched_yield();
        if (trace_now() - before > long_yield && load_exceeds_processors()) {
            sleeps_left = sleeps_beside_others;
            return false;
        }
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
                ending_of_all();
            return 0;
        }
        count = 1;
    }
    while (count < events_at_once && wait_for_event(&events[count], WNOHANG))
        count++;
    return count;
}

/* Returns whether the judge still waits for something. */
static bool let_judge_look(void) {
    struct task *task = judge_find_turn();
    if (task != NULL)
        events_enter_call(task);
    return judge_look();
}

void loop_run(void) {
    struct event events[events_at_once];
    unsigned events_since_tick = 0;
    /* Children that the engine's process had before it became the engine do not count. */
    for (bool may_sleep = true; tasks_first_process() != NULL || newborn_any();) {
        int count = collect_events(events, may_sleep && !poll_is_due() && !end_is_due);
        for (int i = 0; i < count; i++)
            events_handle(events[i].tid, events[i].wait_status);
        if (count > 0) {
            judge_disturbed();
            events_since_tick++;
        }
        if (poll_is_due())
            poll_handle();
        if (end_is_due)
            end_all();
        stops_run_due();
        /* The judge looks when nothing else is to be done. */
        may_sleep = count > 0 ? !judge_is_waiting() : !let_judge_look();
        /* Looking at the clock now and then is enough while events come thick and fast. */
        if (count == 0 || present_tick == 0 || events_since_tick % 64 == 0)
            do_what_is_due(count == 0 && events_since_tick == 0);
        if (count == 0)
            events_since_tick = 0;
    }
}
