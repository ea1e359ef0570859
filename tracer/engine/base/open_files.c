#include "base/open_files.h"

#include <sys/resource.h>

enum { needed = 4096 };

static struct rlimit inherited;

void open_files_raise(void) {
    if (getrlimit(RLIMIT_NOFILE, &inherited) != 0 || inherited.rlim_cur >= needed)
        return;
    struct rlimit raised = { needed, inherited.rlim_max > needed ? inherited.rlim_max : needed };
    if (setrlimit(RLIMIT_NOFILE, &raised) == 0)
        return;
    /* Without the right to raise the hard limit (CAP_SYS_RESOURCE). */
    raised = (struct rlimit){ inherited.rlim_max, inherited.rlim_max };
    setrlimit(RLIMIT_NOFILE, &raised);
}

void open_files_restore(void) {
    setrlimit(RLIMIT_NOFILE, &inherited);
}
