/* The memory of processes and address spaces, breakpoints included, through any task that still has it. */
#ifndef IPCSCOPE_SPACE_MEMORY_H
#define IPCSCOPE_SPACE_MEMORY_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct address_space;
struct process;

/* Bytes copied, or -1. Protection does not matter (proc_pid_mem(5)). */
ssize_t process_read_memory(const struct process *process, uint64_t address, void *buffer, size_t length);
ssize_t space_read(const struct address_space *space, uint64_t address, void *buffer, size_t length);
ssize_t space_write(const struct address_space *space, uint64_t address, const void *buffer, size_t length);

#endif
