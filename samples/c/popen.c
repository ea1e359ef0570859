/*
 * popen.c: the pipe, the child and the shell that popen() hides.
 *
 * What to watch for in the diagram:
 *   1. popen() with "r" makes a pipe and a child. The child is a shell (sh -c) that runs
 *      the commands. Our program holds the read end only.
 *   2. The shell has the write end as its 1, and does echo by itself. We read lines.
 *   3. pclose() closes our end and waits for the shell. It returns the wait status.
 *   4. popen() with "w" is the same with the ends swapped: our program writes, and the
 *      command reads from 0. For sort the shell makes a process of its own.
 *   5. sort prints nothing until it has read end of file, and that comes when pclose()
 *      closes the only write end.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void read_from_a_command(void)
{
    char line[80];

    FILE *colours = popen("echo red; echo green; exit 3", "r");
    if (colours == NULL)
        die("popen");

    /* Stop 1: a pipe and a process that this program never asked for by name. */
    while (fgets(line, sizeof line, colours) != NULL)
        printf("read: %s", line);

    /* Stop 2: end of file, but the shell has not been waited for yet. */
    int status = pclose(colours);
    if (status == -1)
        die("pclose");
    printf("the shell ended with status %d\n", WEXITSTATUS(status));
}

static void write_to_a_command(void)
{
    FILE *sorter = popen("sort; echo sorted", "w");
    if (sorter == NULL)
        die("popen");

    fprintf(sorter, "pear\n");
    fprintf(sorter, "apple\n");
    fprintf(sorter, "fig\n");
    /* Stop 3: the lines are still in this program's own buffer (stdio). */
    if (fflush(sorter) != 0)
        die("fflush");

    /* Stop 4: now they are in the pipe, or sort has them already. It waits for more. */
    int status = pclose(sorter);
    if (status == -1)
        die("pclose");
    printf("the shell ended with status %d\n", WEXITSTATUS(status));
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    read_from_a_command();
    write_to_a_command();
    return EXIT_SUCCESS;
}
