#include "walking/pointers.h"

#include <string.h>

#include "base/memory.h"
#include "layouts/layouts.h"
#include "targets/tasks.h"
#include "walking/unwind.h"

enum {
    data_at_most = 256 * 1024,
    frame_at_most = 16 * 1024,
    frames_looked_at = 8,
};

struct search {
    pid_t tid;
    uint64_t address;
    struct pointer *found;
    size_t count;
};

static bool leads_there(const struct search *search, uint64_t value) {
    return value <= search->address && search->address - value < pointer_reach;
}

/* `frame` is where its code stands and its CFA; NULL: the words are data. */
static void search_words(struct search *search, uint64_t start, uint64_t end, const uint64_t frame[2]) {
    static uint64_t words[frame_at_most / sizeof(uint64_t)];
    while (start < end && search->count < pointers_at_most) {
        size_t length = end - start < sizeof words ? end - start : sizeof words;
        size_t count = memory_read(search->tid, start, words, length) / sizeof *words;
        for (size_t i = 0; i < count && search->count < pointers_at_most; i++) {
            uint64_t place = start + i * sizeof *words;
            if (leads_there(search, words[i]))
                search->found[search->count++] =
                    (struct pointer){ frame != NULL ? frame[0] : place, frame != NULL ? (int64_t)(place - frame[1]) : 0, frame != NULL,
                                      words[i] };
        }
        start += length;
    }
}

/* Of the program, which lies before its libraries. */
static void search_data(struct search *search, const struct layout *layout) {
    for (size_t i = 0; i < layout->mapping_count; i++) {
        const struct mapping *mapping = &layout->mappings[i];
        if (mapping->image != layout->images || !mapping->is_writable || mapping->is_shared)
            continue;
        uint64_t length = mapping->data_end - mapping->start;
        search_words(search, mapping->start, mapping->start + (length < data_at_most ? length : data_at_most), NULL);
    }
}

static void search_frames(struct search *search, const struct unwound *unwound) {
    for (size_t i = 0; i < frames_looked_at && i + 1 < unwound->count && i < unwound->without_rules; i++) {
        uint64_t start = unwound->stack_pointers[i], end = unwound->stack_pointers[i + 1];
        uint64_t frame[2] = { unwound->addresses[i], end };
        if (start % sizeof(uint64_t) == 0 && start < end && end - start <= frame_at_most)
            search_words(search, start, end, frame);
    }
}

size_t pointers_find(const struct task *task, struct layout *layout, uint64_t address, struct pointer found[pointers_at_most]) {
    static struct unwound unwound;
    struct search search = { task->tid, address, found, 0 };
    search_data(&search, layout);
    unwind(task, layout, &unwound);
    search_frames(&search, &unwound);
    return search.count;
}
