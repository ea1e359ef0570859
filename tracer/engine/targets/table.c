#include "targets/table.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct capture_program programs[table_size];
static const struct capture_program untraced;

const struct capture_program *table_program(uint64_t number) {
    return number < table_size ? &programs[number] : &untraced;
}

/* ---- Operations ---- */

/* What the words after an operation's name are. */
enum word_kind { WORD_NONE, WORD_PLACE, WORD_LENGTH, WORD_COUNT_IF_ANY, WORD_LIMIT, WORD_SIZE };

enum { words_at_most = 3 };

static const struct form {
    const char *name;
    enum operation_kind kind;
    enum word_kind words[words_at_most];
} forms[] = {
    { "bytes", OPERATION_BYTES, { WORD_PLACE, WORD_LENGTH } },
    { "fixed", OPERATION_FIXED, { WORD_PLACE, WORD_SIZE } },
    { "string", OPERATION_STRING, { WORD_PLACE } },
    { "iovec", OPERATION_IOVEC, { WORD_PLACE, WORD_LENGTH, WORD_LIMIT } },
    { "messages", OPERATION_MESSAGES, { WORD_PLACE, WORD_LENGTH } },
    { "object", OPERATION_OBJECT, { WORD_PLACE } },
    { "position", OPERATION_POSITION, { WORD_PLACE } },
    { "rights", OPERATION_RIGHTS, { WORD_PLACE, WORD_COUNT_IF_ANY } },
    { "status", OPERATION_STATUS, { WORD_PLACE } },
    { "socket", OPERATION_SOCKET, { WORD_PLACE } },
    { "code", OPERATION_CODE, { WORD_PLACE } },
    { "data", OPERATION_DATA, { WORD_PLACE } },
    { "pointers", OPERATION_POINTERS, { WORD_PLACE } },
};

static const struct form *find_form(const char *name) {
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (strcmp(name, forms[i].name) == 0)
            return &forms[i];
    return NULL;
}

static bool parse_word(const char *word, enum word_kind kind, struct operation *operation) {
    switch (kind) {
    case WORD_NONE:
        return word == NULL;
    case WORD_PLACE:
        return word != NULL && operand_parse(word, &operation->place);
    case WORD_COUNT_IF_ANY:
        operation->counted = word != NULL;
        return word == NULL || operand_parse(word, &operation->length);
    case WORD_LENGTH:
        return word != NULL && operand_parse(word, &operation->length);
    case WORD_LIMIT:
        operation->limited = word != NULL && strcmp(word, "all") != 0;
        return word != NULL && (!operation->limited || operand_parse(word, &operation->limit));
    case WORD_SIZE:
        return word != NULL && operand_parse_number(word, &operation->size) && operation->size <= fixed_at_most;
    }
    return false;
}

static bool parse_operation(char *text, struct operation *operation) {
    char *position;
    char *when = strtok_r(text, " ", &position);
    char *name = strtok_r(NULL, " ", &position);
    if (when == NULL || name == NULL || (strcmp(when, "e") != 0 && strcmp(when, "x") != 0))
        return false;
    const struct form *form = find_form(name);
    if (form == NULL)
        return false;
    operation->at_exit = *when == 'x';
    operation->kind = form->kind;
    for (size_t i = 0; i < words_at_most; i++)
        if (!parse_word(strtok_r(NULL, " ", &position), form->words[i], operation))
            return false;
    return strtok_r(NULL, " ", &position) == NULL;
}

/* ---- Lines ---- */

static bool parse_32_bits(const char *word, uint32_t *number) {
    uint64_t parsed;
    if (word == NULL || !operand_parse_number(word, &parsed) || parsed > UINT32_MAX)
        return false;
    *number = (uint32_t)parsed;
    return true;
}

/* `argN&MASK=VALUE,VALUE,…` */
static bool parse_condition(char *text, struct condition *condition) {
    enum { arguments = 6 };
    char *position;
    if (strncmp(text, "arg", 3) != 0)
        return false;
    uint32_t argument;
    if (!parse_32_bits(strtok_r(text + 3, "&", &position), &argument) || argument >= arguments
        || !parse_32_bits(strtok_r(NULL, "=", &position), &condition->mask))
        return false;
    condition->argument = argument;
    for (char *word = strtok_r(NULL, ",", &position); word != NULL; word = strtok_r(NULL, ",", &position))
        if (condition->value_count == condition_values_at_most || !parse_32_bits(word, &condition->values[condition->value_count++]))
            return false;
    return condition->value_count > 0;
}

/* `NR FLAGS OPERATION; OPERATION; …`; a condition may follow the flags: `FLAGS:CONDITION`. */
static bool parse_line(char *line) {
    char *flags = strchr(line, ' ');
    if (flags != NULL)
        *flags++ = 0;
    uint64_t number;
    if (!operand_parse_number(line, &number) || number >= table_size || flags == NULL)
        return false;
    char *operations = strchr(flags, ' ');
    if (operations != NULL)
        *operations++ = 0;
    struct capture_program *program = &programs[number];
    char *condition = strchr(flags, ':');
    if (condition != NULL)
        *condition++ = 0;
    if (flags[strspn(flags, "-du")] != 0 || (condition != NULL && !parse_condition(condition, &program->condition)))
        return false;
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
    program->parts_descriptors = strchr(flags, 'u') != NULL;
    program->operation_count = count;
    program->operations = calloc(count > 0 ? count : 1, sizeof *program->operations);
    if (program->operations == NULL)
        return false;
    memcpy(program->operations, parsed, count * sizeof *parsed);
    return true;
}

const char *table_load(const char *path, bool (*add_other)(const char *line)) {
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
        if (!(line[0] >= 'a' && line[0] <= 'z' ? add_other(line) : parse_line(line))) {
            snprintf(sentence, sizeof sentence, "line %u of the table of calls %s cannot be understood.", number, path);
            problem = sentence;
        }
    }
    free(line);
    fclose(file);
    return problem;
}
