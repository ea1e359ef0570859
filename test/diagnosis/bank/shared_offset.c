/*
 * shared_offset.c: parent and child consume one file offset.
 * finding: IPC040
 * words: began at byte 5, not 0
 * lines: 23 27
 */

#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    const char *name = "shared_offset.txt";
    char buf[6] = "";
    int w = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    write(w, "alphabravo", 10);
    close(w);
    int fd = open(name, O_RDONLY);
    if (fork() == 0) {
        read(fd, buf, 5);
        _exit(0);
    }
    wait(NULL);
    read(fd, buf, 5);
    printf("%s\n", buf);
    unlink(name);
    return 0;
}
