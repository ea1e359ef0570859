/*
 * fifo.c: a pipe with a name in the file system.
 *
 * What to watch for in the diagram:
 *   1. mkfifo() makes a name. No process has the FIFO open, so there is no buffer yet.
 *   2. O_WRONLY | O_NONBLOCK without a reader fails with ENXIO.
 *   3. O_RDONLY | O_NONBLOCK succeeds at once. Without a writer, read() returns 0.
 *   4. O_RDWR succeeds at once too (on Linux): the process is its own partner.
 *   5. The child opens to write and waits in open() until the parent opens to read.
 *      Then both go on and the FIFO works as a pipe does.
 *   6. Both have closed it: the name is still there. It goes with unlink() only.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MESSAGE_SIZE 5

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void send_message(int descriptor, const char *message)
{
    ssize_t written = write(descriptor, message, MESSAGE_SIZE);
    if (written != MESSAGE_SIZE)
        die("write");
}

static void receive_message(int descriptor)
{
    char message[MESSAGE_SIZE];

    ssize_t received = read(descriptor, message, MESSAGE_SIZE);
    if (received == -1)
        die("read");
    if (received == 0)
        printf("read 0 bytes, there is no writer\n");
    else
        printf("read %zd bytes, \"%s\"\n", received, message);
}

/* The three ways to open a FIFO without waiting for a partner. */
static void open_without_waiting(const char *path)
{
    /* Stop 1: nobody reads. */
    int writer = open(path, O_WRONLY | O_NONBLOCK);
    if (writer != -1 || errno != ENXIO)
        die("open without a reader");
    printf("O_WRONLY | O_NONBLOCK: ENXIO, there is no reader\n");

    int reader = open(path, O_RDONLY | O_NONBLOCK);
    if (reader == -1)
        die("open");
    printf("O_RDONLY | O_NONBLOCK: opened\n");
    receive_message(reader);
    close(reader);

    int both = open(path, O_RDWR);
    if (both == -1)
        die("open");
    printf("O_RDWR: opened\n");
    send_message(both, "self");
    /* Stop 2: five bytes that the process has sent to itself. */
    receive_message(both);
    close(both);
}

static void write_as_the_child(const char *path)
{
    /* Stop 3 (child): this open() waits for the reader. */
    int writer = open(path, O_WRONLY);
    if (writer == -1)
        die("open");
    send_message(writer, "test");
    close(writer);
}

static void read_as_the_parent(const char *path)
{
    struct timespec a_while = { 0, 200 * 1000 * 1000 };

    nanosleep(&a_while, NULL); /* The child waits in open() meanwhile. */
    /* Stop 4 (parent): this open() lets the child go on. */
    int reader = open(path, O_RDONLY);
    if (reader == -1)
        die("open");
    receive_message(reader);
    receive_message(reader);
    close(reader);
}

int main(void)
{
    char directory[] = "/tmp/ipcscope-fifo-XXXXXX";
    char path[64];
    int status;

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */

    if (mkdtemp(directory) == NULL)
        die("mkdtemp");
    snprintf(path, sizeof path, "%s/queue", directory);
    if (mkfifo(path, 0600) == -1)
        die("mkfifo");

    open_without_waiting(path);

    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0) {
        write_as_the_child(path);
        exit(EXIT_SUCCESS);
    }
    read_as_the_parent(path);
    if (waitpid(child, &status, 0) == -1)
        die("waitpid");

    /* Stop 5: nobody has the FIFO open, but its name is still there. */
    if (access(path, F_OK) == -1)
        die("access");
    printf("nobody has the FIFO open, its name is still there\n");

    if (unlink(path) == -1)
        die("unlink");
    if (access(path, F_OK) != -1 || errno != ENOENT)
        die("access after unlink");
    printf("unlinked: the name is gone\n");
    if (rmdir(directory) == -1)
        die("rmdir");
    return EXIT_SUCCESS;
}
