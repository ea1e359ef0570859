/*
 * random_ipc.c: does what a script says, in up to eight processes, for the comparison with the kernel.
 * Arguments: the script, and the number of the process whose lines are to be done (default: all begins with 0).
 *
 * Each line of the script is "PROCESS OPERATION NUMBERS…", done in order by that process: "0 pipe 2048", "1 write 4 100".
 * An operation that fails is a good operation: the next one follows. Operations may block for ever; a watcher kills
 * everybody when nothing has moved for a while.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MAX_PROCESSES 8
#define MAX_LINES 1000
#define MAX_NUMBERS 4
#define LARGEST_WRITE 200000

struct line {
    int process;
    char operation[16];
    long numbers[MAX_NUMBERS];
};

/* Seen by all processes, also after exec: who is who, and how many operations have begun. */
struct shared {
    pid_t pids[MAX_PROCESSES];
    unsigned long begun;
};

static const char *const paths[] = { "file0", "file1", "fifo0", "fifo1" };

static struct line lines[MAX_LINES];
static int line_count;
static const char *script_path;
static struct shared *shared;
static int own_number;
static char buffer[LARGEST_WRITE];

static void die(const char *what)
{
    perror(what);
    exit(EXIT_FAILURE);
}

static void read_script(void)
{
    char text[256];
    FILE *script = fopen(script_path, "re");

    if (script == NULL)
        die(script_path);
    while (line_count < MAX_LINES && fgets(text, sizeof text, script) != NULL) {
        struct line *line = &lines[line_count];
        long *n = line->numbers;

        if (sscanf(text, "%d %15s %ld %ld %ld %ld", &line->process, line->operation, &n[0], &n[1], &n[2], &n[3]) >= 2)
            line_count++;
    }
    fclose(script);
}

static void map_shared(void)
{
    int fd = open("shared", O_RDWR | O_CREAT | O_CLOEXEC, 0600);

    if (fd == -1 || ftruncate(fd, sizeof *shared) == -1)
        die("shared");
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (shared == MAP_FAILED)
        die("mmap");
    close(fd);
}

static void be(int number);

static void fork_process(long number)
{
    pid_t child = fork();

    if (child == 0)
        be((int) number);
    if (child > 0)
        shared->pids[number] = child;
}

static void exec_process(long number)
{
    char digits[16];

    snprintf(digits, sizeof digits, "%ld", number);
    execl("/proc/self/exe", "random_ipc", script_path, digits, (char *) NULL);
}

static void vfork_exit(long code)
{
    if (vfork() == 0)
        _exit((int) code);
}

/* Bytes by which a reader of the trace knows the writer, and the place in the write. */
static const char *payload(long length)
{
    for (long i = 0; i < length; i++)
        buffer[i] = i == 0 ? (char) ('A' + own_number) : (char) ('a' + i % 23);
    return buffer;
}

static void write_two_parts(int fd, long first, long second)
{
    struct iovec parts[2] = { { (void *) payload(first), (size_t) first }, { "0123456789", (size_t) second } };

    (void) !writev(fd, parts, 2);
}

static void read_two_parts(int fd, long first, long second)
{
    struct iovec parts[2] = { { buffer, (size_t) first }, { buffer + first, (size_t) second } };

    (void) !readv(fd, parts, 2);
}

static void set_non_blocking(int fd, int on)
{
    ioctl(fd, FIONBIO, &on);
}

static void count_readable(int fd)
{
    int count;

    ioctl(fd, FIONREAD, &count);
}

/* The pages are in the pipe then, so nobody may change them (vmsplice(2)): they are not those of `buffer`. */
static void give_pages(int fd, long length)
{
    struct iovec part = { memcpy(malloc((size_t) length), payload(length), (size_t) length), (size_t) length };

    (void) !vmsplice(fd, &part, 1, 0);
}

static void do_line(const struct line *line)
{
    const char *operation = line->operation;
    const long *n = line->numbers;
    int fd = (int) n[0];
    int ends[2];

#define IS(name) (strcmp(operation, name) == 0)
    if (IS("pipe"))
        (void) !pipe2(ends, (int) n[0]);
    else if (IS("open"))
        open(paths[n[0]], (int) n[1], 0600);
    else if (IS("mkfifo"))
        mkfifo(paths[n[0]], 0600);
    else if (IS("unlink"))
        unlink(paths[n[0]]);
    else if (IS("dup"))
        (void) !dup(fd);
    else if (IS("dup2"))
        dup2(fd, (int) n[1]);
    else if (IS("dup3"))
        dup3(fd, (int) n[1], (int) n[2]);
    else if (IS("fcntl"))
        fcntl(fd, (int) n[1], n[2]);
    else if (IS("cloexec"))
        ioctl(fd, n[1] ? FIOCLEX : FIONCLEX);
    else if (IS("nonblock"))
        set_non_blocking(fd, (int) n[1]);
    else if (IS("readable"))
        count_readable(fd);
    else if (IS("close"))
        close(fd);
    else if (IS("closerange"))
        close_range((unsigned) n[0], (unsigned) n[1], (int) n[2]);
    else if (IS("read"))
        (void) !read(fd, buffer, (size_t) n[1]);
    else if (IS("write"))
        (void) !write(fd, payload(n[1]), (size_t) n[1]);
    else if (IS("readv"))
        read_two_parts(fd, n[1], n[2]);
    else if (IS("writev"))
        write_two_parts(fd, n[1], n[2]);
    else if (IS("pread"))
        (void) !pread(fd, buffer, (size_t) n[1], n[2]);
    else if (IS("pwrite"))
        (void) !pwrite(fd, payload(n[1]), (size_t) n[1], n[2]);
    else if (IS("lseek"))
        lseek(fd, n[1], (int) n[2]);
    else if (IS("truncate"))
        (void) !ftruncate(fd, n[1]);
    else if (IS("sendfile"))
        (void) !sendfile(fd, (int) n[1], NULL, (size_t) n[2]);
    else if (IS("splice"))
        (void) !splice(fd, NULL, (int) n[1], NULL, (size_t) n[2], (unsigned) n[3]);
    else if (IS("tee"))
        (void) !tee(fd, (int) n[1], (size_t) n[2], (unsigned) n[3]);
    else if (IS("vmsplice"))
        give_pages(fd, n[1]);
    else if (IS("copy"))
        (void) !copy_file_range(fd, NULL, (int) n[1], NULL, (size_t) n[2], 0);
    else if (IS("fork"))
        fork_process(n[0]);
    else if (IS("exec"))
        exec_process(n[0]);
    else if (IS("vfork"))
        vfork_exit(n[0]);
    else if (IS("wait"))
        wait4(-1, NULL, (int) n[0], NULL);
    else if (IS("kill") && shared->pids[n[0]] > 0)
        kill(shared->pids[n[0]], (int) n[1]);
    else if (IS("exit"))
        _exit((int) n[0]);
#undef IS
}

/* Does the lines of one process, and ends. */
static void be(int number)
{
    own_number = number;
    for (int i = 0; i < line_count; i++) {
        if (lines[i].process != number)
            continue;
        __atomic_add_fetch(&shared->begun, 1, __ATOMIC_SEQ_CST);
        do_line(&lines[i]);
    }
    _exit(number);
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
    while (waitpid(-1, NULL, 0) > 0)
        continue;
}

int main(int argc, char *argv[])
{
    if (argc < 2) {
        fprintf(stderr, "usage: random_ipc SCRIPT [PROCESS]\n");
        return EXIT_FAILURE;
    }
    script_path = argv[1];
    read_script();
    map_shared();
    if (argc > 2)
        be(atoi(argv[2]));

    pid_t first = fork();
    if (first == -1)
        die("fork");
    if (first == 0) {
        setpgid(0, 0);
        be(0);
    }
    setpgid(first, first);
    shared->pids[0] = first;
    watch(first);
    return EXIT_SUCCESS;
}
