/*
 * stream_not_flushed.c: a child answers through a stream of its own, and _exit does away with the buffer of that.
 * finding: IPC029
 * words: stream of descriptor 4, and p2 ended (stream_not_flushed.c:21)
 * lines: 21 20
 */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int ends[2];
    char answer[16];

    pipe(ends);
    if (fork() == 0) {
        FILE *out = fdopen(ends[1], "w");

        fprintf(out, "the answer is %d\n", 42);
        _exit(0);
    }
    close(ends[1]);
    int length = read(ends[0], answer, sizeof answer);
    wait(NULL);
    return length;
}
