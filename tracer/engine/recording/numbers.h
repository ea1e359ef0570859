/* Numbers by which calls name objects that have no descriptors (msgget(2), semget(2) …), as the targets used them. A set
 * is named by the places where its numbers stand: `68:result,69:arg0`. */
#ifndef IPCSCOPE_NUMBERS_H
#define IPCSCOPE_NUMBERS_H

#include <stddef.h>
#include <stdint.h>

struct call;
struct number_set;

/* The set of these places, a new one if need be; NULL when they make no sense or are too many. */
const struct number_set *numbers_set(const char *places);
/* The last so many that were seen, from the oldest. */
const int32_t *numbers_seen(const struct number_set *set, size_t *count);

/* A call begins, or has returned `result`. */
void numbers_note_arguments(const struct call *call);
void numbers_note_result(const struct call *call, int64_t result);

#endif
