/*
 * exec.c: what survives exec, and what does not.
 *
 * The program starts itself a second time in the same process, with arguments. No fork:
 * there is one process from beginning to end.
 *
 * What to watch for in the diagram:
 *   1. First life: two descriptors, one of them marked close-on-exec.
 *   2. execlp() replaces the program. The process keeps its number, and the unmarked
 *      descriptor with its open file description. The offset is where it was.
 *   3. The marked descriptor is closed.
 *   4. The memory is new: a variable that the first life changed has its first value.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int variable = 1;

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void live_first(const char *program)
{
    char path[] = "/tmp/ipcscope-exec-XXXXXX";
    char kept_text[16];
    char marked_text[16];
    char pid_text[16];

    int kept = mkstemp(path);
    if (kept == -1)
        die("mkstemp");
    if (unlink(path) == -1) /* The file lives on without a name. */
        die("unlink");
    if (write(kept, "12345", 5) != 5)
        die("write");

    int marked = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (marked == -1)
        die("open");

    variable = 2;
    printf("first life: descriptors %d and %d, variable %d\n", kept, marked, variable);

    snprintf(kept_text, sizeof kept_text, "%d", kept);
    snprintf(marked_text, sizeof marked_text, "%d", marked);
    snprintf(pid_text, sizeof pid_text, "%d", getpid());
    /* Stop 1 (first life): the next call ends this program, but not the process. */
    execlp(program, program, kept_text, marked_text, pid_text, NULL);
    die("execlp");
}

static void live_second(int kept, int marked, pid_t first_pid)
{
    /* Stop 2 (second life): compare the table with the one before. */
    printf("second life: same process: %s\n", getpid() == first_pid ? "yes" : "no");
    printf("second life: variable %d\n", variable);

    off_t offset = lseek(kept, 0, SEEK_CUR);
    if (offset == -1)
        die("lseek");
    printf("second life: descriptor %d is open, offset %ld\n", kept, (long) offset);

    if (fcntl(marked, F_GETFD) != -1 || errno != EBADF)
        die("fcntl");
    printf("second life: descriptor %d is closed\n", marked);
    close(kept);
}

int main(int argc, char *argv[])
{
    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    if (argc < 4)
        live_first(argv[0]);
    else
        live_second(atoi(argv[1]), atoi(argv[2]), atoi(argv[3]));
    return EXIT_SUCCESS;
}
