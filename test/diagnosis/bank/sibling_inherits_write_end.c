/*
 * sibling_inherits_write_end.c: a later child inherits an earlier child's pipe.
 * finding: IPC003, hangs
 * words: p3's descriptor 4, got by fork
 * lines: 23 43
 */

#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

struct worker { pid_t pid; int to; };

static struct worker start(void)
{
    int p[2];
    struct worker w;

    pipe(p);
    w.pid = fork();
    if (w.pid == 0) {
        dup2(p[0], 0);
        close(p[0]);
        close(p[1]);
        execlp("cat", "cat", (char *)NULL);
        _exit(127);
    }
    close(p[0]);
    w.to = p[1];
    return w;
}

int main(void)
{
    struct worker a = start();
    struct worker b = start();

    write(a.to, "first\n", 6);
    close(a.to);
    waitpid(a.pid, NULL, 0);
    close(b.to);
    waitpid(b.pid, NULL, 0);
    return 0;
}
