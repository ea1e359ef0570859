/*
 * no_append.c: two children open a log, and the second overwrites the line of the first.
 * finding: IPC025
 * words: has overwritten 7 bytes of file
 * lines: 16 16
 */
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    for (int i = 0; i < 2; i++) {
        if (fork() == 0) {
            int log = open("log", O_WRONLY | O_CREAT, 0600);
            write(log, "a line\n", 7);
            _exit(0);
        }
        wait(NULL);
    }
    return 0;
}
