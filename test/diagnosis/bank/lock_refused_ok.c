/*
 * lock_refused_ok.c: lock_refused.c, with one order for both.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int file;

static void lock(short type, off_t record)
{
    struct flock one = { .l_type = type, .l_whence = SEEK_SET, .l_start = record, .l_len = 1 };

    fcntl(file, F_SETLKW, &one);
}

static void move(off_t from, off_t to, int tells, int hears)
{
    char c;

    write(tells, "x", 1);
    read(hears, &c, 1);
    lock(F_WRLCK, from < to ? from : to);
    lock(F_WRLCK, from < to ? to : from);
    pwrite(file, "-", 1, from);
    pwrite(file, "+", 1, to);
    lock(F_UNLCK, to);
    lock(F_UNLCK, from);
}

int main(void)
{
    char name[] = "/tmp/lock_refused-XXXXXX";
    int there[2], back[2];

    file = mkstemp(name);
    unlink(name);
    pipe(there);
    pipe(back);
    if (fork() == 0) {
        move(0, 1, there[1], back[0]);
        _exit(0);
    }
    move(1, 0, back[1], there[0]);
    wait(NULL);
    return 0;
}
