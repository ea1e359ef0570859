/* Packets in, replies out. See "Overview" in the appendix "GDB Remote Serial Protocol" of the gdb manual. */
#include "gdb/conversation.h"

#include "gdb/session.h"
#include "gdb/thread_locals.h"
#include "running/stops.h"
#include "targets/killing.h"

static void kill_target(struct gdb *gdb) {
    if (gdb->process == NULL)
        return;
    gdb->killed = true;
    kill_process(gdb->process);
}

enum connection { CONNECTION_STAYS, CONNECTION_ENDS };

/* The packets that end the session: D, k and vKill, the first and last perhaps with ";pid". */
static bool handle_end(struct gdb *gdb, struct packet_reader *packet, struct packet_writer *reply, enum connection *connection) {
    if (read_word(packet, "D")) {
        gdb_write_ok(reply);
        *connection = CONNECTION_ENDS;
    } else if (read_word(packet, "vKill")) {
        kill_target(gdb);
        gdb_write_ok(reply);
    } else if (read_word(packet, "k")) {
        kill_target(gdb);
        reply->withheld = true;
        *connection = CONNECTION_ENDS;
    } else {
        return false;
    }
    return true;
}

static enum connection handle_packet(struct gdb *gdb, size_t packet_length) {
    char data[RSP_PACKET_SIZE];
    struct packet_writer reply = { .data = data, .capacity = sizeof data };
    struct packet_reader packet = { gdb->rsp->packet, gdb->rsp->packet + packet_length };
    enum connection connection = CONNECTION_STAYS;
    if (gdb->phase == GDB_RESUMED) {
        /* In all-stop mode gdb asks nothing before its stop reply, and there is nothing to be read. */
        gdb_write_error(&reply);
    } else if (read_word(&packet, "?")) {
        gdb_write_stop(gdb, &reply);
    } else {
        /* What none of them handles gets the empty reply, which says that the packet is not known. */
        (void)(handle_end(gdb, &packet, &reply, &connection) || gdb_handle_resume(gdb, &packet, &reply)
               || gdb_handle_thread_local(gdb, &packet, &reply) || gdb_handle_query(gdb, &packet, &reply)
               || gdb_handle_thread(gdb, &packet, &reply) || gdb_handle_memory(gdb, &packet, &reply)
               || gdb_handle_breakpoint(gdb, &packet, &reply));
    }
    if (reply.overflowed)
        gdb_write_error(&reply);
    if (!reply.withheld)
        rsp_send(gdb->rsp, reply.data, reply.length);
    return connection;
}

/* It may cross a stop reply on its way. If the user is shown that stop, there is nothing left to do; but gdb may go on
 * by itself, and would wait for ever for the pause. */
static void handle_interrupt(struct gdb *gdb) {
    if (gdb->process == NULL)
        return;
    if (gdb->phase == GDB_RESUMED || !gdb->stop_presented)
        gdb->interrupt_waits = true;
    if (gdb->phase == GDB_RESUMED)
        stops_interrupt(gdb->process);
}

bool gdb_talk(struct gdb *gdb) {
    bool open = rsp_receive(gdb->rsp);
    for (;;) {
        size_t packet_length;
        switch (rsp_next(gdb->rsp, &packet_length)) {
        case RSP_PACKET:
            if (handle_packet(gdb, packet_length) == CONNECTION_ENDS)
                return false;
            break;
        case RSP_INTERRUPT:
            handle_interrupt(gdb);
            break;
        case RSP_NOTHING:
            return open;
        case RSP_BROKEN:
            return false;
        }
    }
}
