/*
 * stream_closed_twice.c: fclose() has closed the descriptor that close() closes again.
 * finding: IPC013
 * words: failed with EBADF: p1 has closed the descriptor
 * lines: 19 18
 */
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    int ends[2];
    FILE *stream;

    pipe(ends);
    stream = fdopen(ends[1], "w");
    fputs("line\n", stream);
    fclose(stream);
    close(ends[1]);
    close(ends[0]);
    return 0;
}
