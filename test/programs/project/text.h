/* The text as a list of words. */
#ifndef TEXT_H
#define TEXT_H

#include <stddef.h>

struct text {
    char **words;
    size_t count;
};

struct text read_text(const char *path);
void free_text(struct text *text);

#endif
