#include "targets/operand.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "targets/tasks.h"

/* ---- Parsing ---- */

static bool take(const char **text, const char *word) {
    size_t length = strlen(word);
    if (strncmp(*text, word, length) != 0)
        return false;
    *text += length;
    return true;
}

static bool take_number(const char **text, uint64_t *number) {
    if (**text < '0' || **text > '9')
        return false;
    char *end;
    errno = 0;
    *number = strtoull(*text, &end, 10);
    *text = end;
    return errno == 0;
}

static bool add_step(struct operand *operand, enum operand_step step, uint64_t number) {
    if (operand->step_count == operand_steps_at_most)
        return false;
    operand->steps[operand->step_count].step = step;
    operand->steps[operand->step_count++].number = number;
    return true;
}

static bool take_base(const char **text, struct operand *operand) {
    uint64_t argument;
    if (take(text, "result")) {
        operand->base = OPERAND_RESULT;
        return true;
    }
    if (take(text, "stack")) {
        operand->base = OPERAND_STACK;
        return true;
    }
    if (!take(text, "arg") || !take_number(text, &argument) || argument > 5)
        return false;
    operand->base = OPERAND_ARGUMENT;
    operand->argument = (unsigned)argument;
    return true;
}

/* Each level is a step in the end, so that there cannot be more levels than steps. */
static bool take_operand(const char **text, struct operand *operand, unsigned level) {
    uint64_t number;
    bool is_word = take(text, "*(");
    if (is_word || take(text, "u32(")) {
        if (level == operand_steps_at_most || !take_operand(text, operand, level + 1) || !take(text, ")")
            || !add_step(operand, is_word ? OPERAND_WORD : OPERAND_U32, 0))
            return false;
    } else if (!take_base(text, operand)) {
        return false;
    }
    if (take(text, "+"))
        return take_number(text, &number) && add_step(operand, OPERAND_PLUS, number);
    if (take(text, "*"))
        return take_number(text, &number) && add_step(operand, OPERAND_TIMES, number);
    return true;
}

bool operand_parse(const char *word, struct operand *operand) {
    memset(operand, 0, sizeof *operand);
    return take_operand(&word, operand, 0) && *word == 0;
}

bool operand_parse_number(const char *word, uint64_t *number) {
    return take_number(&word, number) && *word == 0;
}

/* ---- Values ---- */

static uint64_t product(uint64_t value, uint64_t factor) {
    uint64_t result;
    return __builtin_mul_overflow(value, factor, &result) ? UINT64_MAX : result;
}

static uint64_t base_value(const struct operand *operand, const struct call *call, int64_t result) {
    switch (operand->base) {
    case OPERAND_RESULT:
        return (uint64_t)result;
    case OPERAND_STACK:
        return call->stack_pointer;
    case OPERAND_ARGUMENT:
        break;
    }
    return call->arguments[operand->argument];
}

bool operand_value(const struct operand *operand, const struct task *task, int64_t result, uint64_t *value) {
    *value = base_value(operand, &task->call, result);
    for (unsigned i = 0; i < operand->step_count; i++) {
        uint32_t half;
        switch (operand->steps[i].step) {
        case OPERAND_PLUS:
            *value += operand->steps[i].number;
            break;
        case OPERAND_TIMES:
            *value = product(*value, operand->steps[i].number);
            break;
        case OPERAND_WORD:
            if (!memory_read_whole(task->tid, *value, value, sizeof *value))
                return false;
            break;
        case OPERAND_U32:
            if (!memory_read_whole(task->tid, *value, &half, sizeof half))
                return false;
            *value = half;
            break;
        }
    }
    return true;
}

bool operand_descriptor(const struct operand *operand, const struct task *task, int64_t result, int *descriptor) {
    uint64_t value;
    if (!operand_value(operand, task, result, &value))
        return false;
    *descriptor = (int)value;
    return *descriptor >= 0;
}
