/* Whether this machine's debug registers do anything. Some hypervisors take their values and never trap: a watchpoint
 * would then be missed without a word. */
#ifndef IPCSCOPE_DEBUG_REGISTER_PROBE_H
#define IPCSCOPE_DEBUG_REGISTER_PROBE_H

#include <stdbool.h>

/* Tried once, when first asked, on a throw-away child; never with --no-debug-registers. `false` when it cannot be tried. */
bool debug_registers_work(void);

#endif
