/* written_anew_ok.c: two programs, one after the other, each write all of a file. */
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    for (int i = 0; i < 2; i++) {
        if (fork() == 0) {
            int state = open("state", O_RDWR | O_CREAT, 0600);
            write(state, "a line\n", 7);
            _exit(0);
        }
        wait(NULL);
    }
    return 0;
}
