/*
 * operation.h: what the files of the random program share. Each mechanism has a file with its own operations; nothing
 * lists them, since the linker gathers what stands in the sections "operations" and "endings".
 */
#ifndef OPERATION_H
#define OPERATION_H

#include <stddef.h>
#include <sys/types.h>

#define MAX_PROCESSES 8
#define MAX_NUMBERS 4
#define LARGEST_WRITE 200000

struct operation {
    const char *word;
    void (*run)(const long *numbers);
};

#define GATHERED(section_name) __attribute__((used, section(section_name), aligned(sizeof(void *))))

/* OPERATION(word) { … }: what the word of a script does with its numbers. Those that the script leaves out are 0. */
#define OPERATION(name)                                                                                                                    \
    static void do_##name(const long *numbers);                                                                                            \
    static const struct operation operation_##name GATHERED("operations") = { #name, do_##name };                                          \
    static void do_##name(const long *numbers)

/* ENDING(name) { … }: takes away what outlives the processes. It may be done several times, by any process. */
#define ENDING(name)                                                                                                                       \
    static void end_##name(void);                                                                                                          \
    static void (*const ending_##name)(void) GATHERED("endings") = end_##name;                                                             \
    static void end_##name(void)

/* Seen by all processes, also after exec: who is who, and how many operations have begun. */
struct shared {
    pid_t pids[MAX_PROCESSES];
    unsigned long begun;
};

extern struct shared *shared;
extern const char *script_path;
extern char buffer[LARGEST_WRITE];

/* Bytes by which a reader of the trace knows the writer, and the place in the write; they stand in `buffer`. */
const char *payload(long length);

/* A file of the working directory in memory, filled with zeros when it is new. */
void *map_file(const char *name, size_t size);

/* A place for mappings and attachments, far from what the kernel chooses by itself. */
char *arena_page(long page);

/* Does the lines of one process, and ends. */
void be(int number);

void die(const char *what);

#endif
