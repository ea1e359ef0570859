/* Software breakpoints as bytes of an address space.
 *
 * A byte of the program is replaced by 0xCC (int3) while somebody wants to stop there. Several may want that for the
 * same address: the gdb of a process, the gdb of its vfork child, the engine itself (the NULL owner). So each place
 * has a set of owners, and the program's own byte comes back when the last one leaves. */
#include "targets/breakpoints.h"

#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "targets/space_memory.h"
#include "targets/tasks.h"

static const uint8_t breakpoint_instruction = 0xCC;

const char breakpoint_owner_operations[1];

struct breakpoint {
    uint64_t address;
    uint8_t saved_byte;
    unsigned lifted; /* how many tasks are being stepped over it at this moment */
    const void **owners;
    size_t owner_count;
};

struct breakpoints {
    struct address_space *space;
    struct breakpoint *places; /* ordered by address, since every memory read looks up a range */
    size_t count;
    size_t capacity;
};

/* The index of the first place at or after the address. */
static size_t lower_bound(const struct breakpoints *breakpoints, uint64_t address) {
    size_t low = 0, high = breakpoints->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (breakpoints->places[middle].address < address)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct breakpoint *find(const struct breakpoints *breakpoints, uint64_t address) {
    size_t index = lower_bound(breakpoints, address);
    if (index == breakpoints->count || breakpoints->places[index].address != address)
        return NULL;
    return &breakpoints->places[index];
}

static bool has_owner(const struct breakpoint *place, const void *owner) {
    for (size_t i = 0; i < place->owner_count; i++)
        if (place->owners[i] == owner)
            return true;
    return false;
}

static bool add_owner(struct breakpoint *place, const void *owner) {
    if (has_owner(place, owner))
        return true;
    const void **owners = realloc(place->owners, (place->owner_count + 1) * sizeof *owners);
    if (owners == NULL)
        return false;
    owners[place->owner_count++] = owner;
    place->owners = owners;
    return true;
}

static struct breakpoint *add_place(struct breakpoints *breakpoints, uint64_t address, uint8_t saved_byte, const void *owner) {
    if (breakpoints->count == breakpoints->capacity) {
        size_t capacity = breakpoints->capacity == 0 ? 16 : 2 * breakpoints->capacity;
        struct breakpoint *places = realloc(breakpoints->places, capacity * sizeof *places);
        if (places == NULL)
            return NULL;
        breakpoints->places = places;
        breakpoints->capacity = capacity;
    }
    struct breakpoint added = { .address = address, .saved_byte = saved_byte };
    if (!add_owner(&added, owner))
        return NULL;
    size_t index = lower_bound(breakpoints, address);
    memmove(&breakpoints->places[index + 1], &breakpoints->places[index], (breakpoints->count - index) * sizeof added);
    breakpoints->places[index] = added;
    breakpoints->count++;
    return &breakpoints->places[index];
}

static void forget_place(struct breakpoints *breakpoints, size_t index) {
    free(breakpoints->places[index].owners);
    memmove(&breakpoints->places[index], &breakpoints->places[index + 1], (breakpoints->count - index - 1) * sizeof *breakpoints->places);
    breakpoints->count--;
}

static bool put_byte(const struct breakpoints *breakpoints, uint64_t address, uint8_t byte) {
    return space_write(breakpoints->space, address, &byte, 1) == 1;
}

/* Only an int3 is replaced by the program's byte: when a library was unmapped and something else lies there now, the
 * old byte would damage it. */
static void put_saved_byte(const struct breakpoints *breakpoints, const struct breakpoint *place) {
    uint8_t current;
    if (space_read(breakpoints->space, place->address, &current, 1) == 1 && current == breakpoint_instruction)
        put_byte(breakpoints, place->address, place->saved_byte);
}

static struct breakpoints *of(struct address_space *space) {
    if (space->breakpoints == NULL) {
        space->breakpoints = calloc(1, sizeof *space->breakpoints);
        if (space->breakpoints == NULL)
            fatal_no_memory();
        space->breakpoints->space = space;
    }
    return space->breakpoints;
}

void breakpoints_forget(struct address_space *space) {
    struct breakpoints *breakpoints = space->breakpoints;
    if (breakpoints == NULL)
        return;
    for (size_t i = 0; i < breakpoints->count; i++)
        free(breakpoints->places[i].owners);
    free(breakpoints->places);
    free(breakpoints);
    space->breakpoints = NULL;
}

void breakpoints_inherit(struct address_space *parent, struct address_space *child) {
    const struct breakpoints *inherited = parent->breakpoints;
    if (inherited == NULL)
        return;
    struct breakpoints *breakpoints = of(child);
    for (size_t i = 0; i < inherited->count; i++) {
        const struct breakpoint *place = &inherited->places[i];
        bool is_of_operations = has_owner(place, breakpoint_owner_operations), is_of_others = place->owner_count > is_of_operations;
        const void *owner = is_of_operations ? breakpoint_owner_operations : NULL;
        struct breakpoint *added = add_place(breakpoints, place->address, place->saved_byte, owner);
        if (added == NULL || (is_of_operations && is_of_others && !add_owner(added, NULL)))
            fatal_no_memory();
        /* A thread was being stepped over this place at the fork: the child's copy has the program's byte. */
        uint8_t current;
        if (space_read(child, place->address, &current, 1) == 1 && current == place->saved_byte)
            put_byte(breakpoints, place->address, breakpoint_instruction);
    }
}

bool breakpoint_insert(struct address_space *space, uint64_t address, const void *owner) {
    struct breakpoints *breakpoints = of(space);
    struct breakpoint *place = find(breakpoints, address);
    uint8_t current;
    if (space_read(breakpoints->space, address, &current, 1) != 1)
        return false;
    if (place == NULL) {
        if (!put_byte(breakpoints, address, breakpoint_instruction))
            return false;
        if (add_place(breakpoints, address, current, owner) != NULL)
            return true;
        put_byte(breakpoints, address, current);
        return false;
    }
    if (!add_owner(place, owner))
        return false;
    /* A library may have been unmapped, and mapped again, since the byte was put there. */
    if (place->lifted == 0 && current != breakpoint_instruction) {
        place->saved_byte = current;
        return put_byte(breakpoints, address, breakpoint_instruction);
    }
    return true;
}

bool breakpoint_remove(struct address_space *space, uint64_t address, const void *owner) {
    struct breakpoints *breakpoints = of(space);
    struct breakpoint *place = find(breakpoints, address);
    if (place == NULL)
        return true;
    for (size_t i = 0; i < place->owner_count; i++)
        if (place->owners[i] == owner) {
            place->owners[i] = place->owners[--place->owner_count];
            break;
        }
    if (place->owner_count == 0) {
        if (place->lifted == 0)
            put_saved_byte(breakpoints, place);
        forget_place(breakpoints, (size_t)(place - breakpoints->places));
    }
    return true;
}

void breakpoints_remove_owner(struct address_space *space, const void *owner) {
    struct breakpoints *breakpoints = of(space);
    /* From the last to the first, since a place that loses its last owner is taken out of the array. */
    for (size_t i = breakpoints->count; i > 0; i--)
        breakpoint_remove(space, breakpoints->places[i - 1].address, owner);
}

bool breakpoint_at(struct address_space *space, uint64_t address) {
    return find(of(space), address) != NULL;
}

bool breakpoint_is_owned(struct address_space *space, uint64_t address, const void *owner) {
    const struct breakpoint *place = find(of(space), address);
    return place != NULL && has_owner(place, owner);
}

void breakpoint_lift(struct address_space *space, uint64_t address) {
    struct breakpoints *breakpoints = of(space);
    struct breakpoint *place = find(breakpoints, address);
    if (place != NULL && place->lifted++ == 0)
        put_saved_byte(breakpoints, place);
}

void breakpoint_restore(struct address_space *space, uint64_t address) {
    struct breakpoints *breakpoints = of(space);
    /* The place is gone when its last owner left while it was lifted. */
    struct breakpoint *place = find(breakpoints, address);
    if (place != NULL && place->lifted > 0 && --place->lifted == 0)
        put_byte(breakpoints, address, breakpoint_instruction);
}

void breakpoints_hide(struct address_space *space, uint64_t address, void *buffer, size_t length) {
    struct breakpoints *breakpoints = of(space);
    uint8_t *bytes = buffer;
    for (size_t i = lower_bound(breakpoints, address); i < breakpoints->count; i++) {
        const struct breakpoint *place = &breakpoints->places[i];
        uint64_t offset = place->address - address;
        if (offset >= length)
            break;
        if (bytes[offset] == breakpoint_instruction)
            bytes[offset] = place->saved_byte;
    }
}

ssize_t breakpoints_write(struct address_space *space, uint64_t address, const void *buffer, size_t length) {
    struct breakpoints *breakpoints = of(space);
    uint8_t *bytes = malloc(length);
    if (bytes == NULL)
        return -1;
    memcpy(bytes, buffer, length);
    size_t first = lower_bound(breakpoints, address);
    for (size_t i = first; i < breakpoints->count && breakpoints->places[i].address - address < length; i++)
        if (breakpoints->places[i].lifted == 0)
            bytes[breakpoints->places[i].address - address] = breakpoint_instruction;
    ssize_t written = space_write(breakpoints->space, address, bytes, length);
    free(bytes);
    for (size_t i = first; i < breakpoints->count && written > 0; i++) {
        uint64_t offset = breakpoints->places[i].address - address;
        if (offset >= (uint64_t)written)
            break;
        breakpoints->places[i].saved_byte = ((const uint8_t *)buffer)[offset];
    }
    return written;
}
