/* inotify.c: watches that are added, changed and removed, by the program and by the kernel; events of several kinds. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char events[4096];

static void expect(int holds)
{
    if (!holds)
        abort();
}

static void make(const char *name)
{
    int fd = open(name, O_CREAT | O_RDWR, 0600);

    expect(write(fd, "x", 1) == 1);
    close(fd);
}

static void masks(int fd)
{
    int watch = inotify_add_watch(fd, ".", IN_CREATE);

    expect(inotify_add_watch(fd, ".", IN_DELETE | IN_MASK_ADD) == watch);
    expect(inotify_add_watch(fd, ".", IN_ALL_EVENTS | IN_ONLYDIR | IN_EXCL_UNLINK) == watch);
    expect(inotify_add_watch(fd, ".", IN_CREATE | IN_MASK_CREATE) == -1);
    expect(inotify_add_watch(fd, "nowhere", IN_CREATE) == -1);
    expect(inotify_add_watch(fd, ".", IN_MOVE | IN_CREATE | IN_DELETE) == watch);
    make("one");
    expect(rename("one", "two") == 0);
    expect(read(fd, events, sizeof events) > 0);
    expect(inotify_rm_watch(fd, watch) == 0);
    expect(inotify_rm_watch(fd, watch) == -1);
    expect(read(fd, events, sizeof events) > 0);
    expect(read(fd, events, sizeof events) == -1);
    expect(read(fd, events, 3) == -1);
}

/* A watch ends with its file, or after one event. */
static void by_the_kernel(int fd)
{
    int held;

    expect(inotify_add_watch(fd, "two", IN_MODIFY | IN_ATTRIB) > 0);
    held = open("two", O_RDWR);
    expect(unlink("two") == 0);
    expect(write(held, "more", 4) == 4);
    expect(read(fd, events, sizeof events) > 0);
    close(held);
    expect(read(fd, events, sizeof events) > 0);
    expect(inotify_add_watch(fd, ".", IN_CREATE | IN_ONESHOT) > 0);
    make("three");
    expect(read(fd, events, sizeof events) > 0);
    expect(unlink("three") == 0);
}

static void of_another(int fd)
{
    expect(mkdir("inner", 0700) == 0);
    expect(inotify_add_watch(fd, "inner", IN_ALL_EVENTS) > 0);
    if (fork() == 0) {
        make("inner/four");
        unlink("inner/four");
        expect(read(fd, events, 32) > 0);
        _exit(0);
    }
    wait(NULL);
    expect(rmdir("inner") == 0);
    while (read(fd, events, sizeof events) > 0)
        continue;
}

int main(void)
{
    char directory[] = "/tmp/ipcscope-inotify-XXXXXX";
    int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC), plain = inotify_init();

    expect(mkdtemp(directory) != NULL && chdir(directory) == 0);
    expect(inotify_init1(1) == -1);
    expect(inotify_add_watch(plain, directory, IN_DELETE_SELF) > 0);
    masks(fd);
    by_the_kernel(fd);
    of_another(fd);
    expect(chdir("/") == 0 && rmdir(directory) == 0);
    expect(read(plain, events, sizeof events) > 0);
    return 0;
}
