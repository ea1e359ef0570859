#include "front/engine.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/fatal.h"
#include "base/open_files.h"

/* Its command line, growing. */
struct words {
    char **words;
    size_t count;
};

static void add(struct words *words, char *word) {
    words->words = reallocarray(words->words, words->count + 1, sizeof *words->words);
    if (words->words == NULL)
        fatal_no_memory();
    words->words[words->count++] = word;
}

static char *decimal(uint64_t number) {
    char *text;
    if (asprintf(&text, "%" PRIu64, number) < 0)
        fatal_no_memory();
    return text;
}

static void add_option(struct words *words, char *name, char *value) {
    add(words, name);
    add(words, value);
}

static void add_programs(struct words *words, const struct record_options *options) {
    for (size_t program = 0; program < options->program_count; program++) {
        uint64_t count = 0;
        while (options->programs[program][count] != NULL)
            count++;
        add_option(words, "--program", decimal(count));
        for (uint64_t word = 0; word < count; word++)
            add(words, options->programs[program][word]);
    }
}

struct engine engine_start(const char *executable, const char *table, const char *trace, const struct record_options *options,
                           const sigset_t *mask) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        fatal("a socket for the engine cannot be made: %s.", strerror(errno));
    struct words words = { 0 };
    add(&words, (char *)executable);
    add_option(&words, "--table", (char *)table);
    add_option(&words, "--trace", (char *)trace);
    add_option(&words, "--client", decimal((uint64_t)ends[1]));
    add_option(&words, "--payload", decimal(options->payload));
    if (!options->stacks)
        add(&words, "--no-stacks");
    if (options->watch_memory)
        add(&words, "--watch-memory");
    if (options->judged)
        add_option(&words, "--judge", "1");
    add_programs(&words, options);
    add(&words, NULL);
    struct engine engine = { .pid = fork(), .connection = ends[0] };
    if (engine.pid < 0)
        fatal("a process for the engine cannot be created: %s.", strerror(errno));
    if (engine.pid == 0) {
        fcntl(ends[1], F_SETFD, 0);
        sigprocmask(SIG_SETMASK, mask, NULL);
        open_files_restore();
        execv(executable, words.words);
        fatal("the engine %s could not be started: %s.", executable, strerror(errno));
    }
    close(ends[1]);
    return engine;
}

void engine_command(const struct engine *engine, const char *format, ...) {
    struct bytes line = { 0 };
    char text[128];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    bytes_print(&line, "0 %s\n", text);
    /* When the engine is gone, that is noticed where its lines are read. */
    (void)!send(engine->connection, line.data, line.length, MSG_NOSIGNAL);
    free(line.data);
}
