#include "walking/exports.h"

#include <elf.h>
#include <string.h>

#include "base/memory.h"
#include "layouts/layouts.h"

/* The loader has made absolute addresses of what is relative in the file, unless it could not write there. */
static uint64_t in_memory(const struct exports *exports, const struct image *image, uint64_t address) {
    return address >= image->start && address < image->end ? address : address + exports->bias;
}

static bool find_dynamic(pid_t tid, const struct image *image, struct exports *exports, uint64_t *address, uint64_t *length) {
    Elf64_Ehdr header;
    Elf64_Phdr segments[32];
    if (!memory_read_whole(tid, image->start, &header, sizeof header) || memcmp(header.e_ident, ELFMAG, SELFMAG) != 0
        || header.e_phentsize != sizeof *segments || header.e_phnum > sizeof segments / sizeof *segments
        || !memory_read_whole(tid, image->start + header.e_phoff, segments, header.e_phnum * sizeof *segments))
        return false;
    bool has_start = false;
    for (size_t i = 0; i < header.e_phnum; i++)
        if (segments[i].p_type == PT_LOAD && !has_start) {
            exports->bias = image->start - (segments[i].p_vaddr - segments[i].p_offset);
            has_start = true;
        }
    for (size_t i = 0; i < header.e_phnum; i++)
        if (segments[i].p_type == PT_DYNAMIC) {
            *address = exports->bias + segments[i].p_vaddr;
            *length = segments[i].p_memsz;
        }
    return has_start && *length > 0;
}

bool exports_open(pid_t tid, const struct image *image, struct exports *exports) {
    uint64_t dynamic = 0, length = 0, table = 0;
    Elf64_Dyn entries[128];
    *exports = (struct exports){ .tid = tid };
    if (!find_dynamic(tid, image, exports, &dynamic, &length))
        return false;
    size_t count = memory_read(tid, dynamic, entries, length < sizeof entries ? length : sizeof entries) / sizeof *entries;
    for (size_t i = 0; i < count && entries[i].d_tag != DT_NULL; i++) {
        uint64_t address = in_memory(exports, image, entries[i].d_un.d_ptr);
        if (entries[i].d_tag == DT_STRTAB)
            exports->names = address;
        else if (entries[i].d_tag == DT_SYMTAB)
            exports->symbols = address;
        else if (entries[i].d_tag == DT_GNU_HASH)
            table = address;
    }
    uint32_t header[4];
    if (table == 0 || exports->names == 0 || exports->symbols == 0 || !memory_read_whole(tid, table, header, sizeof header)
        || header[0] == 0 || header[2] == 0)
        return false;
    exports->bucket_count = header[0];
    exports->first_symbol = header[1];
    exports->filter_words = header[2];
    exports->filter_shift = header[3];
    exports->filter = table + sizeof header;
    exports->buckets = exports->filter + exports->filter_words * sizeof(uint64_t);
    exports->chains = exports->buckets + exports->bucket_count * sizeof(uint32_t);
    return true;
}

static uint32_t hash_of(const char *name) {
    uint32_t hash = 5381;
    for (const char *character = name; *character != 0; character++)
        hash = hash * 33 + (unsigned char)*character;
    return hash;
}

/* The Bloom filter spares most searches for what is not there. */
static bool may_have(const struct exports *exports, uint32_t hash) {
    uint64_t word;
    return memory_read_whole(exports->tid, exports->filter + hash / 64 % exports->filter_words * sizeof word, &word, sizeof word)
           && (word >> hash % 64 & word >> (hash >> exports->filter_shift) % 64 & 1) != 0;
}

static bool has_name(const struct exports *exports, const Elf64_Sym *symbol, const char *name) {
    char found[128];
    size_t length = strlen(name) + 1;
    return length <= sizeof found && memory_read_whole(exports->tid, exports->names + symbol->st_name, found, length)
           && memcmp(found, name, length) == 0;
}

bool exports_find(const struct exports *exports, const char *name, uint64_t *address) {
    enum { steps_at_most = 1000 };
    uint32_t hash = hash_of(name), index, link = 0;
    if (!may_have(exports, hash)
        || !memory_read_whole(exports->tid, exports->buckets + hash % exports->bucket_count * sizeof index, &index, sizeof index)
        || index < exports->first_symbol)
        return false;
    for (unsigned step = 0; step < steps_at_most && (link & 1) == 0; step++, index++) {
        Elf64_Sym symbol;
        if (!memory_read_whole(exports->tid, exports->chains + (index - exports->first_symbol) * sizeof link, &link, sizeof link))
            return false;
        if ((link | 1) != (hash | 1))
            continue;
        if (!memory_read_whole(exports->tid, exports->symbols + index * sizeof symbol, &symbol, sizeof symbol))
            return false;
        if (symbol.st_shndx != SHN_UNDEF && has_name(exports, &symbol, name)) {
            *address = exports->bias + symbol.st_value;
            return true;
        }
    }
    return false;
}
