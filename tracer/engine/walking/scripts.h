/* The scripts that have frames: each gets a number among the modules of the trace, and a record with its source. */
#ifndef IPCSCOPE_SCRIPTS_H
#define IPCSCOPE_SCRIPTS_H

#include <stdbool.h>
#include <stdint.h>

struct address_space;
struct task;
struct v8_layout;

struct script {
    bool is_of_runtime; /* Node's own */
    uint32_t module;    /* 0: it is no file, or its source is not known */
};

struct script scripts_find(const struct task *task, const struct v8_layout *layout, uint64_t object);
/* Whether any has had a frame. */
bool scripts_are_known(const struct address_space *space);
void scripts_forget(struct address_space *space);

#endif
