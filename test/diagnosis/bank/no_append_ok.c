/* no_append_ok.c: with O_APPEND. */
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    for (int i = 0; i < 2; i++) {
        if (fork() == 0) {
            int log = open("log", O_WRONLY | O_CREAT | O_APPEND, 0600);
            write(log, "a line\n", 7);
            _exit(0);
        }
        wait(NULL);
    }
    return 0;
}
