#include "tally.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>

static struct entry *find_entry(struct tally *tally, const char *word)
{
    for (size_t i = 0; i < tally->count; i++)
        if (strcmp(tally->entries[i].word, word) == 0)
            return &tally->entries[i];

    tally->entries = resize(tally->entries, (tally->count + 1) * sizeof *tally->entries);
    struct entry *entry = &tally->entries[tally->count++];
    entry->word = word;
    entry->times = 0;
    return entry;
}

struct tally count_words(const struct text *text)
{
    struct tally tally = { NULL, 0 };
    for (size_t i = 0; i < text->count; i++)
        find_entry(&tally, text->words[i])->times++;
    return tally;
}

void free_tally(struct tally *tally)
{
    free(tally->entries);
}
