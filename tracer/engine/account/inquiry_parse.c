#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "account/inquiry.h"
#include "base/fatal.h"
#include "recording/numbers.h"
#include "targets/table.h"

enum { netlink_protocols_at_most = 31 };

/* The words of a line, taken one after the other. */
struct words {
    char *position;
};

static char *next_word(struct words *words) {
    return strtok_r(NULL, " ", &words->position);
}

static bool next_number(struct words *words, uint64_t *number) {
    const char *word = next_word(words);
    return word != NULL && operand_parse_number(word, number);
}

static bool take_number_up_to(struct words *words, uint64_t most, uint64_t *number) {
    return next_number(words, number) && *number <= most;
}

static const char *after(const char *word, const char *start) {
    size_t length = strlen(start);
    return strncmp(word, start, length) == 0 ? word + length : NULL;
}

/* ---- Subjects ---- */

static bool parse_selection(const char *word, struct inquiry *inquiry) {
    static const struct {
        const char *name;
        mode_t type;
    } types[] = { { "fifo", S_IFIFO },      { "socket", S_IFSOCK },   { "file", S_IFREG },
                  { "directory", S_IFDIR }, { "character", S_IFCHR }, { "block", S_IFBLK } };
    if (word == NULL)
        return false;
    if (strcmp(word, "*") == 0) {
        inquiry->selection = SELECT_ALL;
        return true;
    }
    if ((inquiry->link_start = after(word, "link:")) != NULL) {
        inquiry->selection = SELECT_LINK;
        return *inquiry->link_start != 0;
    }
    const char *magic = after(word, "filesystem:");
    if (magic != NULL) {
        inquiry->selection = SELECT_FILE_SYSTEM;
        return operand_parse_number(magic, &inquiry->selected);
    }
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(word, types[i].name) == 0) {
            inquiry->selection = SELECT_TYPE;
            inquiry->selected = types[i].type;
            return true;
        }
    return false;
}

static bool parse_subject(const char *word, struct words *words, struct inquiry *inquiry) {
    if (word == NULL)
        return false;
    if (strcmp(word, "fd") == 0) {
        inquiry->subject = SUBJECT_FD;
        return parse_selection(next_word(words), inquiry);
    }
    if (strcmp(word, "number") == 0) {
        const char *places = next_word(words);
        inquiry->subject = SUBJECT_NUMBER;
        inquiry->numbers = places != NULL ? numbers_set(places) : NULL;
        return inquiry->numbers != NULL;
    }
    inquiry->subject = strcmp(word, "process") == 0 ? SUBJECT_PROCESS : strcmp(word, "thread") == 0 ? SUBJECT_THREAD : SUBJECT_MACHINE;
    return inquiry->subject != SUBJECT_MACHINE || strcmp(word, "machine") == 0;
}

/* ---- Calls ---- */

static bool parse_buffer(char *text, struct inquiry *inquiry) {
    char *kept = strchr(text, ':');
    if (kept != NULL)
        *kept++ = 0;
    if (!operand_parse_number(text, &inquiry->length) || inquiry->length == 0 || inquiry->length > buffer_at_most)
        return false;
    const char *plus = kept != NULL ? after(kept, "result+") : NULL;
    if (plus != NULL) {
        inquiry->kept = KEPT_RESULT;
        return operand_parse_number(plus, &inquiry->kept_plus);
    }
    inquiry->kept = kept == NULL ? KEPT_ALL : strcmp(kept, "result") == 0 ? KEPT_RESULT : KEPT_SIZE;
    return inquiry->kept != KEPT_SIZE || strcmp(kept, "size") == 0;
}

static bool parse_call_argument(char *word, struct inquiry *inquiry) {
    static const char *const subjects[] = { [SUBJECT_FD] = "fd", [SUBJECT_NUMBER] = "number" };
    unsigned place = inquiry->argument_count++;
    uint64_t *number = &inquiry->arguments[place].number;
    enum call_argument_kind kind = CALL_NUMBER;
    if (strcmp(word, subjects[inquiry->subject]) == 0)
        kind = CALL_SUBJECT;
    else if (strcmp(word, "index") == 0)
        kind = CALL_INDEX;
    else if (strcmp(word, "size") == 0)
        kind = CALL_SIZE;
    else if (after(word, "buffer:") != NULL)
        kind = CALL_BUFFER;
    inquiry->arguments[place].kind = kind;
    if (kind == CALL_INDEX)
        inquiry->repeated = true;
    if (kind == CALL_BUFFER)
        return inquiry->length == 0 && parse_buffer(word + strlen("buffer:"), inquiry);
    return kind != CALL_NUMBER || operand_parse_number(word, number);
}

static bool has_argument(const struct inquiry *inquiry, enum call_argument_kind kind) {
    for (unsigned i = 0; i < inquiry->argument_count; i++)
        if (inquiry->arguments[i].kind == kind)
            return true;
    return false;
}

static bool parse_call(struct words *words, struct inquiry *inquiry) {
    if (!next_number(words, &inquiry->number))
        return false;
    for (char *word; (word = next_word(words)) != NULL;)
        if (inquiry->argument_count == call_arguments_at_most || !parse_call_argument(word, inquiry))
            return false;
    return has_argument(inquiry, CALL_SIZE) == (inquiry->kept == KEPT_SIZE);
}

/* ---- Questions ---- */

/* A name below a directory of /proc, such as `maps` or `ns/ipc`. */
static bool is_plain_name(const char *name) {
    return name[0] != '/' && strstr(name, "..") == NULL;
}

static bool parse_text(struct words *words, struct inquiry *inquiry) {
    inquiry->path = next_word(words);
    return inquiry->path != NULL && (inquiry->subject == SUBJECT_MACHINE ? inquiry->path[0] == '/' : is_plain_name(inquiry->path));
}

static bool parse_memory(struct words *words, struct inquiry *inquiry) {
    if (!take_number_up_to(words, table_size - 1, &inquiry->number))
        return false;
    const char *place = next_word(words);
    return place != NULL && operand_parse(place, &inquiry->place) && take_number_up_to(words, buffer_at_most, &inquiry->length);
}

static bool parse_mapping(struct words *words, struct inquiry *inquiry) {
    inquiry->link_start = next_word(words);
    return inquiry->link_start != NULL && take_number_up_to(words, buffer_at_most, &inquiry->length);
}

static bool parse_signals(struct words *words, struct inquiry *inquiry) {
    const char *whose = next_word(words);
    inquiry->of_process = whose != NULL && strcmp(whose, "process") == 0;
    return inquiry->of_process || (whose != NULL && strcmp(whose, "own") == 0);
}

static bool parse_netlink(struct words *words, struct inquiry *inquiry) {
    if (!take_number_up_to(words, netlink_protocols_at_most, &inquiry->number))
        return false;
    inquiry->request = next_word(words);
    return inquiry->request != NULL && strspn(inquiry->request, "0123456789abcdef") == strlen(inquiry->request)
           && strlen(inquiry->request) % 2 == 0;
}

static bool parse_question(struct words *words, struct inquiry *inquiry) {
    static const struct {
        const char *name;
        enum inquiry_question question;
        unsigned subjects; /* of which it can be asked */
    } questions[] = {
        { "info", QUESTION_INFO, 1 << SUBJECT_FD },
        { "tee", QUESTION_TEE, 1 << SUBJECT_FD },
        { "peek", QUESTION_PEEK, 1 << SUBJECT_FD },
        { "call", QUESTION_CALL, 1 << SUBJECT_FD | 1 << SUBJECT_NUMBER },
        { "text", QUESTION_TEXT, 1 << SUBJECT_PROCESS | 1 << SUBJECT_THREAD | 1 << SUBJECT_MACHINE },
        { "memory", QUESTION_MEMORY, 1 << SUBJECT_THREAD },
        { "mapping", QUESTION_MAPPING, 1 << SUBJECT_PROCESS },
        { "netlink", QUESTION_NETLINK, 1 << SUBJECT_MACHINE },
        { "shared", QUESTION_SHARED, 1 << SUBJECT_PROCESS },
        { "signals", QUESTION_SIGNALS, 1 << SUBJECT_THREAD },
    };
    const char *word = next_word(words);
    size_t i = 0;
    while (word != NULL && i < sizeof questions / sizeof *questions && strcmp(word, questions[i].name) != 0)
        i++;
    if (word == NULL || i == sizeof questions / sizeof *questions || !(questions[i].subjects & 1u << inquiry->subject))
        return false;
    inquiry->question = questions[i].question;
    switch (inquiry->question) {
    case QUESTION_INFO:
        return true;
    case QUESTION_TEXT:
        return parse_text(words, inquiry);
    case QUESTION_MEMORY:
        return parse_memory(words, inquiry);
    case QUESTION_MAPPING:
        return parse_mapping(words, inquiry);
    case QUESTION_CALL:
        return parse_call(words, inquiry);
    case QUESTION_NETLINK:
        return parse_netlink(words, inquiry);
    case QUESTION_SIGNALS:
        return parse_signals(words, inquiry);
    case QUESTION_SHARED:
    case QUESTION_TEE:
    case QUESTION_PEEK:
        return take_number_up_to(words, buffer_at_most, &inquiry->length);
    }
    return false;
}

bool inquiry_parse(const char *line, struct inquiry *inquiry) {
    *inquiry = (struct inquiry){ .line = strdup(line) };
    char *text = strdup(line); /* stays: the inquiry points into it */
    if (inquiry->line == NULL || text == NULL)
        fatal_no_memory();
    struct words words;
    const char *subject = strtok_r(text, " ", &words.position);
    return parse_subject(subject, &words, inquiry) && parse_question(&words, inquiry) && next_word(&words) == NULL;
}
