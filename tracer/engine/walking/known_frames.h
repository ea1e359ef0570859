/* What was found of frames with bytecodes, remembered: a function that makes a call makes it again from the same place. */
#ifndef IPCSCOPE_KNOWN_FRAMES_H
#define IPCSCOPE_KNOWN_FRAMES_H

#include <stdbool.h>
#include <stdint.h>

#include "walking/v8_frames.h"

struct address_space;

enum { bytecodes_head_words = 5 };

/* Where a frame stands. Objects may move, and others take their places: then the head of the bytecodes, which names further objects, is
 * another. */
struct frame_place {
    uint64_t bytecodes, offset; /* without an offset: the function, which is no small integer */
    uint64_t head[bytecodes_head_words];
};

struct known_frame {
    bool is_of_runtime; /* to be passed over */
    struct script_frame frame;
};

/* NULL: not known. Valid until the next call. */
const struct known_frame *known_frames_find(struct address_space *space, const struct frame_place *place);
void known_frames_add(struct address_space *space, const struct frame_place *place, struct known_frame known);
void known_frames_forget(struct address_space *space);

#endif
