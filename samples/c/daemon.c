/*
 * daemon.c: a daemon, by forking twice: it belongs to no terminal, and never can again.
 *
 * What to watch for in the diagram:
 *   1. The first child begins a session (setsid): no Ctrl-C and no hang-up of the terminal reaches
 *      it any more. As the leader of a session it could still get another terminal by opening one.
 *   2. So it forks again, and exits: the grandchild is no leader. It is an orphan at once, and init
 *      (or a subreaper) is its parent from then on: it will leave no zombie.
 *   3. The daemon stands in "/", and its descriptors 0, 1 and 2 lead to /dev/null.
 *   4. It tells its first ancestor through a pipe that it is ready. Nobody waits for it.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void serve(int ready, int may_end)
{
    char byte;

    if (chdir("/") == -1)
        die("chdir");
    umask(0);
    int null = open("/dev/null", O_RDWR);
    if (null == -1)
        die("open");
    for (int fd = 0; fd <= 2; fd++)
        if (dup2(null, fd) == -1)
            die("dup2");
    if (null > 2)
        close(null);
    /* Stop 3: a daemon: its own session, no terminal, another parent, nothing open that was its caller's. */
    if (write(ready, "r", 1) == -1 || read(may_end, &byte, 1) == -1)
        _exit(EXIT_FAILURE);
    _exit(EXIT_SUCCESS);
}

int main(void)
{
    int ready[2], may_end[2];
    char byte;

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    if (pipe(ready) == -1 || pipe(may_end) == -1)
        die("pipe");
    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0) {
        close(ready[0]);
        close(may_end[1]);
        /* Stop 1: Step: a new session, a new process group, no terminal. */
        if (setsid() == -1)
            die("setsid");
        /* Stop 2: Step: the second fork; this process exits, and the daemon is an orphan. */
        pid_t daemon = fork();
        if (daemon == -1)
            die("fork");
        if (daemon > 0)
            _exit(EXIT_SUCCESS);
        serve(ready[1], may_end[0]);
    }
    close(ready[1]);
    close(may_end[0]);
    if (waitpid(child, NULL, 0) == -1)
        die("waitpid");
    if (read(ready[0], &byte, 1) != 1)
        die("read");
    printf("the daemon is ready; there is no child left to wait for: %s\n", waitpid(-1, NULL, 0) == -1 ? "true" : "false");
    close(may_end[1]); /* The daemon sees the end of the pipe, and ends too. */
    if (read(ready[0], &byte, 1) != 0)
        die("read");
    return EXIT_SUCCESS;
}
