/* lock_lost_by_close_ok.c: a lock that the open file description owns is not lost by closing another descriptor. */
#define _GNU_SOURCE
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

    fcntl(fd, F_OFD_SETLKW, &lock);
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
    write(fd, "parent", 6);
    lock(fd, F_UNLCK);
    wait(NULL);
    unlink(path);
    return 0;
}
