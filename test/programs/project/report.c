#include "report.h"

#include <stdio.h>

void print_report(const struct tally *tally, size_t lines)
{
    size_t total = 0;
    for (size_t i = 0; i < tally->count; i++)
        total += tally->entries[i].times;

    printf("%zu words, %zu different\n", total, tally->count);
    for (size_t i = 0; i < tally->count && i < lines; i++)
        printf("%3zu %s\n", tally->entries[i].times, tally->entries[i].word);
}
