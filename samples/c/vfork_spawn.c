/*
 * vfork_spawn.c: two ways to start a program without copying the parent: vfork() with
 * exec, and posix_spawn().
 *
 * What to watch for in the diagram:
 *   1. vfork() makes a child that borrows the parent's memory. The parent stands still
 *      in vfork() until the child calls exec or _exit.
 *   2. The child becomes echo. At that moment the parent goes on.
 *   3. A second child cannot find its program and calls _exit(127), as a shell does.
 *   4. posix_spawn() does all in one call: a child, changes to the child's table (here
 *      1 becomes the write end of a pipe), and exec.
 *   5. The parent reads what the spawned echo has written.
 */
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void wait_and_report(const char *who, pid_t child)
{
    int status;

    if (waitpid(child, &status, 0) == -1)
        die("waitpid");
    printf("%s ended with status %d\n", who, WEXITSTATUS(status));
}

static void start_with_vfork(const char *program)
{
    pid_t child = vfork();
    if (child == -1)
        die("vfork");
    if (child == 0) {
        /* Stop 1 (child): the parent is blocked. Only exec and _exit are allowed here. */
        execlp(program, program, "hello from a vfork child", NULL);
        _exit(127);
    }

    /* Stop 2 (parent): the child has left the parent's memory. */
    wait_and_report(program, child);
}

static void check(const char *call, int error)
{
    if (error == 0)
        return;
    errno = error; /* These functions return the error number. */
    die(call);
}

static void start_with_posix_spawn(void)
{
    char *arguments[] = { "echo", "hello from a spawned child", NULL };
    char text[80];
    posix_spawn_file_actions_t actions;
    pid_t child;
    int ends[2];

    if (pipe(ends) == -1)
        die("pipe");

    /* What the child does to its table before exec. */
    check("init", posix_spawn_file_actions_init(&actions));
    check("adddup2", posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO));
    check("addclose", posix_spawn_file_actions_addclose(&actions, ends[0]));
    check("addclose", posix_spawn_file_actions_addclose(&actions, ends[1]));

    /* Stop 3: the next call makes the child. Step over it. */
    int error = posix_spawnp(&child, "echo", &actions, NULL, arguments, environ);
    check("posix_spawnp", error);
    check("destroy", posix_spawn_file_actions_destroy(&actions));

    /* Stop 4: the child is echo, and its 1 leads into the pipe. */
    close(ends[1]);
    ssize_t length = read(ends[0], text, sizeof text);
    if (length == -1)
        die("read");
    printf("read from the pipe: %.*s", (int) length, text);
    close(ends[0]);
    wait_and_report("echo", child);
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    start_with_vfork("echo");
    start_with_vfork("no-such-program");
    start_with_posix_spawn();
    return EXIT_SUCCESS;
}
