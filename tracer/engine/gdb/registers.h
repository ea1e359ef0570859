/* gdb's default register layout for amd64 GNU/Linux, which it uses when a target sends no target.xml: the general and
 * segment registers, x87, SSE, then orig_rax, fs_base and gs_base. `maintenance print remote-registers` shows it. */
#ifndef IPCSCOPE_GDB_REGISTERS_H
#define IPCSCOPE_GDB_REGISTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct task;

#define GDB_REGISTER_COUNT 60
#define GDB_REGISTERS_SIZE 560

enum { GDB_REGISTER_RBP = 6, GDB_REGISTER_RSP = 7, GDB_REGISTER_RIP = 16 };

/* All registers of a task, as the `g` packet wants them. */
bool gdb_registers_read(struct task *task, uint8_t registers[GDB_REGISTERS_SIZE]);
bool gdb_registers_write(struct task *task, const uint8_t registers[GDB_REGISTERS_SIZE]);
/* Where a register lies in that array. */
size_t gdb_register_offset(unsigned number);
size_t gdb_register_size(unsigned number);
bool gdb_register_write(struct task *task, unsigned number, const uint8_t *value);
/* Only the general registers, which are most of what gdb asks for, without the cost of the others. */
bool gdb_general_registers_read(struct task *task, uint8_t registers[GDB_REGISTERS_SIZE]);

#endif
