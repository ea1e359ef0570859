#include "base/inherited.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* With /dev/null, which programs do not inherit. */
static void replace(int descriptor) {
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (null >= 0 && null != descriptor) {
        dup3(null, descriptor, O_CLOEXEC);
        close(null);
    }
}

void inherited_reserve_standard(void) {
    for (int descriptor = 0; descriptor <= 2; descriptor++)
        if (fcntl(descriptor, F_GETFD) < 0)
            replace(descriptor);
}

void inherited_release(void) {
    replace(0);
    replace(1);
    DIR *directory = opendir("/proc/self/fd");
    if (directory == NULL)
        return;
    for (const struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        int descriptor = atoi(entry->d_name);
        /* Each of ours is close-on-exec. */
        if (descriptor > 2 && (fcntl(descriptor, F_GETFD) & FD_CLOEXEC) == 0)
            close(descriptor);
    }
    closedir(directory);
}

void inherited_release_all(void) {
    inherited_release();
    replace(2);
}
