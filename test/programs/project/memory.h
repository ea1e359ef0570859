/* Memory or the end of the program. */
#ifndef MEMORY_H
#define MEMORY_H

#include <stddef.h>

void *resize(void *block, size_t size);

#endif
