/*
 * zombies.c: a server makes a child for each request, and waits for none.
 * finding: IPC033
 * words: waited for none of them
 * lines: 12
 */
#include <unistd.h>

int main(void)
{
    for (int request = 0; request < 4; request++) {
        if (fork() == 0)
            _exit(0);
        usleep(100000); /* the next request */
    }
    return 0;
}
