/*
 * socket_used_after_close.c: one thread closes the connection that another still answers.
 * finding: IPC014
 * words: closed the descriptor, which stood for socket
 * lines: 17 33
 */
#include <pthread.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static int connection;

static void *give_up(void *unused)
{
    (void)unused;
    close(connection);
    return NULL;
}

int main(void)
{
    int ends[2];
    pthread_t thread;
    char request[8];

    socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
    connection = ends[0];
    write(ends[1], "request", 7);
    read(connection, request, 7);
    pthread_create(&thread, NULL, give_up, NULL);
    pthread_join(thread, NULL);
    send(connection, "answer", 6, 0);
    return 0;
}
