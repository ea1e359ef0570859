/* How often each word occurs. */
#ifndef TALLY_H
#define TALLY_H

#include "text.h"

struct entry {
    const char *word;
    size_t times;
};

struct tally {
    struct entry *entries;
    size_t count;
};

struct tally count_words(const struct text *text);
void free_tally(struct tally *tally);

#endif
