/* ipcscope: `record`, `verify` and `check` start the engine at once, so that programs find the world as it was given to us; so does what
 * the debug adapter starts. All else is done by Node. */
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/complain.h"
#include "base/end_as.h"
#include "base/fatal.h"
#include "base/inherited.h"
#include "base/open_files.h"
#include "front/check_plan.h"
#include "front/engine.h"
#include "front/hang.h"
#include "front/header.h"
#include "front/indexing.h"
#include "front/new_trace.h"
#include "front/node.h"
#include "front/record_options.h"
#include "front/recording.h"
#include "front/writers.h"

/* Those that stop and continue us are left alone: we obey job control as the programs do. */
static sigset_t signals_to_take(void) {
    static const int left[] = { SIGTSTP, SIGTTIN, SIGTTOU, SIGCONT };
    sigset_t taken;
    sigfillset(&taken);
    for (size_t i = 0; i < sizeof left / sizeof *left; i++)
        sigdelset(&taken, left[i]);
    return taken;
}

static struct new_trace new_trace_for(const struct record_options *options) {
    struct bytes header = header_of(options);
    return options->output == NULL ? new_trace_unnamed(&header) : new_trace_create(options->output, options->force, &header);
}

static struct outcome run(const struct record_options *options, struct new_trace *trace) {
    sigset_t taken = signals_to_take(), before;
    sigprocmask(SIG_BLOCK, &taken, &before);
    open_files_raise();
    inherited_reserve_standard();
    *trace = new_trace_for(options);
    hang_watch(trace->descriptor, options->hang_after);
    struct engine engine = engine_start(beside_us("ipcscope-engine"), beside_us("syscalls"), trace->part, options, &before);
    if (!options->is_read_after)
        inherited_release();
    struct outcome outcome = recording_run(engine, *trace, &taken);
    if (outcome.has_begun)
        index_recorded(options, trace, &taken, &before);
    if (!outcome.has_begun || !options->is_read_after)
        end_as(outcome.wait_status);
    open_files_restore();
    sigprocmask(SIG_SETMASK, &before, NULL);
    return outcome;
}

/* As Node finds it. */
static char *path_of(const struct new_trace *trace) {
    char *path;
    fcntl(trace->descriptor, F_SETFD, 0);
    if (asprintf(&path, "/proc/self/fd/%d", trace->descriptor) < 0)
        fatal_no_memory();
    return path;
}

static void __attribute__((noreturn)) verify(char **program) {
    struct record_options options = record_options_of_verify(program);
    struct new_trace trace;
    struct outcome outcome = run(&options, &trace);
    if (outcome.failure != NULL)
        fatal("%s It is in the folder '%s'; nothing is compared.", outcome.failure, trace.folder);
    become_node((char *[]){ "compare", path_of(&trace), NULL });
}

static void __attribute__((noreturn)) check(const struct check_plan *plan, char **words) {
    struct record_options options = record_options_of_check(plan->program, plan->output, plan->hang_after);
    options.watch_memory = plan->watch_memory;
    struct new_trace trace;
    struct outcome outcome = run(&options, &trace);
    if (outcome.failure != NULL)
        complain(outcome.failure);
    char **asked = calloc(plan->words + 5, sizeof *asked);
    if (asked == NULL)
        fatal_no_memory();
    size_t count = 0;
    asked[count++] = "check";
    for (size_t i = 0; i < plan->words; i++)
        asked[count++] = words[i];
    asked[count++] = outcome.hung ? "--hung" : "--ran";
    asked[count++] = path_of(&trace);
    become_node(asked);
}

/* Without options, and with a program: Node knows what to say to all else. */
static char **program_of_verify(char **words) {
    if (words[0] != NULL && strcmp(words[0], "--") == 0)
        words++;
    else if (words[0] != NULL && words[0][0] == '-')
        return NULL;
    return words[0] != NULL ? words : NULL;
}

int main(int count, char **arguments) {
    const char *command = count > 1 ? arguments[1] : "";
    if (strcmp(command, "record") == 0) {
        struct record_options options = record_options_parse(count - 1, arguments + 1);
        struct new_trace trace;
        if (!options.wants_help)
            run(&options, &trace);
    } else if (strcmp(command, "verify") == 0) {
        char **program = program_of_verify(arguments + 2);
        if (program != NULL)
            verify(program);
    } else if (strcmp(command, "check") == 0) {
        struct check_plan plan = check_plan_of(arguments + 2);
        if (plan.program != NULL)
            check(&plan, arguments + 2);
    } else if (strcmp(command, "with-writers") == 0) {
        writers_run(arguments + 2);
    }
    become_node(arguments + 1);
}
