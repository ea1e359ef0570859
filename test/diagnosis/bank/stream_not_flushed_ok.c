/*
 * stream_not_flushed_ok.c: the child closes its stream, which writes what is in the buffer.
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
        fclose(out);
        _exit(0);
    }
    close(ends[1]);
    int length = read(ends[0], answer, sizeof answer);
    wait(NULL);
    return length <= 0;
}
