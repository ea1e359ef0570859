/* Files with code, the same in all processes, and what the unwinder reads of them. */
#ifndef IPCSCOPE_MODULES_H
#define IPCSCOPE_MODULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { build_id_at_most = 64 };

struct module;
struct module_identity {
    uint64_t device, inode;
    unsigned char build_id[build_id_at_most];
    size_t build_id_length;
    const char *path;
};

/* The one with this identity, known from now on. */
struct module *module_find(const struct module_identity *identity);
bool module_is_file(const struct module *module, uint64_t device, uint64_t inode, const char *path);
/* The id of the module's record, which is written first if it is not in the trace. */
uint32_t module_id(struct module *module);
/* For what has frames, too, and is no file with code: the next number. */
uint32_t module_new_id(void);
/* Copy what the file has at an offset, through a cache, which is filled from the memory of a task: `address` is where the
 * task has it mapped. `false` when the mapping ends before. */
bool module_read(struct module *module, uint64_t offset, pid_t tid, uint64_t address, void *buffer, size_t length);

#endif
