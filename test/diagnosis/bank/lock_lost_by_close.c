/*
 * lock_lost_by_close.c: a process loses its record lock by closing another descriptor of the file, and writes without it.
 * finding: IPC042
 * words: closing any descriptor of a file ends all record locks
 * lines: 16 41 23
 */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* As a library might look whether the file can be read. */
static void look(const char *path)
{
    int fd = open(path, O_RDONLY);
    close(fd);
}

static void lock(int fd, short type)
{
    struct flock lock = { .l_type = type, .l_whence = SEEK_SET };

    fcntl(fd, F_SETLKW, &lock);
}

int main(void)
{
    char path[] = "/tmp/lock-lost-XXXXXX";
    int fd = mkstemp(path);

    lock(fd, F_WRLCK);
    look(path);
    if (fork() == 0) {
        int own = open(path, O_RDWR);
        lock(own, F_WRLCK);
        write(own, "child", 5);
        _exit(0);
    }
    wait(NULL);
    unlink(path);
    write(fd, "parent", 6);
    lock(fd, F_UNLCK);
    return 0;
}
