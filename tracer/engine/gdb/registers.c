#include "gdb/registers.h"

#include "base/registers.h"
#include "targets/tasks.h"

#include <string.h>

/* The kernel's structure for FLOAT is the memory image of FXSAVE, whose x87 control fields differ in form from gdb's. */
enum register_set { GENERAL, FLOAT, X87 };

/* A register: its size in gdb's layout, and where the kernel's structure has it. */
struct register_place {
    enum register_set set;
    size_t size;
    size_t offset; /* GENERAL: in user_regs_struct, FLOAT: in user_fpregs_struct */
};

#define GENERAL_REGISTER(name, size) { GENERAL, size, offsetof(struct user_regs_struct, name) }
#define X87_REGISTER(n) { FLOAT, 10, offsetof(struct user_fpregs_struct, st_space) + 16 * (n) }
#define X87_CONTROL { X87, 4, 0 }
#define SSE_REGISTER(n) { FLOAT, 16, offsetof(struct user_fpregs_struct, xmm_space) + 16 * (n) }

enum { FIRST_X87_CONTROL = 32 };

static const struct register_place places[GDB_REGISTER_COUNT] = {
    GENERAL_REGISTER(rax, 8),
    GENERAL_REGISTER(rbx, 8),
    GENERAL_REGISTER(rcx, 8),
    GENERAL_REGISTER(rdx, 8),
    GENERAL_REGISTER(rsi, 8),
    GENERAL_REGISTER(rdi, 8),
    GENERAL_REGISTER(rbp, 8),
    GENERAL_REGISTER(rsp, 8),
    GENERAL_REGISTER(r8, 8),
    GENERAL_REGISTER(r9, 8),
    GENERAL_REGISTER(r10, 8),
    GENERAL_REGISTER(r11, 8),
    GENERAL_REGISTER(r12, 8),
    GENERAL_REGISTER(r13, 8),
    GENERAL_REGISTER(r14, 8),
    GENERAL_REGISTER(r15, 8),
    GENERAL_REGISTER(rip, 8),
    GENERAL_REGISTER(eflags, 4),
    GENERAL_REGISTER(cs, 4),
    GENERAL_REGISTER(ss, 4),
    GENERAL_REGISTER(ds, 4),
    GENERAL_REGISTER(es, 4),
    GENERAL_REGISTER(fs, 4),
    GENERAL_REGISTER(gs, 4),
    X87_REGISTER(0),
    X87_REGISTER(1),
    X87_REGISTER(2),
    X87_REGISTER(3),
    X87_REGISTER(4),
    X87_REGISTER(5),
    X87_REGISTER(6),
    X87_REGISTER(7),
    X87_CONTROL /* fctrl */,
    X87_CONTROL /* fstat */,
    X87_CONTROL /* ftag */,
    X87_CONTROL /* fiseg */,
    X87_CONTROL /* fioff */,
    X87_CONTROL /* foseg */,
    X87_CONTROL /* fooff */,
    X87_CONTROL /* fop */,
    SSE_REGISTER(0),
    SSE_REGISTER(1),
    SSE_REGISTER(2),
    SSE_REGISTER(3),
    SSE_REGISTER(4),
    SSE_REGISTER(5),
    SSE_REGISTER(6),
    SSE_REGISTER(7),
    SSE_REGISTER(8),
    SSE_REGISTER(9),
    SSE_REGISTER(10),
    SSE_REGISTER(11),
    SSE_REGISTER(12),
    SSE_REGISTER(13),
    SSE_REGISTER(14),
    SSE_REGISTER(15),
    { FLOAT, 4, offsetof(struct user_fpregs_struct, mxcsr) },
    GENERAL_REGISTER(orig_rax, 8),
    GENERAL_REGISTER(fs_base, 8),
    GENERAL_REGISTER(gs_base, 8),
};

size_t gdb_register_size(unsigned number) {
    return places[number].size;
}

size_t gdb_register_offset(unsigned number) {
    size_t offset = 0;
    for (unsigned i = 0; i < number; i++)
        offset += places[i].size;
    return offset;
}

/* FXSAVE keeps one bit a physical register (1: in use); gdb wants the two bits of FSAVE: 0 valid, 1 zero, 2 special
 * (infinity, NaN, denormal), 3 empty. See "FXSAVE" in Intel's manual, volume 2. */
static uint16_t full_tags(const struct user_fpregs_struct *floats) {
    unsigned top = floats->swd >> 11 & 7;
    uint16_t tags = 0;
    for (unsigned physical = 0; physical < 8; physical++) {
        unsigned tag = 3;
        if (floats->ftw >> physical & 1) {
            const uint8_t *value = (const uint8_t *)floats->st_space + 16 * ((physical - top) & 7);
            uint64_t significand;
            uint16_t exponent;
            memcpy(&significand, value, sizeof significand);
            memcpy(&exponent, value + 8, sizeof exponent);
            exponent &= 0x7fff;
            if (exponent == 0x7fff)
                tag = 2;
            else if (exponent == 0)
                tag = significand == 0 ? 1 : 2;
            else
                tag = significand >> 63 ? 0 : 2;
        }
        tags |= (uint16_t)(tag << 2 * physical);
    }
    return tags;
}

static uint16_t abridged_tags(uint16_t tags) {
    uint16_t abridged = 0;
    for (unsigned physical = 0; physical < 8; physical++)
        if ((tags >> 2 * physical & 3) != 3)
            abridged |= (uint16_t)(1 << physical);
    return abridged;
}

/* fctrl, fstat, ftag, fiseg, fioff, foseg, fooff, fop. In 64-bit mode FXSAVE has whole 64-bit pointers to the last
 * instruction and operand; gdb shows their halves as segment and offset. */
static void read_x87_control(const struct user_fpregs_struct *floats, uint32_t control[8]) {
    control[0] = floats->cwd;
    control[1] = floats->swd;
    control[2] = full_tags(floats);
    control[3] = (uint32_t)(floats->rip >> 32 & 0xffff);
    control[4] = (uint32_t)floats->rip;
    control[5] = (uint32_t)(floats->rdp >> 32 & 0xffff);
    control[6] = (uint32_t)floats->rdp;
    control[7] = floats->fop;
}

static void write_x87_control(struct user_fpregs_struct *floats, const uint32_t control[8]) {
    floats->cwd = (uint16_t)control[0];
    floats->swd = (uint16_t)control[1];
    floats->ftw = abridged_tags((uint16_t)control[2]);
    floats->rip = (uint64_t)(control[3] & 0xffff) << 32 | control[4];
    floats->rdp = (uint64_t)(control[5] & 0xffff) << 32 | control[6];
    floats->fop = (uint16_t)(control[7] & 0x7ff);
}

/* Between the kernel's structure of a set and gdb's layout, register by register. */
static void copy_to_gdb(enum register_set set, const void *structure, uint8_t registers[GDB_REGISTERS_SIZE]) {
    for (unsigned number = 0; number < GDB_REGISTER_COUNT; registers += places[number++].size)
        if (places[number].set == set)
            memcpy(registers, (const uint8_t *)structure + places[number].offset, places[number].size);
}

static void copy_from_gdb(enum register_set set, const uint8_t registers[GDB_REGISTERS_SIZE], void *structure) {
    for (unsigned number = 0; number < GDB_REGISTER_COUNT; registers += places[number++].size)
        if (places[number].set == set)
            memcpy((uint8_t *)structure + places[number].offset, registers, places[number].size);
}

bool gdb_general_registers_read(struct task *task, uint8_t registers[GDB_REGISTERS_SIZE]) {
    const struct user_regs_struct *general = task_registers(task);
    if (general == NULL)
        return false;
    copy_to_gdb(GENERAL, general, registers);
    return true;
}

bool gdb_registers_read(struct task *task, uint8_t registers[GDB_REGISTERS_SIZE]) {
    struct user_fpregs_struct floats;
    if (!gdb_general_registers_read(task, registers) || !registers_read_float(task->tid, &floats))
        return false;
    uint32_t control[8];
    read_x87_control(&floats, control);
    memcpy(registers + gdb_register_offset(FIRST_X87_CONTROL), control, sizeof control);
    copy_to_gdb(FLOAT, &floats, registers);
    return true;
}

/* What gdb's layout leaves out (upper halves, mxcsr's mask) keeps its value. */
static bool write_general(struct task *task, const uint8_t registers[GDB_REGISTERS_SIZE]) {
    struct user_regs_struct *general = task_registers(task);
    if (general == NULL)
        return false;
    copy_from_gdb(GENERAL, registers, general);
    return task_write_registers(task);
}

static bool write_float(struct task *task, const uint8_t registers[GDB_REGISTERS_SIZE]) {
    struct user_fpregs_struct floats;
    if (!registers_read_float(task->tid, &floats))
        return false;
    copy_from_gdb(FLOAT, registers, &floats);
    uint32_t control[8];
    memcpy(control, registers + gdb_register_offset(FIRST_X87_CONTROL), sizeof control);
    write_x87_control(&floats, control);
    return registers_write_float(task->tid, &floats);
}

bool gdb_registers_write(struct task *task, const uint8_t registers[GDB_REGISTERS_SIZE]) {
    return write_general(task, registers) && write_float(task, registers);
}

bool gdb_register_write(struct task *task, unsigned number, const uint8_t *value) {
    uint8_t registers[GDB_REGISTERS_SIZE];
    if (!gdb_registers_read(task, registers))
        return false;
    memcpy(registers + gdb_register_offset(number), value, places[number].size);
    return places[number].set == GENERAL ? write_general(task, registers) : write_float(task, registers);
}
