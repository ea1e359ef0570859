/* Numbers that capture programs name: an argument of the call, its result or the stack pointer, and what stands in memory where they point
 * (docs/engine-interface.md, "Capture programs"). */
#ifndef IPCSCOPE_OPERAND_H
#define IPCSCOPE_OPERAND_H

#include <stdbool.h>
#include <stdint.h>

struct task;

enum operand_base { OPERAND_ARGUMENT, OPERAND_RESULT, OPERAND_STACK };
/* `+N`, `*N`, `*(…)` (the eight bytes there) and `u32(…)` (the four bytes there). */
enum operand_step { OPERAND_PLUS, OPERAND_TIMES, OPERAND_WORD, OPERAND_U32 };

enum { operand_steps_at_most = 6 };

struct operand {
    enum operand_base base;
    unsigned argument;
    unsigned step_count;
    struct {
        enum operand_step step;
        uint64_t number; /* OPERAND_PLUS, OPERAND_TIMES */
    } steps[operand_steps_at_most];
};

/* The whole word is an operand. */
bool operand_parse(const char *word, struct operand *operand);
/* A decimal number that is the whole rest of the word. */
bool operand_parse_number(const char *word, uint64_t *number);
/* `false` when memory on the way cannot be read. A product that does not fit is UINT64_MAX. */
bool operand_value(const struct operand *operand, const struct task *task, int64_t result, uint64_t *value);
/* A descriptor is an int, whatever the upper half of a register holds; `false` for a negative one. */
bool operand_descriptor(const struct operand *operand, const struct task *task, int64_t result, int *descriptor);

#endif
