#include "layouts/layouts.h"

#include <elf.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/fatal.h"
#include "base/memory.h"
#include "layouts/modules.h"

static uint64_t last_serial;

/* ---- Images ---- */

static void read_build_id(pid_t tid, uint64_t address, uint64_t length, struct module_identity *module) {
    unsigned char notes[1024];
    if (length > sizeof notes)
        length = sizeof notes;
    length = memory_read(tid, address, notes, length);
    for (size_t at = 0; at + sizeof(Elf64_Nhdr) <= length;) {
        Elf64_Nhdr note;
        memcpy(&note, notes + at, sizeof note);
        size_t name = at + sizeof note, description = name + (((size_t)note.n_namesz + 3) & ~(size_t)3);
        if (note.n_namesz > sizeof notes || note.n_descsz > sizeof notes || description + note.n_descsz > length)
            return;
        if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 && memcmp(notes + name, "GNU", 4) == 0
            && note.n_descsz <= build_id_at_most) {
            memcpy(module->build_id, notes + description, note.n_descsz);
            module->build_id_length = note.n_descsz;
            return;
        }
        at = description + (((size_t)note.n_descsz + 3) & ~(size_t)3);
    }
}

/* The header of .eh_frame_hdr, described in the Linux Standard Base: version 1, then three encodings. Linkers write
 * the only form that can be searched: a table of pairs relative to the header. */
static void read_unwind_header(pid_t tid, uint64_t address, struct image *image) {
    struct {
        uint8_t version, frame_encoding, count_encoding, table_encoding;
        int32_t frame;
        uint32_t count;
    } header;
    enum { count_is_4_bytes = 0x03, pairs_relative_to_header_of_4_bytes = 0x3b, frame_is_4_bytes_relative = 0x1b };
    if (!memory_read_whole(tid, address, &header, sizeof header))
        return;
    if (header.version != 1 || header.frame_encoding != frame_is_4_bytes_relative || header.count_encoding != count_is_4_bytes
        || header.table_encoding != pairs_relative_to_header_of_4_bytes)
        return;
    image->unwind_header = address;
    image->unwind_table = address + sizeof header;
    image->unwind_entries = header.count;
}

/* The file's own headers lie at the start of its first mapping. */
static void read_headers(pid_t tid, struct image *image, struct module_identity *module) {
    Elf64_Ehdr header;
    Elf64_Phdr segments[32];
    if (!memory_read_whole(tid, image->start, &header, sizeof header) || memcmp(header.e_ident, ELFMAG, SELFMAG) != 0
        || header.e_phentsize != sizeof *segments || header.e_phnum > sizeof segments / sizeof *segments
        || !memory_read_whole(tid, image->start + header.e_phoff, segments, header.e_phnum * sizeof *segments))
        return;
    uint64_t bias = image->start;
    for (size_t i = 0; i < header.e_phnum; i++)
        if (segments[i].p_type == PT_LOAD) {
            bias = image->start - (segments[i].p_vaddr - segments[i].p_offset);
            break;
        }
    for (size_t i = 0; i < header.e_phnum; i++)
        if (segments[i].p_type == PT_GNU_EH_FRAME)
            read_unwind_header(tid, bias + segments[i].p_vaddr, image);
        else if (segments[i].p_type == PT_NOTE && module->build_id_length == 0)
            read_build_id(tid, bias + segments[i].p_vaddr, segments[i].p_filesz, module);
}

/* ---- Layouts ---- */

struct layout *layout_share(struct layout *layout) {
    if (layout != NULL)
        layout->references++;
    return layout;
}

void layout_release(struct layout *layout) {
    if (layout == NULL || --layout->references > 0)
        return;
    if (layout->unwinder != NULL)
        unw_destroy_addr_space(layout->unwinder);
    free(layout->mappings);
    free(layout->images);
    free(layout);
}

static bool read_maps(pid_t tid, struct bytes *text) {
    char path[48];
    snprintf(path, sizeof path, "/proc/%d/maps", (int)tid);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    for (;;) {
        enum { part = 16 * 1024 };
        ssize_t length = read(file, bytes_reserve(text, part), part);
        if (length <= 0)
            break;
        text->length += (size_t)length;
    }
    close(file);
    bytes_append(text, "", 1);
    return true;
}

/* A line of maps, as far as it matters. */
struct line {
    uint64_t start, end, offset, inode;
    unsigned major, minor;
    bool is_writable, is_executable, is_shared;
    const char *path;
};

static bool parse_line(char *text, struct line *line) {
    char permissions[8];
    unsigned long long start, end, offset, inode;
    int path = 0;
    if (sscanf(text, "%llx-%llx %7s %llx %x:%x %llu %n", &start, &end, permissions, &offset, &line->major, &line->minor, &inode, &path)
        != 7)
        return false;
    line->start = start;
    line->end = end;
    line->offset = offset;
    line->inode = inode;
    line->is_writable = permissions[1] == 'w';
    line->is_executable = permissions[2] == 'x';
    line->is_shared = permissions[3] == 's';
    line->path = text + path;
    return true;
}

static bool is_file(const struct line *line) {
    return line->inode != 0 || strcmp(line->path, "[vdso]") == 0;
}

/* While a layout is being read, an image is known by the line with which it begins. */
static struct image *open_image(struct layout *layout, pid_t tid, const struct line *line) {
    struct image *last = layout->image_count > 0 ? &layout->images[layout->image_count - 1] : NULL;
    uint64_t device = makedev(line->major, line->minor);
    if (last != NULL && line->offset > 0 && module_is_file(last->module, device, line->inode, line->path)) {
        last->end = line->end;
        return last;
    }
    struct image *image = &layout->images[layout->image_count++];
    *image = (struct image){ .start = line->start, .end = line->end };
    struct module_identity module = { .device = device, .inode = line->inode, .path = line->path };
    if (line->offset == 0)
        read_headers(tid, image, &module);
    image->module = module_find(&module);
    return image;
}

static void note_data_end(struct layout *layout, const struct line *line) {
    struct mapping *last = layout->mapping_count > 0 ? &layout->mappings[layout->mapping_count - 1] : NULL;
    if (last != NULL && last->image != NULL && last->end == line->start && line->is_writable && *line->path == 0)
        last->data_end = line->end;
}

struct layout *layout_read(pid_t tid) {
    struct bytes text = { 0 };
    if (!read_maps(tid, &text))
        return NULL;
    size_t lines = 0;
    for (const unsigned char *character = text.data; *character != 0; character++)
        lines += *character == '\n';
    struct layout *layout = calloc(1, sizeof *layout);
    if (layout == NULL)
        fatal_no_memory();
    layout->references = 1;
    layout->serial = ++last_serial;
    layout->mappings = calloc(lines + 1, sizeof *layout->mappings);
    layout->images = calloc(lines + 1, sizeof *layout->images);
    if (layout->mappings == NULL || layout->images == NULL)
        fatal_no_memory();
    char *position;
    for (char *word = strtok_r((char *)text.data, "\n", &position); word != NULL; word = strtok_r(NULL, "\n", &position)) {
        struct line line;
        if (!parse_line(word, &line))
            continue;
        if (!is_file(&line) && !line.is_executable) {
            note_data_end(layout, &line);
            continue;
        }
        struct image *image = is_file(&line) ? open_image(layout, tid, &line) : NULL;
        layout->mappings[layout->mapping_count++] =
            (struct mapping){ line.start, line.end, line.offset, line.is_writable, line.is_shared, line.end, image };
    }
    free(text.data);
    return layout;
}

const struct mapping *layout_find(const struct layout *layout, uint64_t address) {
    size_t low = 0, high = layout->mapping_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (layout->mappings[middle].end <= address)
            low = middle + 1;
        else
            high = middle;
    }
    return low < layout->mapping_count && layout->mappings[low].start <= address ? &layout->mappings[low] : NULL;
}

const struct mapping *layout_find_data(const struct layout *layout, uint64_t address) {
    for (size_t i = 0; i < layout->mapping_count; i++) {
        const struct mapping *mapping = &layout->mappings[i];
        if (mapping->start <= address && address < mapping->data_end)
            return mapping->image != NULL && mapping->is_writable && !mapping->is_shared ? mapping : NULL;
    }
    return NULL;
}

bool mapping_read(const struct mapping *mapping, pid_t tid, uint64_t address, void *buffer, size_t length) {
    return module_read(mapping->image->module, address - mapping->start + mapping->offset, tid, address, buffer, length);
}
