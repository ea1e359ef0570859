#include "order.h"

#include <stdlib.h>
#include <string.h>

static int compare(const void *left, const void *right)
{
    const struct entry *first = left;
    const struct entry *second = right;

    if (first->times != second->times)
        return first->times > second->times ? -1 : 1;
    return strcmp(first->word, second->word);
}

void order_by_frequency(struct tally *tally)
{
    if (tally->count > 0)
        qsort(tally->entries, tally->count, sizeof *tally->entries, compare);
}
