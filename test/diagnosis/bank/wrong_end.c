/*
 * wrong_end.c: a child writes to the read end.
 * finding: IPC015
 * words: is the read end of pipe
 * lines: 17
 */
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int ends[2];
    char word[8];
    pipe(ends);
    if (fork() == 0) {
        close(ends[1]);
        write(ends[0], "hello\n", 6);
        _exit(0);
    }
    close(ends[1]);
    read(ends[0], word, sizeof word);
    wait(NULL);
    return 0;
}
