/* Walking a stack with libunwind, over copies of the target's memory. */
#ifndef IPCSCOPE_UNWIND_H
#define IPCSCOPE_UNWIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct layout;
struct task;

enum { frames_at_most = 32, words_at_most = 512 };

/* A word of the target's own memory that the walk has read. Where all of them are the same, so is the stack. */
struct read_word {
    uint64_t address, value;
};
/* A register that it has read, besides the key registers. */
struct read_register {
    int number;
    uint64_t value;
};

struct unwound {
    uint64_t addresses[frames_at_most];      /* of calls: return addresses are moved back into them */
    uint64_t stack_pointers[frames_at_most]; /* in each frame; that of the next is the CFA of this one */
    size_t count;
    bool is_cut;
    bool left_layout; /* an address lies in no known mapping */
    /* The first frame whose code has no rules, by which libunwind goes on at a guess; `count` when there is none. */
    size_t without_rules;
    uint64_t its_frame_pointer;
    struct read_word words[words_at_most];
    size_t word_count;
    struct read_register registers[16];
    size_t register_count;
    bool is_complete; /* all that it depends on is in `words` and `registers` */
};

/* The task is stopped, its registers are known. */
void unwind(const struct task *task, struct layout *layout, struct unwound *unwound);
/* The same from a frame further out, of which these registers are known. */
void unwind_from(const struct task *task, struct layout *layout, uint64_t program_counter, uint64_t stack_pointer, uint64_t frame_pointer,
                 struct unwound *unwound);

#endif
