/* Sockets from which input may come at any time. A signal, SIGIO, tells that there is some, so that nobody has to sleep here. */
#ifndef IPCSCOPE_POLL_H
#define IPCSCOPE_POLL_H

#include <stdbool.h>

void poll_prepare(void);
/* From now on `ready(owner)` is called whenever the descriptor is readable. */
void poll_watch(int descriptor, void (*ready)(void *owner), void *owner);
void poll_unwatch(int descriptor);

/* SIGIO has come. May be called from its handler. */
void poll_note_input(void);
bool poll_is_due(void);
/* Call whose sockets are readable. */
void poll_handle(void);

#endif
