/*
 * popen_unread_pclose.c: pclose of a stream whose program has not ended.
 * finding: IPC001, hangs
 * words: p1's descriptor 4 (pipe
 * lines: 20 16
 */

#include <stdio.h>
#include <unistd.h>

int main(void)
{
    char line[64];
    int quiet[2];

    pipe(quiet);
    dup2(quiet[0], 0);
    FILE *f = popen("echo one; cat; echo two", "r");
    fgets(line, sizeof line, f);
    pclose(f);
    return 0;
}
