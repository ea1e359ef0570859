/*
 * segment_left.c: a segment without a key that nobody removes (the test does, afterwards).
 * finding: IPC071
 * words: which p1 made with shmget
 * lines: 16
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int segment = shmget(IPC_PRIVATE, 4096, 0600);
    char *bytes = shmat(segment, NULL, 0);

    dprintf(open("segment", O_WRONLY | O_CREAT, 0600), "%d", segment); /* for who removes it afterwards */

    if (fork() == 0) {
        bytes[0] = 'a';
        _exit(0);
    }
    wait(NULL);
    shmdt(bytes);
    return 0;
}
