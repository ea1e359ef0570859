/* The records of accesses (docs/trace-format.md, type 19). One that is like an access before, and changed as little, is counted there. */
#ifndef IPCSCOPE_ACCESS_RECORD_H
#define IPCSCOPE_ACCESS_RECORD_H

#include <stdint.h>

#include "decoding/instruction.h"

struct task;

struct access {
    enum access_kind kind;
    bool is_by_call, is_atomic; /* by an instruction that is known */
    uint16_t call_number;       /* of that */
    uint32_t stack;
    uint64_t instruction; /* the program counter */
    uint64_t address;
    uint64_t length; /* 0: not known */
    /* What was there; and, of a write, what is there now. Bytes that could be read, and are within the cap. */
    const unsigned char *before, *after;
    uint32_t before_length, after_length;
};

void access_record(struct task *task, const struct access *access);
/* The task is removed: what is kept of it is written. */
void access_record_forget(struct task *task);
/* Write what was kept for long. Returns when the next will have been, or 0. */
uint64_t access_record_write_old(void);

#endif
