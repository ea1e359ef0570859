#include "base/complain.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

struct range {
    uint32_t first, last;
};

/* Categories Cc, Cf, Zl and Zp of Unicode 15, and the halves of characters. */
static const struct range unprintable[] = {
    { 0x00, 0x1f },       { 0x7f, 0x9f },       { 0xad, 0xad },       { 0x600, 0x605 },     { 0x61c, 0x61c },     { 0x6dd, 0x6dd },
    { 0x70f, 0x70f },     { 0x890, 0x891 },     { 0x8e2, 0x8e2 },     { 0x180e, 0x180e },   { 0x200b, 0x200f },   { 0x2028, 0x202e },
    { 0x2060, 0x2064 },   { 0x2066, 0x206f },   { 0xd800, 0xdfff },   { 0xfeff, 0xfeff },   { 0xfff9, 0xfffb },   { 0x110bd, 0x110bd },
    { 0x110cd, 0x110cd }, { 0x13430, 0x1343f }, { 0x1bca0, 0x1bca3 }, { 0x1d173, 0x1d17a }, { 0xe0001, 0xe0001 }, { 0xe0020, 0xe007f },
};

static bool is_printable(uint32_t character) {
    for (size_t i = 0; i < sizeof unprintable / sizeof *unprintable; i++)
        if (character >= unprintable[i].first && character <= unprintable[i].last)
            return false;
    return true;
}

static void write_escape(FILE *to, uint32_t character) {
    const char *const named = "\nn\tt\rr";
    const char *const name = character < 0x20 && character > 0 ? strchr(named, (int)character) : NULL;
    if (name != NULL)
        fprintf(to, "\\%c", name[1]);
    else if (character < 0x100)
        fprintf(to, "\\x%02x", character);
    else
        fprintf(to, character < 0x10000 ? "\\u%04x" : "\\U%08x", character);
}

void complain(const char *sentence) {
    /* In one piece, among the output of the targets. */
    char line[16384];
    FILE *const to = fmemopen(line, sizeof line, "w");
    if (to == NULL)
        return;
    fputs("ipcscope: ", to);
    const unsigned char *bytes = (const unsigned char *)sentence;
    while (*bytes != '\0') {
        uint32_t character;
        unsigned length = utf8_decode(bytes, &character);
        if (length == 0)
            fprintf(to, "\\x%02x", *bytes);
        else if (is_printable(character))
            fwrite(bytes, 1, length, to);
        else
            write_escape(to, character);
        bytes += length == 0 ? 1 : length;
    }
    fputc('\n', to);
    long end = ftell(to);
    fclose(to);
    if (end > 0)
        fwrite(line, 1, (size_t)end, stderr);
}
