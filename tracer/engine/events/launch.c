#include "events/launch.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/complain.h"
#include "base/fatal.h"
#include "base/open_files.h"
#include "base/options.h"
#include "base/process_state.h"
#include "base/program_file.h"
#include "client/client.h"
#include "recording/records.h"
#include "running/debugger.h"
#include "running/resumption.h"
#include "running/stops.h"
#include "targets/assertion.h"
#include "targets/filter.h"
#include "targets/tasks.h"

enum {
    trace_options = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC
                    | PTRACE_O_TRACEEXIT | PTRACE_O_TRACESECCOMP | PTRACE_O_TRACEVFORKDONE | PTRACE_O_EXITKILL
};

extern char **environ;

/* What is known of a process that one of the command line's programs began in. */
struct launched {
    size_t program;                                /* its number */
    enum { FORKED, EXECUTES, RUNS_PROGRAM } state; /* EXECUTES: its first execve has not returned yet */
    int connection;                                /* over which the child tells that it cannot execute the program */
    char path[PATH_MAX];
};

static unsigned not_executed_yet;
static bool start_was_asked;
static int first_status;
static struct {
    sigset_t mask;
    struct sigaction actions[65];
} inherited;

/* What went wrong in a child before its execve succeeded. */
struct failure {
    enum { FAILED_FILTER, FAILED_EXECUTE } step;
    int error;
};

void launch_remember_signals(void) {
    sigprocmask(SIG_SETMASK, NULL, &inherited.mask);
    for (int signal = 1; signal <= 64; signal++)
        sigaction(signal, NULL, &inherited.actions[signal]);
}

static void restore_signals(void) {
    for (int signal = 1; signal <= 64; signal++)
        if (signal != SIGKILL && signal != SIGSTOP)
            sigaction(signal, &inherited.actions[signal], NULL);
    sigprocmask(SIG_SETMASK, &inherited.mask, NULL);
}

/* In the child. Every descriptor of the engine's is close-on-exec. */
static void __attribute__((noreturn)) become_program(const char *path, char **arguments, int engine) {
    char byte;
    struct failure failure = { FAILED_FILTER, 0 };
    /* The end of file says that the engine traces this process now; a filter without a tracer makes calls fail. */
    while (read(engine, &byte, 1) < 0 && errno == EINTR)
        ;
    restore_signals();
    open_files_restore();
    if (filter_install()) {
        failure.step = FAILED_EXECUTE;
        execve(path, arguments, environ);
    }
    failure.error = errno;
    if (write(engine, &failure, sizeof failure) < 0)
        _exit(STATUS_ENGINE_FAULT);
    _exit(STATUS_NOT_FOUND);
}

static void report_problem(size_t program, int status, const char *sentence) {
    complain(sentence);
    client_error(status, sentence);
    if (program == 0)
        first_status = status << 8; /* as waitpid would give it */
}

/* -1: there is no such file. */
static long number_in_file(const char *path) {
    char line[32];
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return -1;
    long number = fgets(line, sizeof line, file) != NULL ? strtol(line, NULL, 10) : -1;
    fclose(file);
    return number;
}

static void explain_seize(size_t program, pid_t child, int error) {
    char sentence[512];
    long tracer = process_status_number(child, "TracerPid:");
    if (tracer > 0)
        snprintf(sentence, sizeof sentence,
                 "the program is already traced, by process %ld (a debugger or strace): one "
                 "program has one tracer.",
                 tracer);
    else if (number_in_file("/proc/sys/kernel/yama/ptrace_scope") >= 2)
        snprintf(sentence, sizeof sentence,
                 "tracing is not permitted: kernel.yama.ptrace_scope is set to 2 or more; set it "
                 "to 1 with 'sysctl kernel.yama.ptrace_scope=1'.");
    else
        snprintf(sentence, sizeof sentence,
                 "tracing is not permitted here (%s): in a container, start it with "
                 "--cap-add=SYS_PTRACE, and look at kernel.yama.ptrace_scope.",
                 strerror(error));
    report_problem(program, STATUS_ENGINE_FAULT, sentence);
}

static void launch_program(size_t program) {
    char **arguments = options.programs[program].arguments;
    struct program_problem problem;
    const char *path = program_file_find(arguments[0], &problem);
    if (path == NULL) {
        report_problem(program, problem.status, problem.sentence);
        return;
    }
    int ends[2]; /* the child's is the second */
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        fatal("a socket cannot be created: %s.", strerror(errno));
    pid_t child = fork();
    if (child < 0)
        fatal("a process cannot be created: %s.", strerror(errno));
    if (child == 0) {
        close(ends[0]);
        become_program(path, arguments, ends[1]);
    }
    close(ends[1]);
    if (ptrace(PTRACE_SEIZE, child, 0, trace_options) != 0) {
        int error = errno;
        explain_seize(program, child, error);
        kill(child, SIGKILL);
        close(ends[0]);
        waitpid(child, NULL, __WALL);
        return;
    }
    struct process *process = tasks_new_process(child, NULL, 0)->process;
    struct launched *launched = tasks_new_part(sizeof *launched);
    launched->program = program;
    launched->connection = ends[0];
    strcpy(launched->path, path);
    tasks_set_parent(process, getpid());
    process->launching = true;
    process->launched = launched;
    not_executed_yet++;
    shutdown(ends[0], SHUT_WR);
}

/* All start together: when the last is there, and nobody asked to wait. */
static void start_if_ready(void) {
    if (not_executed_yet > 0 || (client_descriptor() >= 0 && !start_was_asked))
        return;
    for (struct process *process = tasks_first_process(), *next; process != NULL; process = next) {
        next = process->next;
        if (stops_is_held(process, HOLD_LAUNCH) && debugger_of(process) == NULL)
            resume_held(process);
    }
}

void launch_all(void) {
    if (!filter_prepare())
        fatal_no_memory();
    stops_on_launch(start_if_ready);
    for (size_t program = 0; program < options.program_count; program++)
        launch_program(program);
    if (tasks_first_process() != NULL)
        start_if_ready();
}

void launch_has_executed(struct task *task) {
    struct process *process = task->process;
    ASSERT(process, process->launched->state == FORKED);
    process->launching = false;
    process->launched->state = EXECUTES;
    close(process->launched->connection);
    record_task(task, NULL, 0, CREATED_LAUNCHED);
    client_process(process, CREATED_LAUNCHED);
    not_executed_yet--;
}

bool launch_has_returned(struct task *task) {
    struct launched *launched = task->process->launched;
    if (launched == NULL || launched->state != EXECUTES)
        return false;
    launched->state = RUNS_PROGRAM;
    stops_hold(task, HOLD_LAUNCH, 0);
    return true;
}

void launch_has_failed(struct process *process) {
    const struct launched *launched = process->launched;
    struct failure failure;
    ASSERT(process, launched->state == FORKED);
    ssize_t length = read(launched->connection, &failure, sizeof failure);
    close(launched->connection);
    struct program_problem problem = { 0 };
    if (length != sizeof failure) {
        snprintf(problem.sentence, sizeof problem.sentence, "%s was killed before it started.", launched->path);
        problem.status = STATUS_ENGINE_FAULT;
    } else if (failure.step == FAILED_FILTER) {
        snprintf(problem.sentence, sizeof problem.sentence, "the kernel takes no seccomp filter: %s.", strerror(failure.error));
        problem.status = STATUS_ENGINE_FAULT;
    } else {
        program_file_explain(launched->path, failure.error, &problem);
    }
    report_problem(launched->program, problem.status, problem.sentence);
    tasks_free_process(process);
    not_executed_yet--;
    start_if_ready();
}

bool launch_is_of(const struct process *process) {
    return process->launched != NULL;
}

void launch_has_ended(const struct process *process, int wait_status) {
    if (process->launched != NULL && process->launched->program == 0)
        first_status = wait_status;
}

void launch_start(void) {
    start_was_asked = true;
    start_if_ready();
}

int launch_first_status(void) {
    return first_status;
}
