#include "walking/known_frames.h"

#include <stdlib.h>
#include <string.h>

#include "targets/tasks.h"

enum { known_slots = 1024 };

struct known_frames {
    struct {
        struct frame_place place;
        struct known_frame known;
    } slots[known_slots]; /* empty: its bytecodes are 0 */
};

static size_t slot_of(const struct frame_place *place) {
    return (place->bytecodes * 31 + (place->offset >> 32)) * 0x9E3779B97F4A7C15u >> 54;
}

const struct known_frame *known_frames_find(struct address_space *space, const struct frame_place *place) {
    if (space->known_frames == NULL)
        return NULL;
    size_t slot = slot_of(place);
    bool is_it = memcmp(&space->known_frames->slots[slot].place, place, sizeof *place) == 0;
    return is_it ? &space->known_frames->slots[slot].known : NULL;
}

void known_frames_add(struct address_space *space, const struct frame_place *place, struct known_frame known) {
    if (space->known_frames == NULL)
        space->known_frames = tasks_new_part(sizeof *space->known_frames);
    size_t slot = slot_of(place);
    space->known_frames->slots[slot].place = *place;
    space->known_frames->slots[slot].known = known;
}

void known_frames_forget(struct address_space *space) {
    free(space->known_frames);
    space->known_frames = NULL;
}
