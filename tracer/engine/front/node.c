#include "front/node.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fatal.h"

char *beside_us(const char *name) {
    char path[PATH_MAX], *beside;
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length < 0)
        fatal("/proc is needed, and cannot be read: %s.", strerror(errno));
    path[length] = 0;
    *strrchr(path, '/') = 0;
    if (asprintf(&beside, "%s/%s", path, name) < 0)
        fatal_no_memory();
    return beside;
}

void become_node(char **arguments) {
    size_t count = 0;
    while (arguments[count] != NULL)
        count++;
    char **words = calloc(count + 3, sizeof *words);
    if (words == NULL)
        fatal_no_memory();
    words[0] = "node";
    words[1] = beside_us("ipcscope.js");
    memcpy(words + 2, arguments, count * sizeof *words);
    execvp(words[0], words);
    fatal("Node is needed for this, and cannot be started: %s.", strerror(errno));
}
