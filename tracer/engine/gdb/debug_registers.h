/* Hardware watchpoints and breakpoints of a process in the four debug registers of each of its threads. See "Debug,
 * Branch Profile, TSC" in Intel's manual, volume 3, for the bits of DR6 and DR7. */
#ifndef IPCSCOPE_DEBUG_REGISTERS_H
#define IPCSCOPE_DEBUG_REGISTERS_H

#include <stdbool.h>
#include <stdint.h>

struct process;
struct task;

#define DEBUG_REGISTER_COUNT 4

enum debug_register_use {
    DEBUG_REGISTER_EXECUTE = 0, /* the values of the R/W fields of DR7 */
    DEBUG_REGISTER_WRITE = 1,
    DEBUG_REGISTER_ACCESS = 3,
};

struct debug_register {
    bool used;
    enum debug_register_use use;
    uint64_t address;
    unsigned length; /* 1, 2, 4 or 8, and the address is a multiple of it */
};

struct debug_registers {
    struct debug_register registers[DEBUG_REGISTER_COUNT];
};

/* Both are idempotent. A region that one register cannot cover takes several; `false` when they do not suffice. */
bool debug_registers_insert(struct debug_registers *registers, struct process *process, enum debug_register_use use, uint64_t address,
                            uint64_t length);
bool debug_registers_remove(struct debug_registers *registers, struct process *process, enum debug_register_use use, uint64_t address,
                            uint64_t length);
void debug_registers_remove_all(struct debug_registers *registers, struct process *process);
/* A new thread starts without any: the kernel does not copy them. */
bool debug_registers_set(const struct debug_registers *registers, struct task *task);
/* The register that stopped the task, or NULL. `take` clears the processor's note of it. */
const struct debug_register *debug_registers_find_hit(const struct debug_registers *registers, struct task *task);
const struct debug_register *debug_registers_take_hit(const struct debug_registers *registers, struct task *task);

#endif
