#include "memory.h"

#include <stdio.h>
#include <stdlib.h>

void *resize(void *block, size_t size)
{
    void *resized = realloc(block, size);
    if (resized == NULL) {
        perror("realloc");
        exit(EXIT_FAILURE);
    }
    return resized;
}
