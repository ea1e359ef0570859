/*
 * A child fills a pipe until it must wait for room; the parent then drains it. The animation of
 * the shop window is a recording of this.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define BLOCK_SIZE 8192
#define BLOCKS 10

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void pause_for(long milliseconds)
{
    struct timespec time = { milliseconds / 1000, milliseconds % 1000 * 1000 * 1000 };

    nanosleep(&time, NULL);
}

static void produce(int write_end)
{
    char block[BLOCK_SIZE];

    for (int number = 1; number <= BLOCKS; number++) {
        memset(block, 'a' + number - 1, sizeof block);
        if (write(write_end, block, sizeof block) != sizeof block)
            die("write");
    }
}

static void consume(int read_end)
{
    char block[BLOCK_SIZE];

    for (;;) {
        ssize_t received = read(read_end, block, sizeof block);
        if (received == -1)
            die("read");
        if (received == 0)
            return;
        pause_for(20); /* The producer goes on meanwhile. */
    }
}

int main(void)
{
    int ends[2];

    if (pipe(ends) == -1)
        die("pipe");
    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0) {
        close(ends[0]);
        produce(ends[1]);
        exit(EXIT_SUCCESS);
    }
    close(ends[1]);
    pause_for(400); /* The pipe is full meanwhile. */
    consume(ends[0]);
    if (waitpid(child, NULL, 0) == -1)
        die("waitpid");
    return EXIT_SUCCESS;
}
