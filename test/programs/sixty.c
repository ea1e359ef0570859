/* Sixty children, each with a pipe for requests and one for replies. */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHILDREN = 60 };

int main(void)
{
    int requests[CHILDREN], replies[CHILDREN];
    char byte = 'x';
    for (int number = 0; number < CHILDREN; number++) {
        int request[2], reply[2];
        if (pipe(request) == -1 || pipe(reply) == -1)
            return 1;
        if (fork() == 0) {
            for (int other = 0; other < number; other++) {
                close(requests[other]);
                close(replies[other]);
            }
            close(request[1]);
            close(reply[0]);
            while (read(request[0], &byte, 1) == 1)
                if (write(reply[1], &byte, 1) != 1)
                    return 1;
            return 0;
        }
        close(request[0]);
        close(reply[1]);
        requests[number] = request[1];
        replies[number] = reply[0];
    }
    for (int number = 0; number < CHILDREN; number++)
        if (write(requests[number], &byte, 1) != 1 || read(replies[number], &byte, 1) != 1)
            return 1;
    for (int number = 0; number < CHILDREN; number++)
        close(requests[number]);
    while (wait(NULL) != -1)
        continue;
    return 0;
}
