#include "front/record_options.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/complain.h"
#include "base/fatal.h"
#include "front/shell_words.h"

enum { STATUS_USAGE = 2, PAYLOAD = 256, NO_STACKS, ALSO, FORCE, WATCH_MEMORY, INDEX, NO_INDEX, HELP };

static const struct option long_options[] = {
    { "output", required_argument, NULL, 'o' },    { "payload", required_argument, NULL, PAYLOAD },
    { "no-stacks", no_argument, NULL, NO_STACKS }, { "also", required_argument, NULL, ALSO },
    { "force", no_argument, NULL, FORCE },         { "watch-memory", no_argument, NULL, WATCH_MEMORY },
    { "index", no_argument, NULL, INDEX },         { "no-index", no_argument, NULL, NO_INDEX },
    { "help", no_argument, NULL, HELP },           { NULL, 0, NULL, 0 },
};

static void __attribute__((noreturn, format(printf, 1, 2))) usage_error(const char *format, ...) {
    char *sentence;
    va_list arguments;
    va_start(arguments, format);
    if (vasprintf(&sentence, format, arguments) < 0)
        fatal_no_memory();
    va_end(arguments);
    complain(sentence);
    exit(STATUS_USAGE);
}

static uint64_t parse_payload(const char *text) {
    if (strcmp(text, "all") == 0)
        return UINT64_MAX;
    if (strcmp(text, "none") == 0)
        return 0;
    char *end;
    errno = 0;
    uint64_t bytes = strtoull(text, &end, 10);
    if (text[0] < '0' || text[0] > '9' || *end != 0 || errno != 0 || bytes > LONG_MAX)
        usage_error("--payload is a number of bytes, 'all' or 'none', not '%s'.", text);
    return bytes;
}

static void add_program(struct record_options *options, char **words) {
    options->programs = reallocarray(options->programs, options->program_count + 1, sizeof *options->programs);
    if (options->programs == NULL)
        fatal_no_memory();
    options->programs[options->program_count++] = words;
}

static char **parse_also(const char *text) {
    const char *problem = NULL;
    char **words = shell_words(text, &problem);
    if (words == NULL)
        usage_error("%s in --also '%s'.", problem, text);
    if (words[0] == NULL)
        usage_error("--also needs a program.");
    return words;
}

/* NAME.ipctrace in the working directory. */
static const char *output_named_after(const char *program) {
    const char *slash = strrchr(program, '/');
    char *output;
    if (asprintf(&output, "%s.ipctrace", slash != NULL ? slash + 1 : program) < 0)
        fatal_no_memory();
    return output;
}

static const struct record_options by_default = { .payload = 4096, .stacks = true };

struct record_options record_options_parse(int count, char **words) {
    struct record_options options = by_default;
    options.index = INDEX_AT_TERMINAL;
    add_program(&options, NULL); /* its place is the first */
    opterr = 0;
    /* '+': what stands behind the program is the program's. */
    for (int option; (option = getopt_long(count, words, "+:o:", long_options, NULL)) != -1;) {
        switch (option) {
        case 'o':
            options.output = optarg;
            break;
        case PAYLOAD:
            options.payload = parse_payload(optarg);
            break;
        case NO_STACKS:
            options.stacks = false;
            break;
        case ALSO:
            add_program(&options, parse_also(optarg));
            break;
        case FORCE:
            options.force = true;
            break;
        case WATCH_MEMORY:
            options.watch_memory = true;
            break;
        case INDEX:
            options.index = INDEX_ALWAYS;
            break;
        case NO_INDEX:
            options.index = INDEX_NEVER;
            break;
        case HELP:
            options.wants_help = true;
            return options;
        case ':':
            usage_error("the option '%s' needs a value.", words[optind - 1]);
        default:
            usage_error("unknown option '%s'. See 'ipcscope record --help'.", words[optind - 1]);
        }
    }
    if (optind == count)
        usage_error("missing required argument 'program'. See 'ipcscope record --help'.");
    options.programs[0] = words + optind;
    if (options.output == NULL)
        options.output = output_named_after(words[optind]);
    else if (options.output[0] == 0)
        usage_error("-o needs the name of a file.");
    return options;
}

struct record_options record_options_of_verify(char **program) {
    struct record_options options = { .payload = UINT64_MAX, .is_read_after = true, .judged = true };
    add_program(&options, program);
    return options;
}

struct record_options record_options_of_check(char **program, const char *output, int64_t hang_after) {
    struct record_options options = by_default;
    options.output = output;
    options.hang_after = hang_after;
    options.is_read_after = true;
    add_program(&options, program);
    return options;
}
