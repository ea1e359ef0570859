/* segment_left_ok.c: it is removed; it goes with the last attachment. */
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

    shmctl(segment, IPC_RMID, NULL);
    if (fork() == 0) {
        bytes[0] = 'a';
        _exit(0);
    }
    wait(NULL);
    shmdt(bytes);
    return 0;
}
