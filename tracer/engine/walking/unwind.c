#include "walking/unwind.h"

#include <libunwind.h>
#include <string.h>

#include "base/fatal.h"
#include "base/memory.h"
#include "base/registers.h"
#include "layouts/layouts.h"
#include "targets/tasks.h"

/* libunwind's search in a table like .eh_frame_hdr's. It is exported for tools like this one, but in no header. */
extern int UNW_OBJ(dwarf_search_unwind_table)(unw_addr_space_t, unw_word_t, unw_dyn_info_t *, unw_proc_info_t *, int, void *);

enum {
    page_size = 4096,
    pages_at_most = 64,    /* of the stack, in one walk */
    pages_at_once = 4,     /* a walk goes upwards */
    unwinders_at_most = 8, /* each takes about 100 KB */
};

struct walk {
    const struct task *task;
    const struct user_regs_struct *registers;
    struct layout *layout;
    struct unwound *unwound;
    uint64_t page_addresses[pages_at_most];
    unsigned char pages[pages_at_most][page_size];
    size_t page_count;
    bool missed_rules;
};

/* ---- Memory ---- */

/* The number of the page that begins at this address; `pages_at_most` when it cannot be read. */
static size_t stack_page(struct walk *walk, uint64_t start) {
    for (size_t i = 0; i < walk->page_count; i++)
        if (walk->page_addresses[i] == start)
            return i;
    size_t first = walk->page_count, room = pages_at_most - first, wanted = room < pages_at_once ? room : pages_at_once;
    size_t got = memory_read(walk->task->tid, start, walk->pages[first], wanted * page_size) / page_size;
    for (size_t i = 0; i < got; i++)
        walk->page_addresses[walk->page_count++] = start + i * page_size;
    return got == 0 ? pages_at_most : first;
}

static bool read_stack_word(struct walk *walk, uint64_t address, uint64_t *value) {
    uint64_t start = address / page_size * page_size;
    if (address - start > page_size - sizeof *value)
        return memory_read_whole(walk->task->tid, address, value, sizeof *value);
    size_t page = stack_page(walk, start);
    if (page == pages_at_most)
        return memory_read_whole(walk->task->tid, address, value, sizeof *value);
    memcpy(value, walk->pages[page] + (address - start), sizeof *value);
    return true;
}

static void remember_word(struct unwound *unwound, uint64_t address, uint64_t value) {
    for (size_t i = unwound->word_count; i > 0; i--)
        if (unwound->words[i - 1].address == address)
            return;
    if (unwound->word_count == words_at_most) {
        unwound->is_complete = false;
        return;
    }
    unwound->words[unwound->word_count++] = (struct read_word){ address, value };
}

static int access_memory(unw_addr_space_t space, unw_word_t address, unw_word_t *value, int write, void *argument) {
    (void)space;
    struct walk *walk = argument;
    if (write)
        return -UNW_EINVAL;
    const struct mapping *mapping = layout_find(walk->layout, address);
    if (mapping != NULL && mapping->image != NULL && !mapping->is_writable
        && mapping_read(mapping, walk->task->tid, address, value, sizeof *value))
        return 0;
    if (!read_stack_word(walk, address, value)) {
        walk->unwound->is_complete = false;
        return -UNW_EINVAL;
    }
    remember_word(walk->unwound, address, *value);
    return 0;
}

/* ---- Registers ---- */

static int access_register(unw_addr_space_t space, unw_regnum_t number, unw_word_t *value, int write, void *argument) {
    (void)space;
    struct walk *walk = argument;
    struct unwound *unwound = walk->unwound;
    if (write || !registers_for_unwinding(walk->registers, number, value))
        return -UNW_EBADREG;
    if (registers_is_key_for_unwinding(number))
        return 0;
    for (size_t i = 0; i < unwound->register_count; i++)
        if (unwound->registers[i].number == number)
            return 0;
    if (unwound->register_count < sizeof unwound->registers / sizeof *unwound->registers)
        unwound->registers[unwound->register_count++] = (struct read_register){ number, *value };
    else
        unwound->is_complete = false;
    return 0;
}

static int access_float_register(unw_addr_space_t space, unw_regnum_t number, unw_fpreg_t *value, int write, void *argument) {
    (void)space, (void)number, (void)value, (void)write, (void)argument;
    return -UNW_EBADREG;
}

/* ---- Rules ---- */

static int search_rules(unw_addr_space_t space, unw_word_t address, unw_proc_info_t *rules, int want_info, void *argument) {
    struct walk *walk = argument;
    const struct mapping *mapping = layout_find(walk->layout, address);
    if (mapping == NULL || mapping->image == NULL || mapping->image->unwind_header == 0)
        return -UNW_ENOINFO;
    const struct image *image = mapping->image;
    unw_dyn_info_t table = { .start_ip = image->start, .end_ip = image->end, .format = UNW_INFO_FORMAT_REMOTE_TABLE };
    table.u.rti.segbase = image->unwind_header;
    table.u.rti.table_data = image->unwind_table;
    /* In words; an entry has two halves of four bytes. */
    table.u.rti.table_len = image->unwind_entries * 8 / sizeof(unw_word_t);
    return UNW_OBJ(dwarf_search_unwind_table)(space, address, &table, rules, want_info, walk);
}

static int find_rules(unw_addr_space_t space, unw_word_t address, unw_proc_info_t *rules, int want_info, void *argument) {
    struct walk *walk = argument;
    int result = search_rules(space, address, rules, want_info, walk);
    walk->missed_rules |= result < 0;
    return result;
}

static void forget_rules(unw_addr_space_t space, unw_proc_info_t *rules, void *argument) {
    (void)space, (void)rules, (void)argument;
}

static int no_dynamic_list(unw_addr_space_t space, unw_word_t *address, void *argument) {
    (void)space, (void)address, (void)argument;
    return -UNW_ENOINFO;
}

static int no_resume(unw_addr_space_t space, unw_cursor_t *cursor, void *argument) {
    (void)space, (void)cursor, (void)argument;
    return -UNW_EINVAL;
}

static int no_name(unw_addr_space_t space, unw_word_t address, char *name, size_t size, unw_word_t *offset, void *argument) {
    (void)space, (void)address, (void)name, (void)size, (void)offset, (void)argument;
    return -UNW_ENOINFO;
}

/* ---- Unwinders ---- */

/* libunwind remembers rules in its address space objects. As they are large, the longest unused one is given up. */
static void make_room_for_unwinder(void) {
    struct layout *oldest = NULL;
    unsigned count = 0;
    for (struct process *process = tasks_first_process(); process != NULL; process = process->next) {
        struct layout *layout = process->space->layout;
        if (layout == NULL || layout->unwinder == NULL || layout == oldest)
            continue;
        count++;
        if (oldest == NULL || layout->unwinder_used < oldest->unwinder_used)
            oldest = layout;
    }
    if (count >= unwinders_at_most) {
        unw_destroy_addr_space(oldest->unwinder);
        oldest->unwinder = NULL;
    }
}

static unw_addr_space_t unwinder_of(struct layout *layout) {
    static uint64_t uses;
    static unw_accessors_t accessors = {
        .find_proc_info = find_rules,
        .put_unwind_info = forget_rules,
        .get_dyn_info_list_addr = no_dynamic_list,
        .access_mem = access_memory,
        .access_reg = access_register,
        .access_fpreg = access_float_register,
        .resume = no_resume,
        .get_proc_name = no_name,
    };
    if (layout->unwinder == NULL) {
        make_room_for_unwinder();
        layout->unwinder = unw_create_addr_space(&accessors, 0);
        if (layout->unwinder == NULL)
            fatal_no_memory();
        unw_set_caching_policy(layout->unwinder, UNW_CACHE_GLOBAL);
    }
    layout->unwinder_used = ++uses;
    return layout->unwinder;
}

/* The frame into which a signal handler returns: libunwind knows it, but does not tell. */
static bool is_signal_return(struct walk *walk, uint64_t address) {
    const struct mapping *mapping = layout_find(walk->layout, address);
    unsigned char code[signal_return_length];
    return mapping != NULL && mapping->image != NULL && !mapping->is_writable
           && mapping_read(mapping, walk->task->tid, address, code, sizeof code) && registers_is_signal_return(code);
}

static void unwind_with(const struct task *task, const struct user_regs_struct *registers, struct layout *layout, struct unwound *unwound) {
    static struct walk walk;
    walk.task = task;
    walk.registers = registers;
    walk.layout = layout;
    walk.unwound = unwound;
    walk.page_count = 0;
    unwound->count = unwound->word_count = unwound->register_count = 0;
    unwound->without_rules = 0;
    unwound->is_cut = unwound->left_layout = false;
    unwound->is_complete = true;
    unw_cursor_t cursor;
    if (unw_init_remote(&cursor, unwinder_of(layout), &walk) != 0)
        return;
    /* An address that execution will return to lies behind the call, perhaps in the next line: one less is in it. But
     * the innermost frame, and one interrupted by a signal, stand exactly where they are. */
    bool is_exact = true, found = false;
    for (;;) {
        unw_word_t address;
        if (unw_get_reg(&cursor, UNW_REG_IP, &address) != 0 || address == 0)
            break;
        if (unwound->count == frames_at_most) {
            unwound->is_cut = true;
            break;
        }
        if (layout_find(layout, address) == NULL)
            unwound->left_layout = true;
        bool returns_from_signal = is_signal_return(&walk, address);
        unw_word_t stack_pointer;
        unwound->stack_pointers[unwound->count] = unw_get_reg(&cursor, UNW_REG_SP, &stack_pointer) == 0 ? stack_pointer : 0;
        unwound->addresses[unwound->count++] = is_exact || returns_from_signal ? address : address - 1;
        is_exact = returns_from_signal;
        unw_word_t frame_pointer;
        if (unw_get_reg(&cursor, UNW_TDEP_BP, &frame_pointer) != 0)
            frame_pointer = 0;
        walk.missed_rules = false;
        bool goes_on = unw_step(&cursor) > 0;
        if (walk.missed_rules && !found) {
            found = true;
            unwound->without_rules = unwound->count - 1;
            unwound->its_frame_pointer = frame_pointer;
        }
        if (!goes_on)
            break;
    }
    if (!found)
        unwound->without_rules = unwound->count;
}

void unwind(const struct task *task, struct layout *layout, struct unwound *unwound) {
    unwind_with(task, &task->registers, layout, unwound);
}

void unwind_from(const struct task *task, struct layout *layout, uint64_t program_counter, uint64_t stack_pointer, uint64_t frame_pointer,
                 struct unwound *unwound) {
    struct user_regs_struct registers = task->registers;
    registers_set_frame(&registers, program_counter, stack_pointer, frame_pointer);
    unwind_with(task, &registers, layout, unwound);
}
