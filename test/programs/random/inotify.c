#include "operation.h"
#include <fcntl.h>
#include <stdio.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *watched(long number)
{
    static char name[16];

    snprintf(name, sizeof name, "watched%ld", number);
    return name;
}

OPERATION(inotify)
{
    (void) inotify_init1((int) numbers[0]);
}

/* The instance, a name, the mask. */
OPERATION(watch)
{
    (void) inotify_add_watch((int) numbers[0], watched(numbers[1]), (uint32_t) numbers[2]);
}

OPERATION(unwatch)
{
    (void) inotify_rm_watch((int) numbers[0], (int) numbers[1]);
}

/* A directory is made or removed: what watches it is gone then. */
OPERATION(appear)
{
    if (mkdir(watched(numbers[0]), 0700) == -1)
        (void) rmdir(watched(numbers[0]));
}

/* The length of what is read at most. */
OPERATION(notified)
{
    (void) !read((int) numbers[0], buffer, (size_t) numbers[1]);
}
