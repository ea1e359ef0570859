#include "walking/scripts.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/fatal.h"
#include "base/trace.h"
#include "layouts/modules.h"
#include "targets/tasks.h"
#include "walking/v8_layout.h"
#include "walking/v8_objects.h"

enum {
    scripts_at_most = 256, /* remembered of an address space */
    name_at_most = 8 * 1024,
    source_at_most = 8 * 1024 * 1024,
};

/* ---- In the trace ---- */

struct written {
    uint64_t hash, check;
    uint32_t module;
};

static struct written *written;
static size_t written_count;

static uint64_t hash_bytes(uint64_t hash, const unsigned char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ bytes[i]) * 0x100000001b3u;
    return hash;
}

static void write_record(uint32_t module, const struct bytes *bytes, const struct v8_text *name, const struct v8_text *source) {
    trace_begin(RECORD_SCRIPT);
    trace_u32(module);
    trace_u8(name->has_two_bytes);
    trace_u8(source->has_two_bytes);
    trace_u16(0);
    trace_u32(name->length);
    trace_u32(source->length);
    trace_bytes(bytes->data, bytes->length);
    trace_end();
}

/* Processes that run the same file share its record. `bytes` are name and source. */
static uint32_t module_of(const struct bytes *bytes, const struct v8_text *name, const struct v8_text *source) {
    uint64_t hash = hash_bytes(0xcbf29ce484222325u ^ name->length, bytes->data, bytes->length);
    uint64_t check = hash_bytes(source->length * 2 + source->has_two_bytes, bytes->data, bytes->length);
    for (size_t i = 0; i < written_count; i++)
        if (written[i].hash == hash && written[i].check == check)
            return written[i].module;
    written = realloc(written, (written_count + 1) * sizeof *written);
    if (written == NULL)
        fatal_no_memory();
    written[written_count++] = (struct written){ hash, check, module_new_id() };
    uint32_t module = written[written_count - 1].module;
    write_record(module, bytes, name, source);
    return module;
}

/* ---- In an address space ---- */

/* What is read of a script at each frame: as long as it is the same, so is the script. Lines and columns may be counted from elsewhere
 * than its start (vm.Script's `lineOffset`): fields that follow the name. */
struct fields {
    uint64_t object, source, name, first_line, first_column;
};

struct scripts {
    size_t count, next;
    struct known {
        struct fields fields;
        struct script script;
    } known[scripts_at_most];
};

bool scripts_are_known(const struct address_space *space) {
    return space->scripts != NULL;
}

void scripts_forget(struct address_space *space) {
    free(space->scripts);
    space->scripts = NULL;
}

static bool read_fields(pid_t tid, const struct v8_layout *layout, uint64_t object, struct fields *fields) {
    fields->object = object;
    return v8_read(tid, object, layout->script_source, &fields->source) && v8_read(tid, object, layout->script_name, &fields->name)
           && v8_read(tid, object, layout->script_name + 8, &fields->first_line)
           && v8_read(tid, object, layout->script_name + 16, &fields->first_column);
}

static bool starts(const struct bytes *bytes, const char *word) {
    size_t length = strlen(word);
    return bytes->length >= length && memcmp(bytes->data, word, length) == 0;
}

static bool counts_from_start(const struct fields *fields) {
    return v8_is_small(fields->first_line) && v8_small(fields->first_line) == 0 && v8_is_small(fields->first_column)
           && v8_small(fields->first_column) == 0;
}

static struct script describe(pid_t tid, const struct v8_layout *layout, const struct fields *fields) {
    static struct bytes bytes;
    struct v8_text name, source;
    struct script unknown = { .is_of_runtime = false, .module = 0 };
    bytes_clear(&bytes);
    if (v8_type_of(tid, layout, fields->object) != layout->script_type
        || !v8_read_string(tid, layout, fields->name, name_at_most, &bytes, &name))
        return unknown;
    if (!name.has_two_bytes && starts(&bytes, "node:"))
        return (struct script){ .is_of_runtime = true, .module = 0 };
    bool is_file = name.has_two_bytes || starts(&bytes, "/") || starts(&bytes, "file:///");
    if (!is_file || !counts_from_start(fields) || !v8_read_string(tid, layout, fields->source, source_at_most, &bytes, &source))
        return unknown;
    return (struct script){ .is_of_runtime = false, .module = module_of(&bytes, &name, &source) };
}

struct script scripts_find(const struct task *task, const struct v8_layout *layout, uint64_t object) {
    struct address_space *space = task->process->space;
    struct fields fields;
    if (!read_fields(task->tid, layout, object, &fields))
        return (struct script){ .is_of_runtime = false, .module = 0 };
    if (space->scripts == NULL)
        space->scripts = tasks_new_part(sizeof *space->scripts);
    struct scripts *scripts = space->scripts;
    for (size_t i = 0; i < scripts->count; i++)
        if (memcmp(&scripts->known[i].fields, &fields, sizeof fields) == 0)
            return scripts->known[i].script;
    struct known *known = &scripts->known[scripts->next];
    scripts->next = (scripts->next + 1) % scripts_at_most;
    if (scripts->count < scripts_at_most)
        scripts->count++;
    *known = (struct known){ fields, describe(task->tid, layout, &fields) };
    return known->script;
}
