/* Watching begins, or ends, while the programs run. */
#ifndef IPCSCOPE_SWITCHING_H
#define IPCSCOPE_SWITCHING_H

#include <stdbool.h>

struct injection;
struct regions;
struct task;

/* For all address spaces: as soon as one of their tasks stands where that is possible. */
void switching_request(bool on);
bool switching_is_on(void);
/* Whether that is still to be done in this address space. */
bool switching_is_due(const struct regions *regions);
/* The task stands where injections are possible. */
void switching_perform(struct injection *injection, struct regions *regions);

#endif
