/*
 * fifo_producers.c: four producers and one consumer share a FIFO.
 *
 * Each producer opens the FIFO by its name and writes records filled with its own letter.
 * A write of at most PIPE_BUF bytes is atomic: the records of different producers come
 * in any order, but they never mix.
 *
 * What to watch for in the diagram:
 *   1. The producers wait in open(), because nobody reads yet.
 *   2. The consumer opens to read: all producers go on at once.
 *   3. The consumer also opens to write, and never writes. So there is always one writer,
 *      and read() does not return 0 while some producers have ended and others have not
 *      begun.
 *   4. The pipe fills with segments of four colours, one for each writer.
 *   5. All producers have ended, and the consumer closes its write end: end of file.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PRODUCERS 4
#define RECORDS 5       /* For each producer. */
#define RECORD_SIZE 512 /* At most PIPE_BUF, which is 4096 on Linux. */

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void rest(long milliseconds)
{
    struct timespec duration = { 0, milliseconds * 1000 * 1000 };
    nanosleep(&duration, NULL);
}

static void produce(const char *path, char letter)
{
    char record[RECORD_SIZE];
    memset(record, letter, RECORD_SIZE);

    /* Stop 1 (each producer): this open() waits for the consumer. */
    int queue = open(path, O_WRONLY);
    if (queue == -1)
        die("open");
    for (int i = 0; i < RECORDS; i++) {
        /* Stop 2 (each producer): one record, one write. */
        ssize_t written = write(queue, record, RECORD_SIZE);
        if (written != RECORD_SIZE)
            die("write");
        rest(10); /* So that the producers take turns. */
    }
    close(queue);
}

/* Read one whole record, in several steps if it comes so. */
static void read_record(int queue, char *record)
{
    size_t length = 0;

    while (length < RECORD_SIZE) {
        ssize_t received = read(queue, record + length, RECORD_SIZE - length);
        if (received <= 0)
            die("read");
        length += received;
    }
}

static void consume(int queue)
{
    char record[RECORD_SIZE];
    int count[PRODUCERS] = { 0 };
    int mixed = 0;

    for (int i = 0; i < PRODUCERS * RECORDS; i++) {
        /* Stop 3 (consumer): whose record comes next? */
        read_record(queue, record);
        if (memcmp(record, record + 1, RECORD_SIZE - 1) == 0)
            count[record[0] - 'A']++;
        else
            mixed++;
    }
    for (int i = 0; i < PRODUCERS; i++)
        printf("whole records of producer %c: %d\n", 'A' + i, count[i]);
    printf("mixed records: %d\n", mixed);
}

int main(void)
{
    char directory[] = "/tmp/ipcscope-fifo-XXXXXX";
    char path[64];
    char byte;
    pid_t children[PRODUCERS];

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */

    if (mkdtemp(directory) == NULL)
        die("mkdtemp");
    snprintf(path, sizeof path, "%s/queue", directory);
    if (mkfifo(path, 0600) == -1)
        die("mkfifo");

    for (int i = 0; i < PRODUCERS; i++) {
        children[i] = fork();
        if (children[i] == -1)
            die("fork");
        if (children[i] == 0) {
            produce(path, 'A' + i);
            exit(EXIT_SUCCESS);
        }
    }

    rest(100); /* The producers wait in open() meanwhile. */
    int queue = open(path, O_RDONLY);
    if (queue == -1)
        die("open");
    int guard = open(path, O_WRONLY);
    if (guard == -1)
        die("open");
    consume(queue);

    for (int i = 0; i < PRODUCERS; i++)
        if (waitpid(children[i], NULL, 0) == -1)
            die("waitpid");

    /* Stop 4 (consumer): its own write end is the last one. */
    close(guard);
    ssize_t received = read(queue, &byte, 1);
    if (received == -1)
        die("read");
    printf("no writer any more: read returned %zd\n", received);

    close(queue);
    if (unlink(path) == -1)
        die("unlink");
    if (rmdir(directory) == -1)
        die("rmdir");
    return EXIT_SUCCESS;
}
