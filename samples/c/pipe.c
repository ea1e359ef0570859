/*
 * pipe.c: a child sends two messages to its parent through a pipe.
 *
 * What to watch for in the diagram:
 *   1. pipe() adds two descriptors to the parent's table: a read end and a write end.
 *   2. fork() copies the table. Four descriptors now lead to the two ends.
 *   3. Each process closes the end that it does not use. The arrows now have a direction.
 *   4. The pipe is empty, so the parent waits in read(): it is blocked.
 *   5. The child writes "test" with its '\0': five bytes. The parent wakes and takes
 *      them.
 *   6. The child writes "done" and ends. Five bytes stay in the pipe although their
 *      writer is gone. The parent reads them later.
 *   7. No descriptor leads to the write end any more. read() returns 0: end of file.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MESSAGE_SIZE 5

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void send_message(int write_end, const char *message)
{
    ssize_t written = write(write_end, message, MESSAGE_SIZE);
    if (written != MESSAGE_SIZE)
        die("write");
}

static ssize_t receive_message(int read_end)
{
    char message[MESSAGE_SIZE];

    ssize_t received = read(read_end, message, MESSAGE_SIZE);
    if (received == -1)
        die("read");
    if (received == 0)
        printf("parent: read 0 bytes, nobody can write any more\n");
    else
        printf("parent: read %zd bytes, \"%s\"\n", received, message);
    return received;
}

int main(void)
{
    int ends[2];
    int status;
    struct timespec a_while = { 0, 200 * 1000 * 1000 };

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */

    if (pipe(ends) == -1)
        die("pipe");

    pid_t child = fork();
    if (child == -1)
        die("fork");

    if (child == 0) {
        /* Stop 1 (child): its table is a copy of the parent's. */
        close(ends[0]);
        nanosleep(&a_while, NULL); /* The parent waits in read() meanwhile. */
        send_message(ends[1], "test");
        /* Stop 2 (child): the parent has been woken by the first message. */
        send_message(ends[1], "done");
        close(ends[1]);
        exit(EXIT_SUCCESS);
    }

    /* Stop 3 (parent): close the end that only the child needs. */
    close(ends[1]);
    receive_message(ends[0]);

    if (waitpid(child, &status, 0) == -1)
        die("waitpid");
    printf("parent: the child has ended with status %d\n", WEXITSTATUS(status));

    /* Stop 4 (parent): the writer is gone, its last five bytes are still in the pipe. */
    receive_message(ends[0]);
    receive_message(ends[0]);
    close(ends[0]);
    return EXIT_SUCCESS;
}
