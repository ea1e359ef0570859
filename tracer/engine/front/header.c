#include "front/header.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#include "base/utf8.h"

/* Those of tracer/trace/format.ts. */
enum { FORMAT = 2, MINOR = 4, HEADER_RECORD = 1 };

#ifdef __x86_64__
static const char architecture[] = "x86_64";
#endif

static void append_text(struct bytes *json, const char *text) {
    static const char replacement[] = "\xef\xbf\xbd"; /* U+FFFD: JSON has no place for other bytes; the records have them */
    bytes_append(json, "\"", 1);
    for (const unsigned char *next = (const unsigned char *)text; *next != 0;) {
        uint32_t character;
        unsigned length = utf8_decode(next, &character);
        bool is_character = length > 0 && !(character >= 0xd800 && character <= 0xdfff);
        if (!is_character)
            bytes_append(json, replacement, sizeof replacement - 1);
        else if (character < 0x20 || character == '"' || character == '\\')
            bytes_print(json, "\\u%04x", character);
        else
            bytes_append(json, next, length);
        next += is_character ? length : 1;
    }
    bytes_append(json, "\"", 1);
}

static void append_programs(struct bytes *json, const struct record_options *options) {
    for (size_t program = 0; program < options->program_count; program++) {
        bytes_print(json, program > 0 ? ",[" : "[");
        for (char **word = options->programs[program]; *word != NULL; word++) {
            if (word != options->programs[program])
                bytes_append(json, ",", 1);
            append_text(json, *word);
        }
        bytes_append(json, "]", 1);
    }
}

static void append_moment(struct bytes *json) {
    struct timespec now, monotonic;
    struct tm date;
    char text[32];
    clock_gettime(CLOCK_REALTIME, &now);
    clock_gettime(CLOCK_MONOTONIC, &monotonic);
    strftime(text, sizeof text, "%FT%T", gmtime_r(&now.tv_sec, &date));
    bytes_print(json, "\"started\":\"%s.%03ldZ\",\"monotonicStart\":\"%" PRIu64 "\"", text, now.tv_nsec / 1000000,
                (uint64_t)monotonic.tv_sec * 1000000000 + (uint64_t)monotonic.tv_nsec);
}

static void append_host(struct bytes *json) {
    struct utsname system;
    if (uname(&system) != 0)
        return;
    bytes_print(json, ",\"host\":");
    append_text(json, system.nodename);
}

/* What os-release(5) calls this system; false: nothing. `name` has `length` bytes. */
static bool system_name(char *name, size_t length) {
    static const char key[] = "PRETTY_NAME=";
    char line[256];
    bool found = false;
    FILE *file = fopen("/etc/os-release", "re");
    while (file != NULL && !found && fgets(line, sizeof line, file) != NULL) {
        found = strncmp(line, key, sizeof key - 1) == 0;
        const char *value = line + sizeof key - 1;
        if (found)
            snprintf(name, length, "%.*s", (int)strcspn(value + (*value == '"'), "\"\n"), value + (*value == '"'));
    }
    if (file != NULL)
        fclose(file);
    return found;
}

static void append_machine(struct bytes *json) {
    struct utsname kernel;
    char system[128];
    bytes_print(json, ",\"machine\":{\"processors\":%ld", sysconf(_SC_NPROCESSORS_ONLN));
    if (uname(&kernel) == 0) {
        bytes_print(json, ",\"kernel\":");
        append_text(json, kernel.release);
    }
    if (system_name(system, sizeof system)) {
        bytes_print(json, ",\"system\":");
        append_text(json, system);
    }
    bytes_append(json, "}", 1);
}

static struct bytes json_of(const struct record_options *options) {
    struct bytes json = { 0 };
    char *directory = getcwd(NULL, 0);
    bytes_print(&json, "{\"format\":%d,\"minor\":%d,\"ipcscope\":\"" IPCSCOPE_VERSION "\",\"architecture\":\"%s\",", FORMAT, MINOR,
                architecture);
    append_moment(&json);
    append_host(&json);
    bytes_print(&json, ",\"programs\":[");
    append_programs(&json, options);
    bytes_print(&json, "],\"directory\":");
    append_text(&json, directory != NULL ? directory : "");
    if (options->payload == UINT64_MAX)
        bytes_print(&json, ",\"payload\":\"all\"");
    else
        bytes_print(&json, ",\"payload\":%" PRIu64, options->payload);
    bytes_print(&json, ",\"stacks\":%s", options->stacks ? "true" : "false");
    append_machine(&json);
    bytes_append(&json, "}", 1);
    free(directory);
    return json;
}

static void append_number(struct bytes *bytes, uint64_t number, unsigned length) {
    for (unsigned i = 0; i < length; i++)
        bytes_append(bytes, &(unsigned char){ (unsigned char)(number >> 8 * i) }, 1);
}

struct bytes header_of(const struct record_options *options) {
    struct bytes json = json_of(options), head = { 0 };
    bytes_append(&head, TRACE_MAGIC, TRACE_MAGIC_LENGTH);
    append_number(&head, FORMAT, 8);
    append_number(&head, json.length, 4);
    append_number(&head, HEADER_RECORD, 4);
    bytes_append(&head, json.data, json.length);
    bytes_clear(&json);
    return head;
}
