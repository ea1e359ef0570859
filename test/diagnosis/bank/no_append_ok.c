/* no_append_ok.c: with O_APPEND. */
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int ready[2], go[2];
    char byte = 0;
    pipe(ready), pipe(go);
    for (int i = 0; i < 2; i++) {
        if (fork() == 0) {
            int log = open("log", O_WRONLY | O_CREAT | O_APPEND, 0600);
            close(go[1]), write(ready[1], &byte, 1), read(go[0], &byte, 1);
            write(log, "a line\n", 7);
            _exit(0);
        }
    }
    read(ready[0], &byte, 1), read(ready[0], &byte, 1), close(go[1]);
    wait(NULL), wait(NULL);
    return 0;
}
