#include "table.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct capture_program programs[table_size];
static const struct capture_program untraced;

const struct capture_program *table_program(uint64_t number) {
    return number < table_size ? &programs[number] : &untraced;
}

/* A decimal number that is the whole rest of the word. */
static bool parse_number(const char *word, uint64_t *number) {
    if (*word < '0' || *word > '9')
        return false;
    char *end;
    errno = 0;
    *number = strtoull(word, &end, 10);
    return errno == 0 && *end == 0;
}

static bool parse_argument(const char *word, unsigned *argument) {
    uint64_t number;
    if (strncmp(word, "arg", 3) != 0 || !parse_number(word + 3, &number) || number > 5)
        return false;
    *argument = (unsigned)number;
    return true;
}

static bool parse_operand(char *word, struct operand *operand) {
    if (word == NULL)
        return false;
    if (strcmp(word, "result") == 0) {
        operand->kind = OPERAND_RESULT;
        return true;
    }
    if (strcmp(word, "all") == 0) {
        operand->kind = OPERAND_ALL;
        return true;
    }
    if (strncmp(word, "const", 5) == 0) {
        operand->kind = OPERAND_CONSTANT;
        return parse_number(word + 5, &operand->number);
    }
    if (strncmp(word, "mem", 3) == 0) {
        char *plus = strchr(word, '+');
        uint64_t argument;
        if (plus == NULL)
            return false;
        *plus = 0;
        operand->kind = OPERAND_MEMORY;
        if (!parse_number(word + 3, &argument) || argument > 5)
            return false;
        operand->argument = (unsigned)argument;
        return parse_number(plus + 1, &operand->number);
    }
    if (parse_argument(word, &operand->argument)) {
        operand->kind = OPERAND_ARGUMENT;
        return true;
    }
    operand->kind = OPERAND_CONSTANT;
    return parse_number(word, &operand->number);
}

static bool parse_pointer(char *word, struct operation *operation) {
    return word != NULL && parse_argument(word, &operation->pointer);
}

static bool parse_operation(char *text, struct operation *operation) {
    char *position;
    char *when = strtok_r(text, " ", &position);
    char *kind = strtok_r(NULL, " ", &position);
    char *words[3];
    for (size_t i = 0; i < 3; i++)
        words[i] = strtok_r(NULL, " ", &position);
    if (when == NULL || kind == NULL || (strcmp(when, "e") != 0 && strcmp(when, "x") != 0))
        return false;
    operation->at_exit = *when == 'x';
    if (strcmp(kind, "bytes") == 0) {
        operation->kind = OPERATION_BYTES;
        return parse_pointer(words[0], operation) && parse_operand(words[1], &operation->length);
    }
    if (strcmp(kind, "fixed") == 0) {
        operation->kind = OPERATION_FIXED;
        return parse_pointer(words[0], operation) && parse_operand(words[1], &operation->length);
    }
    if (strcmp(kind, "string") == 0) {
        operation->kind = OPERATION_STRING;
        return parse_pointer(words[0], operation);
    }
    if (strcmp(kind, "strings") == 0) {
        operation->kind = OPERATION_STRINGS;
        return parse_pointer(words[0], operation);
    }
    if (strcmp(kind, "iovec") == 0) {
        operation->kind = OPERATION_IOVEC;
        return parse_pointer(words[0], operation) && parse_operand(words[1], &operation->count)
               && parse_operand(words[2], &operation->limit);
    }
    if (strcmp(kind, "object") == 0) {
        operation->kind = OPERATION_OBJECT;
        return parse_operand(words[0], &operation->descriptor);
    }
    if (strcmp(kind, "position") == 0) {
        operation->kind = OPERATION_POSITION;
        return parse_operand(words[0], &operation->descriptor);
    }
    return false;
}

/* `NR FLAGS OPERATION; OPERATION; …` */
static bool parse_line(char *line) {
    char *flags = strchr(line, ' ');
    if (flags != NULL)
        *flags++ = 0;
    uint64_t number;
    if (!parse_number(line, &number) || number >= table_size || flags == NULL)
        return false;
    char *operations = strchr(flags, ' ');
    if (operations != NULL)
        *operations++ = 0;
    struct capture_program *program = &programs[number];
    struct operation parsed[operations_at_most];
    unsigned count = 0;
    char *position;
    for (char *text = operations != NULL ? strtok_r(operations, ";", &position) : NULL; text != NULL;
         text = strtok_r(NULL, ";", &position)) {
        if (text[strspn(text, " ")] == 0)
            continue;
        if (count == operations_at_most)
            return false;
        memset(&parsed[count], 0, sizeof parsed[count]);
        if (!parse_operation(text, &parsed[count]))
            return false;
        if (parsed[count].at_exit)
            program->has_exit_operations = true;
        else
            program->has_entry_operations = true;
        count++;
    }
    program->traced = true;
    program->changes_descriptors = strchr(flags, 'd') != NULL;
    program->operation_count = count;
    program->operations = calloc(count > 0 ? count : 1, sizeof *program->operations);
    if (program->operations == NULL)
        return false;
    memcpy(program->operations, parsed, count * sizeof *parsed);
    return true;
}

const char *table_load(const char *path) {
    static char sentence[512];
    FILE *file = fopen(path, "re");
    if (file == NULL) {
        snprintf(sentence, sizeof sentence, "the table of calls %s cannot be opened: %s.", path, strerror(errno));
        return sentence;
    }
    char *line = NULL;
    size_t capacity = 0;
    const char *problem = NULL;
    for (unsigned number = 1; problem == NULL && getline(&line, &capacity, file) >= 0; number++) {
        line[strcspn(line, "\n")] = 0;
        if (line[0] == 0 || line[0] == '#')
            continue;
        if (!parse_line(line)) {
            snprintf(sentence, sizeof sentence, "line %u of the table of calls %s cannot be understood.", number, path);
            problem = sentence;
        }
    }
    free(line);
    fclose(file);
    return problem;
}
