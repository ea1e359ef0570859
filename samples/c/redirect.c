/*
 * redirect.c: what a shell does for `ls > list`.
 *
 * What to watch for in the diagram:
 *   1. The child closes 1. open() takes the lowest free number, and that is 1 now: what
 *      was the terminal is a file.
 *   2. execlp() starts ls, which writes to 1 as always. The offset of the open file
 *      description moves by the number of bytes written.
 *   3. The parent's own descriptor 1 was never touched: fork() gave the child a copy of
 *      the table.
 *   4. The parent opens the file and gets an open file description of its own, which
 *      starts at offset 0.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

int main(void)
{
    char directory[] = "/tmp/ipcscope-redirect-XXXXXX";
    char path[64];
    char text[256];
    int status;

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */

    if (mkdtemp(directory) == NULL)
        die("mkdtemp");
    snprintf(path, sizeof path, "%s/list", directory);

    pid_t child = fork();
    if (child == -1)
        die("fork");

    if (child == 0) {
        /* Stop 1 (child): descriptor 1 is still what the parent has. */
        close(STDOUT_FILENO);
        if (open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644) == -1)
            die("open");
        /* Stop 2 (child): descriptor 1 leads to the file, offset 0. */
        execlp("ls", "ls", directory, NULL);
        die("execlp");
    }

    if (waitpid(child, &status, 0) == -1)
        die("waitpid");
    printf("ls ended with status %d\n", WEXITSTATUS(status));

    /* Stop 3 (parent): ls has filled the file. */
    int list = open(path, O_RDONLY);
    if (list == -1)
        die("open");
    ssize_t length = read(list, text, sizeof text);
    if (length == -1)
        die("read");
    printf("the file holds %zd bytes: %.*s", length, (int) length, text);

    close(list);
    if (unlink(path) == -1)
        die("unlink");
    if (rmdir(directory) == -1)
        die("rmdir");
    return EXIT_SUCCESS;
}
