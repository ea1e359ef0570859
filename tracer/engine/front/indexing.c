#include "front/indexing.h"

#include <stdbool.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/open_files.h"
#include "front/node.h"

enum { least_length = 1 << 16 }; /* a shorter trace opens at once anyway */

static bool is_wanted(const struct record_options *options, const struct new_trace *trace) {
    if (options->index != INDEX_AT_TERMINAL)
        return options->index == INDEX_ALWAYS;
    struct stat status;
    return isatty(STDERR_FILENO) && fstat(trace->descriptor, &status) == 0 && status.st_size >= least_length;
}

static void __attribute__((noreturn)) become_indexer(const char *path, const sigset_t *mask) {
    sigprocmask(SIG_SETMASK, mask, NULL);
    open_files_restore();
    become_node((char *[]){ "index", "--recorded", "--", (char *)path, NULL });
}

void index_recorded(const struct record_options *options, const struct new_trace *trace, const sigset_t *taken, const sigset_t *before) {
    if (!is_wanted(options, trace))
        return;
    pid_t indexer = fork();
    if (indexer == 0)
        become_indexer(trace->path, before);
    int status = 0;
    while (indexer > 0 && waitpid(indexer, &status, WNOHANG) == 0) {
        int signal = sigwaitinfo(taken, NULL);
        /* A terminal has told it, too. */
        if (signal == SIGINT || signal == SIGQUIT || signal == SIGTERM || signal == SIGHUP)
            kill(indexer, SIGTERM);
    }
    if (WIFSIGNALED(status) && isatty(STDERR_FILENO))
        fputc('\n', stderr); /* behind how far it was */
}
