/* Hashing numbers, one after the other. */
#ifndef IPCSCOPE_MIX_H
#define IPCSCOPE_MIX_H

#include <stdint.h>

static inline uint64_t mix(uint64_t hash, uint64_t value) {
    hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 29;
}

#endif
