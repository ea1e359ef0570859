#include "text.h"
#include "memory.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WORD_SIZE 64

static void add_word(struct text *text, const char *letters)
{
    text->words = resize(text->words, (text->count + 1) * sizeof *text->words);
    text->words[text->count] = resize(NULL, strlen(letters) + 1);
    strcpy(text->words[text->count], letters);
    text->count++;
}

struct text read_text(const char *path)
{
    struct text text = { NULL, 0 };
    char letters[WORD_SIZE];
    size_t length = 0;
    int character;

    FILE *file = fopen(path, "r");
    if (file == NULL) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    do {
        character = fgetc(file);
        if (character != EOF && isalpha(character) && length < WORD_SIZE - 1) {
            letters[length++] = (char) tolower(character);
        } else if (length > 0) {
            letters[length] = '\0';
            add_word(&text, letters);
            length = 0;
        }
    } while (character != EOF);
    fclose(file);
    return text;
}

void free_text(struct text *text)
{
    for (size_t i = 0; i < text->count; i++)
        free(text->words[i]);
    free(text->words);
}
