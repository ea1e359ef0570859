#include "base/block.h"

#include <string.h>
#include <zlib.h>

enum {
    record_block = 21,
    least_length = 1024,           /* fewer bytes are written as they are: somebody steps through a program, and waits for them */
    greatest_length = 1024 * 1024, /* a reader needs no more memory than this for a block, whatever it claims */
    level = 2,                     /* as fast as 1 on records, and smaller */
    window_bits = -15,             /* deflated data without a frame (RFC 1951) */
    memory_level = 8,
    fixed_length = 16, /* record header, length, sum */
    blocks_passed_over = 8,
};

static struct {
    z_stream stream;
    bool is_ready;
    unsigned passed_over; /* still to be */
} block;

bool block_prepare(void) {
    block.is_ready = deflateInit2(&block.stream, level, Z_DEFLATED, window_bits, memory_level, Z_DEFAULT_STRATEGY) == Z_OK;
    return block.is_ready;
}

/* To find out that data cannot be made smaller takes as long as to make them smaller: the next are likely to be like them. */
static bool is_passed_over(void) {
    if (block.passed_over == 0)
        return false;
    block.passed_over--;
    return true;
}

static void put_u32(unsigned char *place, size_t value) {
    for (unsigned i = 0; i < 4; i++)
        place[i] = (unsigned char)(value >> 8 * i);
}

bool block_append(struct bytes *bytes, const char *records, size_t length) {
    if (!block.is_ready || length < least_length || length > greatest_length || is_passed_over())
        return false;
    size_t most = length - length / 8;
    unsigned char *place = bytes_reserve(bytes, fixed_length + most);
    deflateReset(&block.stream);
    block.stream.next_in = (unsigned char *)records;
    block.stream.avail_in = (uInt)length;
    block.stream.next_out = place + fixed_length;
    block.stream.avail_out = (uInt)most;
    if (deflate(&block.stream, Z_FINISH) != Z_STREAM_END) {
        block.passed_over = blocks_passed_over;
        return false;
    }
    size_t deflated = most - block.stream.avail_out;
    put_u32(place, 8 + deflated);
    put_u32(place + 4, record_block);
    put_u32(place + 8, length);
    put_u32(place + 12, adler32(1, (const unsigned char *)records, (uInt)length));
    bytes->length += fixed_length + deflated;
    return true;
}

void block_end(void) {
    if (block.is_ready)
        deflateEnd(&block.stream);
    block.is_ready = false;
}
