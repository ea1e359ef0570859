/*
 * popen_unread_pclose_ok.c: the mended twin of popen_unread_pclose.c.
 */

#include <stdio.h>
#include <unistd.h>

int main(void)
{
    char line[64];
    int quiet[2];

    pipe(quiet);
    dup2(quiet[0], 0);
    FILE *f = popen("echo one; cat </dev/null; echo two", "r");
    fgets(line, sizeof line, f);
    pclose(f);
    return 0;
}
