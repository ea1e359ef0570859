/* Runs the capture programs of the table: copies of the target's memory, and facts about its descriptors. */
#ifndef IPCSCOPE_CAPTURE_H
#define IPCSCOPE_CAPTURE_H

#include <stddef.h>
#include <stdint.h>

struct call;
struct capture_program;
struct process;
struct task;

/* The operations for the entry, encoded into the task's call. */
void capture_entry(struct task *task, const struct capture_program *program);
void capture_release(struct call *call);

struct captured_exit {
    uint16_t count;
    const unsigned char *bytes; /* valid until the next capture */
    size_t length;
};
void capture_exit(struct task *task, const struct capture_program *program, int64_t result, struct captured_exit *captured);

/* Descriptor numbers may mean something else now. */
void capture_forget_descriptors(struct process *process);
/* Not all tasks that had one descriptor table have it still. */
void capture_part_descriptors(struct process *process);

#endif
