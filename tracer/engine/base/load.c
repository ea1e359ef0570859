#include "base/load.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

bool load_exceeds_processors(void) {
    char text[128];
    int descriptor = open("/proc/loadavg", O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    ssize_t length = read(descriptor, text, sizeof text - 1);
    close(descriptor);
    if (length <= 0)
        return false;
    text[length] = '\0';
    long running;
    return sscanf(text, "%*s %*s %*s %ld/", &running) == 1 && running > sysconf(_SC_NPROCESSORS_ONLN);
}
