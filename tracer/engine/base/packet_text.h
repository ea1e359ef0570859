/* Reading and writing what stands inside a packet: hexadecimal numbers, hexadecimal bytes, words. */
#ifndef IPCSCOPE_PACKET_TEXT_H
#define IPCSCOPE_PACKET_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

extern const char hex_digits[16];
/* The digit's value, or -1. */
int hex_digit(char character);

struct packet_reader {
    const char *next, *end;
};

/* Each consumes what it names and is true, or leaves the reader where it is and is false. */
bool read_word(struct packet_reader *reader, const char *word);
bool read_hex_number(struct packet_reader *reader, uint64_t *number);
/* gdb's thread ids: a hexadecimal tid, 0 for any, -1 for all; both of the latter are given as 0. */
bool read_thread(struct packet_reader *reader, pid_t *tid);
/* Exactly `length` bytes, two digits each. */
bool read_hex_bytes(struct packet_reader *reader, void *bytes, size_t length);
bool read_end(const struct packet_reader *reader);

/* A reply as it grows. One that would not fit is marked and turned into an error when it is sent. */
struct packet_writer {
    char *data;
    size_t length, capacity;
    bool overflowed;
    bool withheld; /* nothing is sent now, unlike an empty reply, which says that a packet is not known */
};

void write_text(struct packet_writer *writer, const char *format, ...) __attribute__((format(printf, 2, 3)));
void write_hex_bytes(struct packet_writer *writer, const void *bytes, size_t length);
void write_binary(struct packet_writer *writer, const void *bytes, size_t length);

#endif
