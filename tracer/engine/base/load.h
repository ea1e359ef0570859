/* How busy the machine is. */
#ifndef IPCSCOPE_LOAD_H
#define IPCSCOPE_LOAD_H

#include <stdbool.h>

/* Whether more threads want to run at this moment, on the whole machine, than there are processors (the fourth field of
 * /proc/loadavg, proc(5)). `false` where the kernel does not say. */
bool load_exceeds_processors(void);

#endif
