#include "gdb/debug_registers.h"

#include "base/registers.h"
#include "targets/tasks.h"

#include <stddef.h>
#include <string.h>

enum { STATUS_REGISTER = 6, CONTROL_REGISTER = 7 };

/* DR7: two enable bits a register (the local one is used), and from bit 16 two bits R/W and two bits LEN a register. */
static uint64_t control_value(const struct debug_registers *registers) {
    static const uint64_t length_codes[] = { [1] = 0, [2] = 1, [4] = 3, [8] = 2 };
    uint64_t control = 0;
    for (int i = 0; i < DEBUG_REGISTER_COUNT; i++) {
        const struct debug_register *one = &registers->registers[i];
        if (!one->used)
            continue;
        control |= 1ULL << 2 * i;
        control |= ((uint64_t)one->use | length_codes[one->length] << 2) << (16 + 4 * i);
    }
    return control;
}

bool debug_registers_set(const struct debug_registers *registers, struct task *task) {
    uint64_t control = control_value(registers);
    uint64_t current = 0;
    if (control == 0 && registers_read_debug(task->tid, CONTROL_REGISTER, &current) && current == 0)
        return true;
    /* Everything is switched off first, since the kernel checks an address against the length that is in force. */
    if (!registers_write_debug(task->tid, CONTROL_REGISTER, 0))
        return false;
    for (int i = 0; i < DEBUG_REGISTER_COUNT; i++)
        if (registers->registers[i].used && !registers_write_debug(task->tid, i, registers->registers[i].address))
            return false;
    return control == 0 || registers_write_debug(task->tid, CONTROL_REGISTER, control);
}

/* A thread that is dying takes nothing any more; what no thread takes (an address of the kernel's) is a failure. */
static bool set_in_every_task(const struct debug_registers *registers, struct process *process) {
    bool any = false;
    for (struct task *task = tasks_first_living(process); task != NULL; task = tasks_next_living(task))
        any = debug_registers_set(registers, task) || any;
    return any;
}

static struct debug_register *find(struct debug_registers *registers, const struct debug_register *wanted) {
    for (int i = 0; i < DEBUG_REGISTER_COUNT; i++) {
        struct debug_register *one = &registers->registers[i];
        if (one->used && one->use == wanted->use && one->address == wanted->address && one->length == wanted->length)
            return one;
    }
    return NULL;
}

static struct debug_register *find_unused(struct debug_registers *registers) {
    for (int i = 0; i < DEBUG_REGISTER_COUNT; i++)
        if (!registers->registers[i].used)
            return &registers->registers[i];
    return NULL;
}

/* The longest aligned piece at the start of a region. */
static unsigned piece_length(uint64_t address, uint64_t length) {
    unsigned piece = 8;
    while (piece > length || address % piece != 0)
        piece /= 2;
    return piece;
}

bool debug_registers_insert(struct debug_registers *registers, struct process *process, enum debug_register_use use, uint64_t address,
                            uint64_t length) {
    struct debug_registers changed = *registers;
    while (length > 0) {
        struct debug_register wanted = { true, use, address, piece_length(address, length) };
        if (find(&changed, &wanted) == NULL) {
            struct debug_register *unused = find_unused(&changed);
            if (unused == NULL)
                return false;
            *unused = wanted;
        }
        address += wanted.length;
        length -= wanted.length;
    }
    if (!set_in_every_task(&changed, process)) {
        set_in_every_task(registers, process);
        return false;
    }
    *registers = changed;
    return true;
}

bool debug_registers_remove(struct debug_registers *registers, struct process *process, enum debug_register_use use, uint64_t address,
                            uint64_t length) {
    /* A region of which not a single piece is there was removed before; four pieces are all that can be there. */
    for (int i = 0; i < DEBUG_REGISTER_COUNT && length > 0; i++) {
        struct debug_register wanted = { true, use, address, piece_length(address, length) };
        struct debug_register *found = find(registers, &wanted);
        if (found != NULL)
            found->used = false;
        address += wanted.length;
        length -= wanted.length;
    }
    return set_in_every_task(registers, process);
}

void debug_registers_remove_all(struct debug_registers *registers, struct process *process) {
    bool any = control_value(registers) != 0;
    memset(registers, 0, sizeof *registers);
    if (any)
        set_in_every_task(registers, process);
}

const struct debug_register *debug_registers_find_hit(const struct debug_registers *registers, struct task *task) {
    uint64_t status;
    if (control_value(registers) == 0 || !registers_read_debug(task->tid, STATUS_REGISTER, &status))
        return NULL;
    for (int i = 0; i < DEBUG_REGISTER_COUNT; i++)
        if (registers->registers[i].used && (status >> i & 1) != 0)
            return &registers->registers[i];
    return NULL;
}

const struct debug_register *debug_registers_take_hit(const struct debug_registers *registers, struct task *task) {
    const struct debug_register *hit = debug_registers_find_hit(registers, task);
    /* The processor sets these bits and never clears them. */
    if (hit != NULL)
        registers_write_debug(task->tid, STATUS_REGISTER, 0);
    return hit;
}
