#include "layouts/modules.h"

#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "base/memory.h"
#include "base/trace.h"

enum {
    page_size = 4096,
    pages_at_most = 1500, /* of all modules together: about 6 MB */
    page_buckets = 64,
};

struct page {
    struct page *next;
    uint64_t offset; /* in the file */
    size_t length;   /* less than a page at the end of the mapping */
    unsigned char bytes[page_size];
};

struct module {
    struct module *next;
    uint32_t id; /* 0 as long as no record needed it */
    struct module_identity identity;
    struct page *pages[page_buckets];
};

static struct module *modules;
static uint32_t last_id;
static size_t page_count;

/* ---- Pages ---- */

static void forget_pages(void) {
    for (struct module *module = modules; module != NULL; module = module->next)
        for (size_t i = 0; i < page_buckets; i++)
            for (struct page *page; (page = module->pages[i]) != NULL;) {
                module->pages[i] = page->next;
                free(page);
            }
    page_count = 0;
}

/* The bytes are taken from the target's memory rather than from the file: they are the same, also when the file has
 * been deleted or lies in another mount namespace, or is no file at all (the vdso). */
static struct page *find_page(struct module *module, uint64_t offset, pid_t tid, uint64_t address) {
    struct page **bucket = &module->pages[offset / page_size % page_buckets];
    for (struct page *page = *bucket; page != NULL; page = page->next)
        if (page->offset == offset)
            return page;
    if (page_count >= pages_at_most)
        forget_pages();
    struct page *page = malloc(sizeof *page);
    if (page == NULL)
        fatal_no_memory();
    page->offset = offset;
    page->length = memory_read(tid, address, page->bytes, page_size);
    if (page->length == 0) {
        free(page);
        return NULL;
    }
    page->next = *bucket;
    *bucket = page;
    page_count++;
    return page;
}

bool module_read(struct module *module, uint64_t offset, pid_t tid, uint64_t address, void *buffer, size_t length) {
    for (size_t done = 0; done < length;) {
        size_t at = (offset + done) % page_size;
        struct page *page = find_page(module, offset + done - at, tid, address + done - at);
        if (page == NULL || at >= page->length)
            return false;
        size_t part = page->length - at < length - done ? page->length - at : length - done;
        memcpy((char *)buffer + done, page->bytes + at, part);
        done += part;
    }
    return true;
}

/* ---- Modules ---- */

static bool are_same(const struct module_identity *a, const struct module_identity *b) {
    return a->device == b->device && a->inode == b->inode && a->build_id_length == b->build_id_length
           && memcmp(a->build_id, b->build_id, a->build_id_length) == 0 && strcmp(a->path, b->path) == 0;
}

struct module *module_find(const struct module_identity *identity) {
    for (struct module *module = modules; module != NULL; module = module->next)
        if (are_same(&module->identity, identity))
            return module;
    struct module *module = calloc(1, sizeof *module);
    char *path = strdup(identity->path);
    if (module == NULL || path == NULL)
        fatal_no_memory();
    module->identity = *identity;
    module->identity.path = path;
    module->next = modules;
    modules = module;
    return module;
}

bool module_is_file(const struct module *module, uint64_t device, uint64_t inode, const char *path) {
    return module->identity.device == device && module->identity.inode == inode && strcmp(module->identity.path, path) == 0;
}

uint32_t module_new_id(void) {
    return ++last_id;
}

uint32_t module_id(struct module *module) {
    if (module->id == 0) {
        const struct module_identity *identity = &module->identity;
        module->id = module_new_id();
        trace_begin(RECORD_MODULE);
        trace_u32(module->id);
        trace_u64(identity->device);
        trace_u64(identity->inode);
        trace_u16((uint16_t)identity->build_id_length);
        trace_u16((uint16_t)strlen(identity->path));
        trace_bytes(identity->build_id, identity->build_id_length);
        trace_bytes(identity->path, strlen(identity->path));
        trace_end();
    }
    return module->id;
}
