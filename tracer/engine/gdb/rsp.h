/* The framing of gdb's remote serial protocol over a stream socket: `$packet#checksum`, acknowledgements, escapes.
 * See "Overview" in the appendix "GDB Remote Serial Protocol" of the gdb manual. */
#ifndef IPCSCOPE_RSP_H
#define IPCSCOPE_RSP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The largest packet in either direction, its framing included; told to gdb as PacketSize. */
#define RSP_PACKET_SIZE 0x4000

struct rsp {
    int descriptor;    /* -1 when there is no connection */
    bool acknowledges; /* until QStartNoAckMode */
    size_t input_length;
    size_t sent_length; /* of the last packet, kept to be sent again when gdb asks for it with '-' */
    uint8_t input[2 * RSP_PACKET_SIZE];
    char packet[RSP_PACKET_SIZE + 1];
    char sent[2 * RSP_PACKET_SIZE + 4]; /* every character may need an escape */
};

enum rsp_event {
    RSP_NOTHING,   /* the rest of a packet has yet to come */
    RSP_PACKET,    /* `packet` holds one, unescaped and ended by a NUL that is not counted */
    RSP_INTERRUPT, /* the byte 0x03 between packets */
    RSP_BROKEN,    /* the connection ended, or what came cannot be a packet */
};

struct rsp *rsp_new(int descriptor);
/* Read once what the socket has. `false` when the connection has ended. */
bool rsp_receive(struct rsp *rsp);
enum rsp_event rsp_next(struct rsp *rsp, size_t *packet_length);
/* A reply that cannot be sent at once ends the connection: the engine must never wait for a gdb. */
void rsp_send(struct rsp *rsp, const char *data, size_t length);

#endif
