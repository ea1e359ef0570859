/* Watched memory is opened to a program and closed again. */
#ifndef IPCSCOPE_PROTECTION_H
#define IPCSCOPE_PROTECTION_H

#include <stdbool.h>
#include <stdint.h>

struct injection;
struct region;

void protection_open(struct injection *injection, const struct region *region, uint64_t start, uint64_t end);
/* But for busy pages, and for what is open for a call. */
void protection_close(struct injection *injection, const struct region *region, uint64_t start, uint64_t end);
void protection_close_all(struct injection *injection);

#endif
