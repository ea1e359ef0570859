/* wrong_end_ok.c: to the write end. */
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int ends[2];
    char word[8];
    pipe(ends);
    if (fork() == 0) {
        close(ends[0]);
        write(ends[1], "hello\n", 6);
        _exit(0);
    }
    close(ends[1]);
    read(ends[0], word, sizeof word);
    wait(NULL);
    return 0;
}
