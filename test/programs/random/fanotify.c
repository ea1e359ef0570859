#define _GNU_SOURCE
#include "operation.h"
#include <fcntl.h>
#include <stdio.h>
#include <sys/fanotify.h>
#include <sys/stat.h>
#include <unistd.h>

/* Directories that nobody removes: a mark goes with its file, and nothing tells. */
static const char *marked(long number)
{
    static char name[16];

    snprintf(name, sizeof name, "marked%ld", number);
    (void) mkdir(name, 0700);
    return name;
}

/* It reports names and no descriptors, as the unprivileged may ask for, too. */
OPERATION(fanotify)
{
    (void) fanotify_init(FAN_CLASS_NOTIF | FAN_REPORT_DFID_NAME | (unsigned) numbers[0], (unsigned) numbers[1]);
}

/* The group, the flags, the mask, a name. */
OPERATION(mark)
{
    (void) fanotify_mark((int) numbers[0], (unsigned) numbers[1], (uint64_t) numbers[2], AT_FDCWD, marked(numbers[3]));
}

/* A file comes and goes in a directory: whoever has marked that is told of it. */
OPERATION(comeandgo)
{
    char name[32];

    snprintf(name, sizeof name, "%s/file", marked(numbers[0]));
    int file = open(name, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (file != -1)
        close(file);
    (void) unlink(name);
}
