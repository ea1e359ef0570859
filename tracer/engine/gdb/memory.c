/* m, M and X: the program's memory, without the breakpoints in it. See "Packets" in the gdb manual. */
#include "gdb/session.h"

#include "targets/breakpoints.h"
#include "targets/space_memory.h"
#include "targets/tasks.h"
#include "watching/debugger_write.h"

#include <string.h>

static void handle_read(struct gdb *gdb, struct packet_reader *packet, struct packet_writer *reply) {
    uint64_t address, length;
    if (!read_hex_number(packet, &address) || !read_word(packet, ",") || !read_hex_number(packet, &length) || gdb->process == NULL) {
        gdb_write_error(reply);
        return;
    }
    /* The manual allows a reply of fewer bytes than asked for. */
    uint8_t bytes[RSP_PACKET_SIZE / 2 - 16];
    if (length > sizeof bytes)
        length = sizeof bytes;
    ssize_t copied = process_read_memory(gdb->process, address, bytes, length);
    if (copied < 0 || (copied == 0 && length > 0)) {
        gdb_write_error(reply);
        return;
    }
    breakpoints_hide(gdb->process->space, address, bytes, (size_t)copied);
    write_hex_bytes(reply, bytes, (size_t)copied);
}

static bool write_bytes(struct process *process, uint64_t address, const void *bytes, size_t length) {
    if (debugger_write_is_needed(process, address, length))
        return debugger_write(process, address, bytes, length);
    return breakpoints_write(process->space, address, bytes, length) == (ssize_t)length;
}

static void write_memory(struct gdb *gdb, uint64_t address, const void *bytes, size_t length, struct packet_writer *reply) {
    /* gdb probes with an empty X packet whether that packet is known. */
    bool success = gdb->process != NULL && (length == 0 || write_bytes(gdb->process, address, bytes, length));
    if (success)
        gdb_write_ok(reply);
    else
        gdb_write_error(reply);
}

static void handle_write(struct gdb *gdb, struct packet_reader *packet, bool binary, struct packet_writer *reply) {
    uint64_t address, length;
    uint8_t bytes[RSP_PACKET_SIZE];
    bool well_formed = read_hex_number(packet, &address) && read_word(packet, ",") && read_hex_number(packet, &length)
                       && read_word(packet, ":") && length <= sizeof bytes;
    if (well_formed && binary) {
        well_formed = (size_t)(packet->end - packet->next) == length;
        if (well_formed)
            memcpy(bytes, packet->next, length);
    } else if (well_formed) {
        well_formed = read_hex_bytes(packet, bytes, length) && read_end(packet);
    }
    if (well_formed)
        write_memory(gdb, address, bytes, length, reply);
    else
        gdb_write_error(reply);
}

bool gdb_handle_memory(struct gdb *gdb, struct packet_reader *packet, struct packet_writer *reply) {
    if (read_word(packet, "m"))
        handle_read(gdb, packet, reply);
    else if (read_word(packet, "M"))
        handle_write(gdb, packet, false, reply);
    else if (read_word(packet, "X"))
        handle_write(gdb, packet, true, reply);
    else
        return false;
    return true;
}
