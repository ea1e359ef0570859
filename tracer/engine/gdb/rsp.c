#include "gdb/rsp.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/packet_text.h"

struct rsp *rsp_new(int descriptor) {
    struct rsp *rsp = malloc(sizeof *rsp);
    if (rsp == NULL)
        return NULL;
    rsp->descriptor = descriptor;
    rsp->acknowledges = true;
    rsp->input_length = 0;
    rsp->sent_length = 0;
    return rsp;
}

bool rsp_receive(struct rsp *rsp) {
    size_t room = sizeof rsp->input - rsp->input_length;
    ssize_t received = recv(rsp->descriptor, rsp->input + rsp->input_length, room, MSG_DONTWAIT);
    if (received < 0)
        return errno == EAGAIN || errno == EINTR;
    rsp->input_length += (size_t)received;
    return received > 0;
}

static void transmit(struct rsp *rsp, const char *data, size_t length) {
    ssize_t sent = send(rsp->descriptor, data, length, MSG_DONTWAIT | MSG_NOSIGNAL);
    /* gdb reads each reply before its next request, so the socket has room unless something is wrong. After the
     * shutdown the descriptor reads as ended, and the connection is given up where all broken ones are. */
    if (sent != (ssize_t)length)
        shutdown(rsp->descriptor, SHUT_RDWR);
}

static void consume(struct rsp *rsp, size_t length) {
    rsp->input_length -= length;
    memmove(rsp->input, rsp->input + length, rsp->input_length);
}

/* '}' says that the next character was combined with 0x20. */
static size_t unescape(char *packet, const uint8_t *data, size_t length) {
    size_t written = 0;
    for (size_t i = 0; i < length; i++)
        if (data[i] == '}' && i + 1 < length)
            packet[written++] = (char)(data[++i] ^ 0x20);
        else
            packet[written++] = (char)data[i];
    packet[written] = '\0';
    return written;
}

static uint8_t checksum(const uint8_t *data, size_t length) {
    uint8_t sum = 0;
    for (size_t i = 0; i < length; i++)
        sum = (uint8_t)(sum + data[i]);
    return sum;
}

/* The input starts with '$'. */
static enum rsp_event take_packet(struct rsp *rsp, size_t *packet_length, bool *correct) {
    const uint8_t *data = rsp->input + 1;
    const uint8_t *end = memchr(data, '#', rsp->input_length - 1);
    if (end == NULL)
        return rsp->input_length > RSP_PACKET_SIZE ? RSP_BROKEN : RSP_NOTHING;
    size_t length = (size_t)(end - data);
    if (length > RSP_PACKET_SIZE)
        return RSP_BROKEN;
    if (rsp->input_length < length + 4)
        return RSP_NOTHING;
    int high = hex_digit((char)end[1]), low = hex_digit((char)end[2]);
    *correct = high >= 0 && low >= 0 && (high << 4 | low) == checksum(data, length);
    *packet_length = unescape(rsp->packet, data, length);
    consume(rsp, length + 4);
    if (rsp->acknowledges)
        transmit(rsp, *correct ? "+" : "-", 1);
    return RSP_PACKET;
}

enum rsp_event rsp_next(struct rsp *rsp, size_t *packet_length) {
    while (rsp->input_length > 0) {
        uint8_t first = rsp->input[0];
        if (first == '$') {
            bool correct = true;
            enum rsp_event event = take_packet(rsp, packet_length, &correct);
            if (correct)
                return event;
            /* A packet with a wrong checksum is dropped: gdb sends it again. */
            continue;
        }
        consume(rsp, 1);
        if (first == 0x03)
            return RSP_INTERRUPT;
        if (first == '-' && rsp->acknowledges && rsp->sent_length > 0)
            transmit(rsp, rsp->sent, rsp->sent_length);
        /* '+' needs no answer, and anything else between packets is noise. */
    }
    return RSP_NOTHING;
}

static bool needs_escape(char character) {
    return character == '#' || character == '$' || character == '}' || character == '*';
}

void rsp_send(struct rsp *rsp, const char *data, size_t length) {
    size_t written = 0;
    rsp->sent[written++] = '$';
    for (size_t i = 0; i < length; i++) {
        if (needs_escape(data[i])) {
            rsp->sent[written++] = '}';
            rsp->sent[written++] = (char)(data[i] ^ 0x20);
        } else {
            rsp->sent[written++] = data[i];
        }
    }
    uint8_t sum = checksum((const uint8_t *)rsp->sent + 1, written - 1);
    rsp->sent[written++] = '#';
    rsp->sent[written++] = hex_digits[sum >> 4];
    rsp->sent[written++] = hex_digits[sum & 15];
    rsp->sent_length = written;
    transmit(rsp, rsp->sent, written);
}
