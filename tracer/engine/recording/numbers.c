#include "recording/numbers.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "targets/operand.h"
#include "targets/table.h"
#include "targets/tasks.h"

enum {
    sets_at_most = 16,
    places_at_most = 16,
    remembered_at_most = 1024, /* beyond that the oldest are forgotten */
};

struct place {
    uint32_t number; /* of the call */
    bool is_result;
    unsigned argument;
};

struct number_set {
    char *name;
    struct place places[places_at_most];
    size_t place_count;
    int32_t seen[remembered_at_most];
    size_t seen_count;
};

static struct number_set sets[sets_at_most];
static size_t set_count;
static bool is_watched[table_size];

/* ---- Sets ---- */

/* `69:arg0` */
static bool parse_place(char *text, struct place *place) {
    uint64_t number;
    struct operand operand;
    char *colon = strchr(text, ':');
    if (colon == NULL)
        return false;
    *colon = 0;
    if (!operand_parse_number(text, &number) || number >= table_size || !operand_parse(colon + 1, &operand) || operand.step_count > 0)
        return false;
    *place = (struct place){ (uint32_t)number, operand.base == OPERAND_RESULT, operand.argument };
    return true;
}

static bool parse_places(char *text, struct number_set *set) {
    char *position;
    for (char *word = strtok_r(text, ",", &position); word != NULL; word = strtok_r(NULL, ",", &position)) {
        if (set->place_count == places_at_most || !parse_place(word, &set->places[set->place_count]))
            return false;
        set->place_count++;
    }
    return set->place_count > 0;
}

const struct number_set *numbers_set(const char *places) {
    for (size_t i = 0; i < set_count; i++)
        if (strcmp(sets[i].name, places) == 0)
            return &sets[i];
    if (set_count == sets_at_most)
        return NULL;
    struct number_set *set = &sets[set_count];
    char *text = strdup(places);
    set->name = strdup(places);
    if (text == NULL || set->name == NULL)
        fatal_no_memory();
    bool is_good = parse_places(text, set);
    free(text);
    if (!is_good)
        return NULL;
    for (size_t i = 0; i < set->place_count; i++)
        is_watched[set->places[i].number] = true;
    set_count++;
    return set;
}

const int32_t *numbers_seen(const struct number_set *set, size_t *count) {
    *count = set->seen_count;
    return set->seen;
}

/* ---- Numbers ---- */

static void remember(struct number_set *set, int32_t number) {
    if (number < 0)
        return;
    for (size_t i = set->seen_count; i > 0; i--)
        if (set->seen[i - 1] == number)
            return;
    if (set->seen_count == remembered_at_most) {
        memmove(set->seen, set->seen + 1, (remembered_at_most - 1) * sizeof *set->seen);
        set->seen_count--;
    }
    set->seen[set->seen_count++] = number;
}

static void note(const struct call *call, bool is_result, int64_t result) {
    if (call->number >= table_size || !is_watched[call->number])
        return;
    for (size_t i = 0; i < set_count; i++)
        for (size_t j = 0; j < sets[i].place_count; j++) {
            const struct place *place = &sets[i].places[j];
            if (place->number == call->number && place->is_result == is_result)
                remember(&sets[i], (int32_t)(is_result ? (uint64_t)result : call->arguments[place->argument]));
        }
}

void numbers_note_arguments(const struct call *call) {
    note(call, false, 0);
}

void numbers_note_result(const struct call *call, int64_t result) {
    if (result >= 0)
        note(call, true, result);
}
