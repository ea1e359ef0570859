/* Random loads and stores in a segment that several processes share. Each prints what it did, and at which line:
 *   watched_memory SEED COUNT PROCESSES
 * A line: process, r or w (or x: both in one), line of the source, offset, length, the bytes that were there, the bytes that are there. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

enum { size = 3 * 4096, part_of_process = 512, processes_at_most = 8 };

static unsigned char *segment;
static int process;
static uint64_t seed;

/* Kept until it is the process's turn to print: lines of others do not come between. */
static char output[1 << 20];

static uint32_t below(uint32_t limit)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t) (seed >> 33) % limit;
}

/* Its own memory, in which what it copies is found again. */
static unsigned char own[64];

static void say(char kind, int line, unsigned offset, unsigned length, const void *before, const void *after)
{
    printf("%d %c %d %u %u ", process, kind, line, offset, length);
    for (unsigned i = 0; i < length; i++)
        printf("%02x", ((const unsigned char *) before)[i]);
    putchar(' ');
    for (unsigned i = 0; after != NULL && i < length; i++)
        printf("%02x", ((const unsigned char *) after)[i]);
    putchar('\n');
}

/* What is expected there is kept aside: to ask the segment would be an access. */
static unsigned char expected[size];

typedef long long vector __attribute__((vector_size(16), aligned(1), may_alias));

/* A statement, and the line at which it stands. */
#define AT_LINE(statement) ((void) (statement), line = __LINE__)

static void load(unsigned offset, unsigned length)
{
    unsigned char *place = segment + offset;
    int line = 0;
    memset(own, 0, sizeof own);
    switch (length) {
    case 1:
        AT_LINE(*(uint8_t *) own = *(volatile uint8_t *) place);
        break;
    case 2:
        AT_LINE(*(uint16_t *) own = *(volatile uint16_t *) place);
        break;
    case 4:
        AT_LINE(*(uint32_t *) own = *(volatile uint32_t *) place);
        break;
    case 8:
        AT_LINE(*(uint64_t *) own = *(volatile uint64_t *) place);
        break;
    default:
        AT_LINE(*(vector *) own = *(vector *) place);
        break;
    }
    say('r', line, offset, length, own, NULL);
}

static void store(unsigned offset, unsigned length)
{
    unsigned char *place = segment + offset;
    int line = 0;
    for (unsigned i = 0; i < length; i++)
        own[i] = (unsigned char) below(256);
    switch (length) {
    case 1:
        AT_LINE(*(volatile uint8_t *) place = *(uint8_t *) own);
        break;
    case 2:
        AT_LINE(*(volatile uint16_t *) place = *(uint16_t *) own);
        break;
    case 4:
        AT_LINE(*(volatile uint32_t *) place = *(uint32_t *) own);
        break;
    case 8:
        AT_LINE(*(volatile uint64_t *) place = *(uint64_t *) own);
        break;
    default:
        AT_LINE(*(vector *) place = *(vector *) own);
        break;
    }
    say('w', line, offset, length, expected + offset, own);
    memcpy(expected + offset, own, length);
}

/* memcpy(3) as one instruction. */
#define copy_bytes(to, from, count)                                                                                                        \
    ({                                                                                                                                     \
        void *to_ = (to), *from_ = (from);                                                                                                 \
        unsigned long count_ = (count);                                                                                                    \
        __asm__ volatile("rep movsb" : "+S"(from_), "+D"(to_), "+c"(count_) : : "memory");                                                 \
    })

static void copy_in(unsigned offset, unsigned length)
{
    unsigned char *source = own, *target = segment + offset;
    for (unsigned i = 0; i < length; i++)
        own[i] = (unsigned char) below(256);
    int line;
    AT_LINE(copy_bytes(target, source, length));
    say('w', line, offset, length, expected + offset, own);
    memcpy(expected + offset, own, length);
}

static void copy_out(unsigned offset, unsigned length)
{
    unsigned char *source = segment + offset, *target = own;
    int line;
    AT_LINE(copy_bytes(target, source, length));
    say('r', line, offset, length, own, NULL);
}

static void add(unsigned offset)
{
    uint32_t before, after;
    memcpy(&before, expected + offset, 4);
    after = before + 77;
    int line;
    AT_LINE(__atomic_fetch_add((uint32_t *) (segment + offset), 77, __ATOMIC_SEQ_CST));
    say('x', line, offset, 4, &before, &after);
    memcpy(expected + offset, &after, 4);
}

/* Each process writes to places of its own, so that it knows what is there; of the places of others it reads none. */
static unsigned place(unsigned length)
{
    unsigned page = below(3) * 4096, within = below(part_of_process - length);
    return page + (unsigned) process * part_of_process + within;
}

static void act(void)
{
    static const unsigned lengths[] = { 1, 2, 4, 8, 16 };
    unsigned length = lengths[below(5)], copied = 1 + below(48);
    switch (below(7)) {
    case 0:
    case 1:
        load(place(length), length);
        break;
    case 2:
    case 3:
        store(place(length), length);
        break;
    case 4:
        copy_in(place(copied), copied);
        break;
    case 5:
        copy_out(place(copied), copied);
        break;
    default:
        add(place(4));
        break;
    }
}

/* From each process to the next: a byte, when that may print. */
static int turns[processes_at_most + 1][2];

static void print_in_turn(void)
{
    char byte = 0;
    if (read(turns[process][0], &byte, 1) != 1)
        _exit(1);
    fflush(stdout);
    if (write(turns[process + 1][1], &byte, 1) != 1)
        _exit(1);
}

int main(int count, char **words)
{
    if (count != 4)
        return 2;
    int actions = atoi(words[2]), processes = atoi(words[3]);
    int id = shmget(IPC_PRIVATE, size, 0600);
    segment = shmat(id, NULL, 0);
    shmctl(id, IPC_RMID, NULL);
    if (segment == (void *) -1 || processes > processes_at_most)
        return 1;
    for (int i = 0; i <= processes; i++)
        if (pipe(turns[i]) != 0)
            return 1;
    for (process = 0; process < processes; process++)
        if (fork() == 0) {
            setvbuf(stdout, output, _IOFBF, sizeof output);
            seed = strtoull(words[1], NULL, 10) * 31 + (uint64_t) process;
            for (int i = 0; i < actions; i++)
                act();
            print_in_turn();
            return 0;
        }
    if (write(turns[0][1], "", 1) != 1)
        return 1;
    while (wait(NULL) > 0)
        ;
    return 0;
}
