/*
 * errors_not_drained_ok.c: both are read as they come.
 */
#include <poll.h>
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

static long length(const struct child *child)
{
    struct pollfd from[2] = { { .fd = child->output, .events = POLLIN }, { .fd = child->errors, .events = POLLIN } };
    char bytes[4096];
    long total = 0;

    for (int open = 2; open > 0;) {
        poll(from, 2, -1);
        for (int i = 0; i < 2; i++) {
            ssize_t n = from[i].revents == 0 ? 0 : read(from[i].fd, bytes, sizeof bytes);
            total += n;
            if (from[i].revents == 0 || n > 0)
                continue;
            from[i].fd = -1;
            open--;
        }
    }
    return total;
}

int main(void)
{
    struct child child = start();
    long total = length(&child);

    waitpid(child.pid, NULL, 0);
    return total == 0;
}
