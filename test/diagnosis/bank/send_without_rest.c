/*
 * send_without_rest.c: a block that is larger than the buffer of a connection, sent without waiting.
 * finding: IPC021
 * words: which was full, and p1 ended without writing
 * lines: 15
 */
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static char block[4 * 1024 * 1024];

static void push(int connection)
{
    send(connection, block, sizeof block, MSG_DONTWAIT);
    close(connection);
}

int main(void)
{
    int ends[2], ready[2];
    char bytes[65536], go;

    socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
    pipe(ready);
    if (fork() == 0) {
        close(ends[0]);
        close(ready[1]);
        while (read(ready[0], &go, 1) > 0) /* until the block is sent */
            continue;
        while (read(ends[1], bytes, sizeof bytes) > 0)
            continue;
        _exit(0);
    }
    close(ends[1]);
    close(ready[0]);
    push(ends[0]);
    close(ready[1]);
    wait(NULL);
    return 0;
}
