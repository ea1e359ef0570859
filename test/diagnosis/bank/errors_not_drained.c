/*
 * errors_not_drained.c: what a program prints is read to its end, and then what it says of errors, which are many.
 * finding: IPC001, hangs
 * words: p1 has to read from both of its descriptors
 * lines: 51 40 26 23
 */
#include <sys/wait.h>
#include <unistd.h>

struct child {
    pid_t pid;
    int output, errors;
};

static void work(void);

static struct child start(void)
{
    int output[2], errors[2];
    struct child child;

    pipe(output);
    pipe(errors);
    child = (struct child){ fork(), output[0], errors[0] };
    if (child.pid == 0) {
        dup2(output[1], 1);
        dup2(errors[1], 2);
        close(output[0]), close(output[1]);
        close(errors[0]), close(errors[1]);
        work();
    }
    close(output[1]);
    close(errors[1]);
    return child;
}

static void work(void)
{
    for (int i = 0; i < 5000; i++)
        write(2, "something is strange here\n", 26);
    write(1, "done\n", 5);
    _exit(0);
}

static long length(int from)
{
    char bytes[4096];
    long total = 0;
    ssize_t n;

    while ((n = read(from, bytes, sizeof bytes)) > 0)
        total += n;
    return total;
}

int main(void)
{
    struct child child = start();
    long total = length(child.output);

    total += length(child.errors);
    waitpid(child.pid, NULL, 0);
    return total == 0;
}
