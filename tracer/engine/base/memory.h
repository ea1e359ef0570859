/* Memory of a target. Addresses are the target's. */
#ifndef IPCSCOPE_MEMORY_H
#define IPCSCOPE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <sys/uio.h>

/* Bytes copied up to the first unreadable page; 0 when none could be. */
size_t memory_read(pid_t tid, uint64_t address, void *buffer, size_t length);
/* Whether all of them could be copied. */
bool memory_read_whole(pid_t tid, uint64_t address, void *buffer, size_t length);
/* Whether all `length` bytes of these places, at most IOV_MAX, could be copied, one behind the other. */
bool memory_read_places(pid_t tid, const struct iovec *places, size_t count, void *buffer, size_t length);
/* From now on pages may be missing that only a target brings (userfaultfd(2)): no read waits for one. */
void memory_await_no_page(void);
bool memory_has_awaited_pages(void);
/* Through /proc/PID/mem, which ignores the pages' protection. Bytes copied, or -1. */
ssize_t memory_force_read(pid_t tid, uint64_t address, void *buffer, size_t length);
ssize_t memory_force_write(pid_t tid, uint64_t address, const void *buffer, size_t length);

#endif
