#include "base/packet_text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char hex_digits[16] = "0123456789abcdef";

int hex_digit(char character) {
    if (character >= '0' && character <= '9')
        return character - '0';
    if (character >= 'a' && character <= 'f')
        return character - 'a' + 10;
    if (character >= 'A' && character <= 'F')
        return character - 'A' + 10;
    return -1;
}

bool read_word(struct packet_reader *reader, const char *word) {
    size_t length = strlen(word);
    if ((size_t)(reader->end - reader->next) < length || memcmp(reader->next, word, length) != 0)
        return false;
    reader->next += length;
    return true;
}

bool read_hex_number(struct packet_reader *reader, uint64_t *number) {
    const char *start = reader->next;
    uint64_t value = 0;
    for (; reader->next < reader->end && hex_digit(*reader->next) >= 0; reader->next++)
        value = value << 4 | (uint64_t)hex_digit(*reader->next);
    if (reader->next == start)
        return false;
    *number = value;
    return true;
}

bool read_thread(struct packet_reader *reader, pid_t *tid) {
    uint64_t number = 0;
    if (!read_word(reader, "-1") && !read_hex_number(reader, &number))
        return false;
    *tid = (pid_t)number;
    return true;
}

bool read_hex_bytes(struct packet_reader *reader, void *bytes, size_t length) {
    if ((size_t)(reader->end - reader->next) / 2 < length)
        return false;
    for (size_t i = 0; i < length; i++) {
        int high = hex_digit(reader->next[2 * i]), low = hex_digit(reader->next[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        ((uint8_t *)bytes)[i] = (uint8_t)(high << 4 | low);
    }
    reader->next += 2 * length;
    return true;
}

bool read_end(const struct packet_reader *reader) {
    return reader->next == reader->end;
}

void write_text(struct packet_writer *writer, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    size_t room = writer->capacity - writer->length;
    int length = vsnprintf(writer->data + writer->length, room, format, arguments);
    va_end(arguments);
    if (length < 0 || (size_t)length >= room)
        writer->overflowed = true;
    else
        writer->length += (size_t)length;
}

void write_hex_bytes(struct packet_writer *writer, const void *bytes, size_t length) {
    if ((writer->capacity - writer->length) / 2 < length) {
        writer->overflowed = true;
        return;
    }
    for (size_t i = 0; i < length; i++) {
        uint8_t byte = ((const uint8_t *)bytes)[i];
        writer->data[writer->length++] = hex_digits[byte >> 4];
        writer->data[writer->length++] = hex_digits[byte & 15];
    }
}

void write_binary(struct packet_writer *writer, const void *bytes, size_t length) {
    if (writer->capacity - writer->length < length) {
        writer->overflowed = true;
        return;
    }
    memcpy(writer->data + writer->length, bytes, length);
    writer->length += length;
}
