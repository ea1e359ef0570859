#include "base/options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"

struct options options = {
    .client = -1, .payload = 4096, .stacks = true, .debug_registers = true, .deflated = true, .watch_limit = 100000
};

static uint64_t parse_number(const char *name, const char *text) {
    char *end;
    errno = 0;
    uint64_t number = strtoull(text, &end, 10);
    if (*text < '0' || *text > '9' || errno != 0 || *end != 0)
        fatal("%s needs a number, not '%s'.", name, text);
    return number;
}

/* `--program COUNT ARG…`: the index after it. */
static int parse_program(int count, char **arguments, int index) {
    uint64_t words = parse_number("--program", arguments[index]);
    index++;
    if (words == 0 || words > (uint64_t)(count - index))
        fatal("--program %llu has not that many arguments behind it.", (unsigned long long)words);
    struct program *programs = realloc(options.programs, (options.program_count + 1) * sizeof *programs);
    char **copy = calloc(words + 1, sizeof *copy);
    if (programs == NULL || copy == NULL)
        fatal_no_memory();
    memcpy(copy, arguments + index, words * sizeof *copy);
    options.programs = programs;
    options.programs[options.program_count++].arguments = copy;
    return index + (int)words;
}

void options_parse(int count, char **arguments) {
    for (int index = 1; index < count;) {
        const char *name = arguments[index++];
        if (strcmp(name, "--no-stacks") == 0) {
            options.stacks = false;
            continue;
        }
        if (strcmp(name, "--no-debug-registers") == 0) {
            options.debug_registers = false;
            continue;
        }
        if (strcmp(name, "--no-deflate") == 0) {
            options.deflated = false;
            continue;
        }
        if (strcmp(name, "--watch-memory") == 0) {
            options.watch_memory = true;
            continue;
        }
        if (strcmp(name, "--close-inherited") == 0) {
            options.close_inherited = true;
            continue;
        }
        if (index == count)
            fatal("the option '%s' is unknown or lacks its value.", name);
        if (strcmp(name, "--program") == 0) {
            index = parse_program(count, arguments, index);
            continue;
        }
        const char *value = arguments[index++];
        if (strcmp(name, "--trace") == 0)
            options.trace = value;
        else if (strcmp(name, "--table") == 0)
            options.table = value;
        else if (strcmp(name, "--control") == 0)
            options.control = value;
        else if (strcmp(name, "--client") == 0)
            options.client = (int)parse_number(name, value);
        else if (strcmp(name, "--sockets") == 0)
            options.sockets = value;
        else if (strcmp(name, "--payload") == 0)
            options.payload = parse_number(name, value);
        else if (strcmp(name, "--watch-limit") == 0)
            options.watch_limit = parse_number(name, value);
        else if (strcmp(name, "--judge") == 0)
            options.judge = parse_number(name, value);
        else
            fatal("the option '%s' is unknown.", name);
    }
    if (options.trace == NULL || options.table == NULL || options.program_count == 0)
        fatal("--trace, --table and at least one --program are needed.");
}
