/*
 * stream_closed_twice_ok.c: fclose() closes the descriptor, and nobody else.
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
    close(ends[0]);
    return 0;
}
