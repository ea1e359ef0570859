#include "operations/operations.h"

#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>

#include "base/memory.h"
#include "base/registers.h"
#include "base/trace.h"
#include "decoding/first_instruction.h"
#include "layouts/layouts.h"
#include "operations/operation_forms.h"
#include "operations/told.h"
#include "stacks/stacks.h"
#include "targets/breakpoints.h"
#include "targets/tasks.h"
#include "walking/exports.h"
#include "walking/scripts.h"
#include "walking/v8_layout.h"

enum {
    loops_at_most = 64,
    near_bytes = 4 * 1024, /* of a stack, in which the frames of most operations lie */
    far_bytes = 64 * 1024, /* those of a look-up of a name */
    registers_for_frames = 16,
};

struct operations {
    uint64_t places[operation_functions_count]; /* 0: not watched */
    pid_t loops[loops_at_most];                 /* threads that have told something */
    size_t loop_count;
    struct told_list told;
};

void operations_forget(struct address_space *space) {
    free(space->loop_operations);
    space->loop_operations = NULL;
}

/* ---- Watching ---- */

static bool begins_as_known(const struct task *task, uint64_t address) {
    struct user_regs_struct registers = { 0 };
    struct first_access access;
    unsigned char code[first_instruction_length];
    if (!memory_read_whole(task->tid, address, code, sizeof code))
        return false;
    breakpoints_hide(task->process->space, address, code, sizeof code);
    return first_instruction_make(&registers, code, &access);
}

static void watch_image(struct task *task, const struct image *image, struct operations *operations) {
    struct exports exports;
    if (v8_layout_of(task->tid, image) == NULL || !exports_open(task->tid, image, &exports))
        return;
    for (size_t i = 0; i < operation_functions_count; i++) {
        uint64_t address;
        if (exports_find(&exports, operation_functions[i].name, &address) && begins_as_known(task, address)
            && breakpoint_insert(task->process->space, address, breakpoint_owner_operations))
            operations->places[i] = address;
    }
}

/* NULL: the task's program runs no script that a runtime has, as far as is known. */
static struct operations *operations_of(struct task *task) {
    struct address_space *space = task->process->space;
    if (space->loop_operations != NULL || !scripts_are_known(space))
        return space->loop_operations;
    const struct layout *layout = stacks_layout(task);
    space->loop_operations = tasks_new_part(sizeof *space->loop_operations);
    for (size_t i = 0; layout != NULL && i < layout->image_count; i++)
        watch_image(task, &layout->images[i], space->loop_operations);
    return space->loop_operations;
}

static bool is_loop(const struct operations *operations, pid_t tid) {
    for (size_t i = 0; i < operations->loop_count; i++)
        if (operations->loops[i] == tid)
            return true;
    return false;
}

static void note_loop(struct operations *operations, pid_t tid) {
    if (!is_loop(operations, tid) && operations->loop_count < loops_at_most)
        operations->loops[operations->loop_count++] = tid;
}

/* ---- Being told ---- */

static void write_record(const struct task *task, uint32_t stack, enum operation_kind kind, uint32_t descriptor) {
    trace_begin(RECORD_OPERATION);
    trace_u32((uint32_t)task->tid);
    trace_u32(stack);
    trace_u32(kind);
    trace_u32(descriptor);
    trace_end();
}

/* Of an operation that is done at once the structure lies on the stack, in a frame nearby: it is no other's. */
static bool lies_on_stack(const struct user_regs_struct *registers, uint64_t address) {
    return address - registers_stack_pointer(registers) < far_bytes;
}

/* A descriptor about which nothing is to be remembered here; −1: it is no operation, or about none. */
static int32_t descriptor_of(const struct task *task, const struct operation_form *form, const struct user_regs_struct *registers) {
    uint64_t handle = first_instruction_argument(registers, form->argument);
    uint32_t type;
    int32_t descriptor;
    if (form->kind == OPERATION_ON_FILE)
        return (int32_t)first_instruction_argument(registers, 2);
    return memory_read_whole(task->tid, handle + form->type_offset, &type, sizeof type) && type == form->type
                   && memory_read_whole(task->tid, handle + form->descriptor_offset, &descriptor, sizeof descriptor)
               ? descriptor
               : -1;
}

static void note_about_descriptor(struct task *task, const struct operation_form *form, const struct user_regs_struct *registers) {
    int32_t descriptor = descriptor_of(task, form, registers);
    uint32_t stack = descriptor < 0 ? 0 : stacks_take(task);
    if (stack != 0)
        write_record(task, stack, form->kind, (uint32_t)descriptor);
}

static void note_told(struct task *task, struct operations *operations, const struct operation_form *form) {
    struct user_regs_struct *registers = task_registers(task);
    uint64_t start = first_instruction_argument(registers, form->argument);
    bool is_listening = form->kind == OPERATION_LISTENING;
    if (!is_listening)
        told_forget(&operations->told, start, form->size);
    if (!is_listening && lies_on_stack(registers, start))
        return;
    if (is_listening || form->kind == OPERATION_ON_FILE) {
        note_about_descriptor(task, form, registers);
        return;
    }
    uint32_t stack = stacks_take(task);
    if (stack == 0)
        return;
    note_loop(operations, task->tid);
    told_add(&operations->told, (struct told){ .start = start, .form = form, .tid = task->tid, .stack = stack });
}

/* The first instruction of the function is made for the task. */
static bool go_behind(struct task *task, uint64_t address) {
    struct user_regs_struct *registers = task_registers(task);
    unsigned char code[first_instruction_length];
    struct first_access access;
    if (registers == NULL || !memory_read_whole(task->tid, address, code, sizeof code))
        return false;
    breakpoints_hide(task->process->space, address, code, sizeof code);
    struct user_regs_struct behind = *registers;
    uint32_t half;
    if (!first_instruction_make(&behind, code, &access))
        return false;
    if (access.what == STORES_WORD
        && memory_force_write(task->tid, access.address, &access.value, sizeof access.value) != sizeof access.value)
        return false;
    if (access.what == LOADS_HALF) {
        if (!memory_read_whole(task->tid, access.address, &half, sizeof half))
            return false;
        first_instruction_load(&behind, &access, half);
    }
    *registers = behind;
    return task_write_registers(task);
}

bool operations_take_breakpoint(struct task *task, uint64_t address) {
    struct address_space *space = task->process->space;
    if (!breakpoint_is_owned(space, address, breakpoint_owner_operations) || task_registers(task) == NULL)
        return false;
    struct operations *operations = space->loop_operations;
    for (size_t i = 0; operations != NULL && i < operation_functions_count; i++)
        if (operations->places[i] == address)
            note_told(task, operations, operation_functions[i].form);
    return go_behind(task, address);
}

/* ---- Carrying out ---- */

struct search {
    struct task *task;
    struct operations *operations;
    const uint64_t *arguments; /* of the call */
    bool in_pool;
    struct told *found;
    bool is_ambiguous;
};

static bool may_carry_out(const struct search *search, const struct told *told) {
    pid_t tid = search->task->tid;
    if (search->in_pool)
        return told->form->kind == OPERATION_WORK && (told->worker == 0 || told->worker == tid);
    return told->form->kind != OPERATION_WORK && told->tid == tid;
}

/* A thread does one at a time, and of those that the rest of its stack names the call's arguments belong to one. */
static bool is_certain(const struct search *search, const struct told *told) {
    pid_t tid = search->task->tid;
    return told->worker == tid || told_names(told, tid, search->arguments);
}

/* Two that were told by the same stack are as good as one. */
static void look_at(struct search *search, uint64_t word) {
    struct told *told = told_find(&search->operations->told, word);
    if (told == NULL || told == search->found || !may_carry_out(search, told))
        return;
    if (!told_is_alive(told, search->task->tid))
        return;
    if (search->found != NULL) {
        bool was_certain = is_certain(search, search->found), certain = is_certain(search, told);
        if (was_certain && !certain)
            return;
        if (certain && !was_certain)
            search->is_ambiguous = false;
        else if (search->found->stack != told->stack)
            search->is_ambiguous = true;
    }
    search->found = told;
}

static void look_at_registers(struct search *search) {
    for (int number = 0; number < registers_for_frames; number++) {
        uint64_t value;
        if (registers_for_unwinding(&search->task->registers, number, &value))
            look_at(search, value);
    }
}

static void look_at_stack(struct search *search, size_t length) {
    static uint64_t words[far_bytes / sizeof(uint64_t)];
    uint64_t start = registers_stack_pointer(&search->task->registers);
    size_t count = memory_read(search->task->tid, start, words, length) / sizeof *words;
    for (size_t i = 0; i < count; i++)
        look_at(search, words[i]);
}

/* The loop hears that an operation is over (uv_async_send). What the thread's registers and stack still name is over too, and its memory
 * may be that of another operation by now, which another thread carries out. */
static bool may_wake_loop(uint32_t number, const uint64_t arguments[6]) {
    return number == SYS_write && arguments[2] == sizeof(uint64_t);
}

void operations_note_call(struct task *task, uint32_t number, const uint64_t arguments[6]) {
    struct operations *operations = operations_of(task);
    if (operations == NULL || number == SYS_futex /* the lock of the pool's queue: the same holds */)
        return;
    struct search search = { .task = task, .operations = operations, .arguments = arguments, .in_pool = !is_loop(operations, task->tid) };
    const struct told_list *told = &operations->told;
    if ((search.in_pool ? told->of_pool : told->count - told->of_pool) == 0)
        return;
    look_at_registers(&search);
    look_at_stack(&search, near_bytes);
    if (search.found == NULL && search.in_pool)
        look_at_stack(&search, far_bytes);
    if (search.found == NULL || search.is_ambiguous)
        return;
    if (!may_wake_loop(number, arguments))
        search.found->worker = search.in_pool ? task->tid : 0;
    write_record(task, search.found->stack, search.found->form->kind, 0);
}
