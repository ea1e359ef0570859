#include "front/recording.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/complain.h"
#include "base/end_as.h"
#include "base/fatal.h"
#include "base/lines.h"
#include "front/hang.h"

enum {
    afterlife = 1000, /* milliseconds that processes may outlive the programs before we speak of them */
    /* Milliseconds in which a signal that is sent to a whole process group has reached everybody in it. */
    spreading = 5,
};

static struct {
    struct engine engine;
    struct new_trace trace;
    int signals; /* signalfd(2) */
    /* The first process of each program that runs. */
    pid_t *programs;
    size_t program_count;
    unsigned process_count;
    int64_t programs_ended_at; /* milliseconds, or 0 */
    bool has_begun, noted_afterlife;
    bool is_to_end;  /* somebody has ordered it; the programs have heard that too */
    bool has_ended;  /* the engine has said how the first program ended */
    bool was_left;   /* while processes went on */
    int wait_status; /* of the first program, when has_ended */
    char *failure;   /* why the trace is not whole */
} recording;

/* ---- What the engine says ---- */

static void note_process(pid_t pid, const char *how) {
    recording.process_count++;
    if (strcmp(how, "launched") != 0)
        return;
    recording.programs = reallocarray(recording.programs, recording.program_count + 1, sizeof *recording.programs);
    if (recording.programs == NULL)
        fatal_no_memory();
    recording.programs[recording.program_count++] = pid;
    new_trace_take_place(&recording.trace);
    recording.has_begun = true;
}

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void note_exit(pid_t pid) {
    recording.process_count--;
    for (size_t i = 0; i < recording.program_count; i++)
        if (recording.programs[i] == pid)
            recording.programs[i] = recording.programs[--recording.program_count];
    if (recording.program_count == 0 && recording.programs_ended_at == 0)
        recording.programs_ended_at = now();
}

/* In place, as encodeURIComponent encodes. */
static void decode(char *text) {
    char *to = text;
    for (const char *from = text; *from != 0; from++) {
        char digits[3] = { 0 };
        if (*from == '%' && from[1] != 0 && from[2] != 0) {
            memcpy(digits, from + 1, 2);
            *to++ = (char)strtoul(digits, NULL, 16);
            from += 2;
        } else {
            *to++ = *from;
        }
    }
    *to = 0;
}

/* Whoever is to read a trace without a name says so himself. */
static void note_failure(const char *sentence) {
    if (recording.trace.path != NULL)
        complain(sentence);
    else if ((recording.failure = strdup(sentence)) == NULL)
        fatal_no_memory();
}

static void read_line(char *line) {
    static const char failed[] = "recording-failed ";
    int pid, parent, status;
    char how[16];
    if (sscanf(line, "process %d %d %15s", &pid, &parent, how) == 3) {
        note_process(pid, how);
    } else if (sscanf(line, "exited %d %d", &pid, &status) == 2) {
        note_exit(pid);
    } else if (sscanf(line, "end %d", &status) == 1) {
        recording.wait_status = status;
        recording.has_ended = true;
    } else if (strncmp(line, failed, sizeof failed - 1) == 0) {
        decode(line + sizeof failed - 1);
        note_failure(line + sizeof failed - 1);
    }
}

/* `false` at the end of what it says. */
static bool read_lines(void) {
    enum { part = 4096 };
    static struct bytes input;
    ssize_t length = recv(recording.engine.connection, bytes_reserve(&input, part), part, 0);
    if (length <= 0)
        return length < 0 && errno == EINTR;
    input.length += (size_t)length;
    lines_take(&input, read_line);
    return true;
}

/* ---- Signals ---- */

static bool is_order_to_end(int signal) {
    return signal == SIGINT || signal == SIGQUIT || signal == SIGTERM || signal == SIGHUP;
}

/* The kernel's own (of the terminal, say) have reached by themselves whomever they concern. */
static bool was_sent_by_a_process(const struct signalfd_siginfo *information) {
    return information->ssi_code <= 0 && information->ssi_pid != (uint32_t)getpid();
}

/* Of a terminal that hangs up the kernel tells the leader of the session alone (__tty_hangup), in whose place we stand. */
static bool is_of_hang_up(const struct signalfd_siginfo *information) {
    return (information->ssi_signo == SIGHUP || information->ssi_signo == SIGCONT) && information->ssi_code == SI_KERNEL
           && getsid(0) == getpid();
}

static void __attribute__((noreturn)) end_before_beginning(int signal) {
    close(recording.engine.connection); /* which ends the engine */
    waitpid(recording.engine.pid, NULL, 0);
    new_trace_discard(&recording.trace);
    end_as(signal);
}

static void leave(void) {
    if (!recording.was_left)
        engine_command(&recording.engine, "leave");
    recording.was_left = true;
}

static void take_signal(const struct signalfd_siginfo *information) {
    int signal = (int)information->ssi_signo;
    recording.is_to_end |= is_order_to_end(signal);
    if (signal == SIGCHLD && information->ssi_pid == (uint32_t)recording.engine.pid)
        return; /* its connection tells */
    if (!recording.has_begun) {
        if (is_order_to_end(signal) && was_sent_by_a_process(information))
            end_before_beginning(signal);
    } else if (recording.program_count == 0) {
        if (is_order_to_end(signal))
            leave();
    } else if (was_sent_by_a_process(information) || is_of_hang_up(information)) {
        nanosleep(&(struct timespec){ .tv_nsec = spreading * 1000000 }, NULL);
        engine_command(&recording.engine, "signal %d,%u,%u", signal, information->ssi_pid, information->ssi_uid);
    }
}

static void read_signals(void) {
    struct signalfd_siginfo information;
    while (read(recording.signals, &information, sizeof information) == sizeof information)
        take_signal(&information);
}

/* ---- Processes that outlive the programs ---- */

static void tell(const char *format, unsigned count) {
    char sentence[256];
    snprintf(sentence, sizeof sentence, format, count, count == 1 ? "" : "es", count == 1 ? "goes" : "go", count == 1 ? "it" : "them");
    complain(sentence);
}

/* Milliseconds until something is to be done about them, or -1. */
static int patience(void) {
    if (recording.programs_ended_at == 0 || recording.process_count == 0 || recording.noted_afterlife)
        return -1;
    int64_t left = recording.programs_ended_at + afterlife - now();
    return left > 0 ? (int)left : 0;
}

static void note_afterlife(void) {
    recording.noted_afterlife = true;
    if (recording.is_to_end) {
        leave();
        return;
    }
    if (hang_was_seen())
        return; /* they are ended as well */
    tell("the program has ended; %u process%s that it started %s on, and so does the recording. Ctrl-C ends the recording and "
         "lets %s run.",
         recording.process_count);
}

/* ---- Programs that hang ---- */

static void end_if_hung(void) {
    switch (hang_look()) {
    case HANG_ASK_TO_END:
        engine_command(&recording.engine, "signal %d,%u,%u", SIGTERM, (unsigned)getpid(), (unsigned)getuid());
        break;
    case HANG_KILL:
        engine_command(&recording.engine, "kill");
        break;
    case HANG_NOTHING:
        break;
    }
}

static int sooner(int one, int other) {
    return one < 0 || (other >= 0 && other < one) ? other : one;
}

/* ---- The end ---- */

static void __attribute__((noreturn)) end_without_word(void) {
    int wait_status;
    while (waitpid(recording.engine.pid, &wait_status, 0) < 0 && errno == EINTR)
        ;
    if (WIFEXITED(wait_status))
        exit(WEXITSTATUS(wait_status)); /* it has told why */
    char signal[16];
    const char *name = sigabbrev_np(WTERMSIG(wait_status));
    snprintf(signal, sizeof signal, "SIG%s", name != NULL ? name : "?");
    fatal("the engine was killed from outside (%s); the programs were killed with it, and the trace ends there.", signal);
}

static struct outcome finish(void) {
    new_trace_discard(&recording.trace);
    if (!recording.has_ended)
        end_without_word();
    close(recording.engine.connection);
    if (recording.was_left)
        tell("the recording ends here. %u process%s %s on without it.", recording.process_count);
    else
        waitpid(recording.engine.pid, NULL, 0);
    return (struct outcome){ recording.has_begun, hang_was_seen(), recording.wait_status, recording.failure };
}

struct outcome recording_run(struct engine engine, struct new_trace trace, const sigset_t *taken) {
    recording.engine = engine;
    recording.trace = trace;
    recording.signals = signalfd(-1, taken, SFD_CLOEXEC | SFD_NONBLOCK);
    if (recording.signals < 0)
        fatal("signals cannot be received: %s.", strerror(errno));
    /* Were it ignored, the kernel would throw away how the engine ended. */
    signal(SIGCHLD, SIG_DFL);
    engine_command(&recording.engine, "start");
    while (!recording.has_ended) {
        struct pollfd sources[] = { { .fd = recording.signals, .events = POLLIN }, { .fd = engine.connection, .events = POLLIN } };
        poll(sources, 2, sooner(patience(), hang_patience()));
        end_if_hung();
        if (patience() == 0)
            note_afterlife();
        if (sources[1].revents != 0 && !read_lines())
            break;
        if (sources[0].revents & POLLIN)
            read_signals();
    }
    return finish();
}
