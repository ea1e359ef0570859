/*
 * random_ipc.c: does what a script says, in up to eight processes, for the comparison with the kernel.
 *
 *     random_ipc SCRIPT [PROCESS]    does the lines of one process, which is made by exec; without it all begins with 0
 *     random_ipc --end               takes away what the processes of the working directory left in the kernel
 *
 * Each line of the script is "PROCESS OPERATION NUMBERS…", done in order by that process: "0 pipe 2048", "1 write 4 100".
 * An operation that fails is a good operation: the next one follows. Operations may block for ever; a watcher kills
 * everybody when nothing has moved for a while.
 */
#define _GNU_SOURCE
#include "operation.h"
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MAX_LINES 1000

struct line {
    int process;
    const struct operation *operation;
    long numbers[MAX_NUMBERS];
};

extern const struct operation __start_operations[], __stop_operations[];
extern void (*const __start_endings[])(void), (*const __stop_endings[])(void);

struct shared *shared;
const char *script_path;
char buffer[LARGEST_WRITE];

static struct line lines[MAX_LINES];
static int line_count;
static int own_number;

void die(const char *what)
{
    perror(what);
    exit(EXIT_FAILURE);
}

static const struct operation *operation_named(const char *word)
{
    for (const struct operation *operation = __start_operations; operation < __stop_operations; operation++)
        if (strcmp(operation->word, word) == 0)
            return operation;
    fprintf(stderr, "random_ipc: there is no operation %s\n", word);
    exit(EXIT_FAILURE);
}

static void read_script(void)
{
    char text[256], word[16];
    FILE *script = fopen(script_path, "re");

    if (script == NULL)
        die(script_path);
    while (line_count < MAX_LINES && fgets(text, sizeof text, script) != NULL) {
        struct line *line = &lines[line_count];
        long *n = line->numbers;

        if (sscanf(text, "%d %15s %ld %ld %ld %ld", &line->process, word, &n[0], &n[1], &n[2], &n[3]) < 2)
            continue;
        line->operation = operation_named(word);
        line_count++;
    }
    fclose(script);
}

void *map_file(const char *name, size_t size)
{
    int fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    void *memory;

    if (fd == -1 || ftruncate(fd, (off_t) size) == -1)
        die(name);
    memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (memory == MAP_FAILED)
        die("mmap");
    close(fd);
    return memory;
}

const char *payload(long length)
{
    for (long i = 0; i < length; i++)
        buffer[i] = i == 0 ? (char) ('A' + own_number) : (char) ('a' + i % 23);
    return buffer;
}

void be(int number)
{
    own_number = number;
    for (int i = 0; i < line_count; i++) {
        if (lines[i].process != number)
            continue;
        __atomic_add_fetch(&shared->begun, 1, __ATOMIC_SEQ_CST);
        lines[i].operation->run(lines[i].numbers);
    }
    _exit(number);
}

static void end_all(void)
{
    for (void (*const *ending)(void) = __start_endings; ending < __stop_endings; ending++)
        (*ending)();
}

/* Those that have left the group; a number may be that of somebody else by now. */
static void kill_others(void)
{
    char ours[4096], theirs[4096], path[64];
    ssize_t length = readlink("/proc/self/exe", ours, sizeof ours);

    for (int i = 0; i < MAX_PROCESSES; i++) {
        if (shared->pids[i] <= 0)
            continue;
        snprintf(path, sizeof path, "/proc/%d/exe", (int) shared->pids[i]);
        if (readlink(path, theirs, sizeof theirs) == length && memcmp(ours, theirs, (size_t) length) == 0)
            kill(shared->pids[i], SIGKILL);
    }
}

/* Waits for the first process of the script; kills its whole group when nobody has begun anything for a while. */
static void watch(pid_t first)
{
    const struct timespec moment = { 0, 30 * 1000 * 1000 };
    unsigned long begun_before = 0;
    int quiet = 0;

    while (quiet < 4) {
        unsigned long begun;

        nanosleep(&moment, NULL);
        begun = __atomic_load_n(&shared->begun, __ATOMIC_SEQ_CST);
        quiet = begun == begun_before ? quiet + 1 : 0;
        begun_before = begun;
        if (waitpid(first, NULL, WNOHANG) == first)
            quiet += 2; /* Its descendants may still have much to do, or nothing. */
    }
    kill(-first, SIGKILL);
    kill_others();
    while (waitpid(-1, NULL, 0) > 0)
        continue;
    end_all();
}

int main(int argc, char *argv[])
{
    if (argc < 2) {
        fprintf(stderr, "usage: random_ipc SCRIPT [PROCESS] | --end\n");
        return EXIT_FAILURE;
    }
    shared = map_file("shared", sizeof *shared);
    if (strcmp(argv[1], "--end") == 0) {
        end_all();
        return EXIT_SUCCESS;
    }
    script_path = argv[1];
    read_script();
    if (argc > 2)
        be(atoi(argv[2]));

    pid_t first = fork();
    if (first == -1)
        die("fork");
    if (first == 0) {
        setpgid(0, 0);
        shared->pids[0] = getpid();
        be(0);
    }
    setpgid(first, first);
    shared->pids[0] = first;
    watch(first);
    return EXIT_SUCCESS;
}
