/*
 * interleaved_big_writes.c: records larger than PIPE_BUF from two writers get mixed.
 * finding: IPC022
 * words: A write of 6000 bytes
 * lines: 22 22
 */

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SIZE = 6000 };

static char rec[SIZE];

static int write_records(int fd, char letter)
{
    signal(SIGPIPE, SIG_IGN);
    memset(rec, letter, sizeof rec);
    while (write(fd, rec, sizeof rec) > 0)
        continue;
    return 0; /* the reader has seen enough */
}

int main(void)
{
    int p[2], mixed = 0;
    size_t have = 0;
    ssize_t n;

    pipe(p);
    for (int k = 0; k < 2; k++)
        if (fork() == 0) {
            close(p[0]);
            _exit(write_records(p[1], 'A' + k));
        }
    close(p[1]);
    while (mixed < 20 && (n = read(p[0], rec + have, sizeof rec - have)) > 0) {
        have += n;
        if (have == sizeof rec) {
            for (size_t i = 1; i < sizeof rec; i++)
                mixed += rec[i] != rec[i - 1];
            have = 0;
        }
    }
    close(p[0]);
    while (wait(NULL) > 0)
        ;
    printf("%d seams inside records\n", mixed);
    return 0;
}
