/* Facts about a target's descriptor, from /proc (proc(5)). The object itself is never opened: opening a FIFO could
 * wake somebody who waits for the other end. */
#ifndef IPCSCOPE_DESCRIPTORS_H
#define IPCSCOPE_DESCRIPTORS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/types.h>

/* Position and flags (with O_CLOEXEC) of /proc/TID/fdinfo/N. */
bool descriptor_info(pid_t tid, int descriptor, int64_t *position, uint32_t *flags);
bool descriptor_status(pid_t tid, int descriptor, struct stat *status);
/* The text of the link, ended by NUL. */
bool descriptor_link(pid_t tid, int descriptor, char *text, size_t size);
bool descriptor_can_seek(const struct stat *status);

/* The descriptor itself, for us too (pidfd_getfd(2)): opening its object anew could wake who waits for an opener, and would
 * be another open file description. -1, and errno, when the kernel does not lend it. */
int descriptor_borrow(pid_t tid, pid_t pid, int descriptor);

#endif
