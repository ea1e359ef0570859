/*
 * popen_user.c: popen() to read, popen() to write, two at once, and system().
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static FILE *start(const char *command, const char *mode)
{
    FILE *stream = popen(command, mode);
    if (stream == NULL)
        die("popen");
    return stream;
}

static int finish(FILE *stream)
{
    int status = pclose(stream);
    if (status == -1)
        die("pclose");
    return WEXITSTATUS(status);
}

int main(void)
{
    char line[80];

    setvbuf(stdout, NULL, _IOLBF, 0); /* Our lines go out before the children's. */

    FILE *source = start("echo b; echo a; echo c", "r");
    FILE *sorter = start("sort", "w");
    while (fgets(line, sizeof line, source) != NULL)
        fputs(line, sorter); /* Breakpoint: two hidden children. */
    printf("source ended with %d\n", finish(source));
    printf("sorter ended with %d\n", finish(sorter));

    int status = system("echo from system; exit 4");
    if (status == -1)
        die("system");
    printf("system ended with %d\n", WEXITSTATUS(status));
    return EXIT_SUCCESS;
}
