#include "front/shell_words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"

/* The words stand one after the other in `text`, each ended by NUL. */
struct splitting {
    char *text, **words;
    size_t length, count;
    bool in_word;
};

static void add(struct splitting *splitting, char character) {
    if (!splitting->in_word)
        splitting->words[splitting->count++] = splitting->text + splitting->length;
    splitting->in_word = true;
    splitting->text[splitting->length++] = character;
}

static void begin(struct splitting *splitting) {
    if (splitting->in_word)
        return;
    add(splitting, 0);
    splitting->length--;
}

static void end(struct splitting *splitting) {
    if (splitting->in_word)
        splitting->text[splitting->length++] = 0;
    splitting->in_word = false;
}

char **shell_words(const char *text, const char **problem) {
    size_t size = strlen(text) + 2;
    struct splitting splitting = { .text = malloc(2 * size), .words = calloc(size, sizeof *splitting.words) };
    if (splitting.text == NULL || splitting.words == NULL)
        fatal_no_memory();
    char quote = 0;
    for (const char *next = text; *next != 0; next++) {
        if (*next == quote) {
            quote = 0;
        } else if (quote == 0 && strchr("'\"", *next) != NULL) {
            quote = *next;
            begin(&splitting);
        } else if (*next == '\\' && quote != '\'') {
            if (next[1] == 0) {
                *problem = "nothing follows the last backslash";
                return NULL;
            }
            /* Between double quotes a backslash keeps its meaning before these only. */
            if (quote == '"' && strchr("$`\"\\", next[1]) == NULL)
                add(&splitting, '\\');
            add(&splitting, *++next);
        } else if (quote == 0 && strchr(" \t\n\r\v\f", *next) != NULL) {
            end(&splitting);
        } else {
            add(&splitting, *next);
        }
    }
    if (quote != 0) {
        *problem = "a quote is not closed";
        return NULL;
    }
    end(&splitting);
    return splitting.words;
}
