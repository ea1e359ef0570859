/* ipcscope: `record` and `verify` start the engine at once, so that programs find the world as it was given to us; so does what
 * the debug adapter starts. All else is done by Node. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/end_as.h"
#include "base/fatal.h"
#include "base/inherited.h"
#include "base/open_files.h"
#include "front/engine.h"
#include "front/header.h"
#include "front/new_trace.h"
#include "front/record_options.h"
#include "front/recording.h"
#include "front/writers.h"

/* A file of the folder where this program is. */
static char *beside_us(const char *name) {
    char path[PATH_MAX], *beside;
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length < 0)
        fatal("/proc is needed, and cannot be read: %s.", strerror(errno));
    path[length] = 0;
    *strrchr(path, '/') = 0;
    if (asprintf(&beside, "%s/%s", path, name) < 0)
        fatal_no_memory();
    return beside;
}

static void __attribute__((noreturn)) become_node(char **arguments) {
    size_t count = 0;
    while (arguments[count] != NULL)
        count++;
    char **words = calloc(count + 3, sizeof *words);
    if (words == NULL)
        fatal_no_memory();
    words[0] = "node";
    words[1] = beside_us("ipcscope.js");
    memcpy(words + 2, arguments, count * sizeof *words);
    execvp(words[0], words);
    fatal("Node is needed for this, and cannot be started: %s.", strerror(errno));
}

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

static void __attribute__((noreturn)) record(const struct record_options *options) {
    sigset_t taken = signals_to_take(), before;
    sigprocmask(SIG_BLOCK, &taken, &before);
    open_files_raise();
    inherited_reserve_standard();
    struct new_trace trace = new_trace_for(options);
    struct engine engine = engine_start(beside_us("ipcscope-engine"), beside_us("syscalls"), trace.part, options, &before);
    if (!options->judged)
        inherited_release();
    struct outcome outcome = recording_run(engine, trace, &taken);
    if (!outcome.has_begun || !options->judged)
        end_as(outcome.wait_status);
    if (outcome.failure != NULL)
        fatal("%s It is in the folder '%s'; nothing is compared.", outcome.failure, trace.folder);
    open_files_restore();
    sigprocmask(SIG_SETMASK, &before, NULL);
    fcntl(trace.descriptor, F_SETFD, 0);
    char path[32];
    snprintf(path, sizeof path, "/proc/self/fd/%d", trace.descriptor);
    become_node((char *[]){ "compare", path, NULL });
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
        if (!options.wants_help)
            record(&options);
    } else if (strcmp(command, "verify") == 0) {
        char **program = program_of_verify(arguments + 2);
        if (program != NULL) {
            struct record_options options = record_options_of_verify(program);
            record(&options);
        }
    } else if (strcmp(command, "with-writers") == 0) {
        writers_run(arguments + 2);
    }
    become_node(arguments + 1);
}
