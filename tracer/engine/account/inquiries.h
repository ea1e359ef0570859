/* The inquiries of the table, and the answers to all of them at one moment (docs/engine-interface.md, "Inquiry
 * programs"). */
#ifndef IPCSCOPE_INQUIRIES_H
#define IPCSCOPE_INQUIRIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct bytes;
struct found_tables;
struct process;

/* A line of the table; `false` when it makes no sense. */
bool inquiries_add(const char *line);

/* Append the lines, in their order, as an account has them. */
void inquiries_append_lines(struct bytes *output);

/* Answers are appended, each as an account has it; the number of them. Of a dead process `process` is NULL. */
size_t inquiries_ask_descriptions(const struct found_tables *found, struct bytes *output);
size_t inquiries_ask_process(pid_t pid, const struct process *process, struct bytes *output);
size_t inquiries_ask_numbers(struct bytes *output);
size_t inquiries_ask_machine(struct bytes *output);

#endif
