/*
 * lock_refused.c: two processes lock two records in opposite orders; the kernel refuses the second lock, and the record is written all the same.
 * finding: IPC041
 * words: failed with EDEADLK
 * lines: 18 29
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

    lock(F_WRLCK, from);
    write(tells, "x", 1);
    read(hears, &c, 1); /* The other has its first one, too. */
    lock(F_WRLCK, to);
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
