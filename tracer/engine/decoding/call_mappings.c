#include "decoding/call_mappings.h"

#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/syscall.h>

#include "base/registers.h"

struct address_range address_range(uint64_t start, uint64_t length) {
    return (struct address_range){ start, length > UINT64_MAX - start ? UINT64_MAX : start + length };
}

bool call_changes_mappings(const struct user_regs_struct *registers, struct address_range ranges[changed_mappings]) {
    uint64_t argument[5];
    for (unsigned i = 0; i < 5; i++)
        argument[i] = registers_call_argument(registers, i);
    ranges[0] = ranges[1] = address_range(0, 0);
    switch (registers_call_number(registers)) {
    case SYS_munmap:
    case SYS_mprotect:
    case SYS_pkey_mprotect:
    case SYS_remap_file_pages:
        ranges[0] = address_range(argument[0], argument[1]);
        return true;
    case SYS_mremap:
        ranges[0] = address_range(argument[0], argument[1] > 0 ? argument[1] : 1);
        if (argument[3] & MREMAP_FIXED)
            ranges[1] = address_range(argument[4], argument[2]);
        return true;
    case SYS_mmap:
        if (argument[3] & MAP_FIXED)
            ranges[0] = address_range(argument[0], argument[1]);
        return (argument[3] & (MAP_FIXED | MAP_SHARED)) != 0;
    case SYS_shmat:
        if (argument[2] & SHM_REMAP)
            ranges[0] = address_range(argument[1], 1);
        return true;
    case SYS_shmdt:
        ranges[0] = address_range(argument[0], 1);
        return true;
    default:
        return false;
    }
}
