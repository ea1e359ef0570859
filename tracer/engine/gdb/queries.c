/* The q and Q packets. See "General Query Packets" in the gdb manual. */
#include "gdb/session.h"

#include "targets/tasks.h"

#include "gdb/signal_numbers.h"
#include "gdb/transfer.h"

static void handle_supported(struct packet_writer *reply) {
    write_text(reply,
               "PacketSize=%x;QStartNoAckMode+;swbreak+;hwbreak+;exec-events+;vContSupported+;QPassSignals+;"
               "qXfer:auxv:read+;qXfer:exec-file:read+;qXfer:threads:read+;qXfer:siginfo:read+",
               RSP_PACKET_SIZE);
}

/* gdb's numbers of the signals that need no stop, separated by semicolons. */
static void handle_pass_signals(struct gdb *gdb, struct packet_reader *packet, struct packet_writer *reply) {
    bool pass[65] = { false };
    uint64_t number;
    while (read_hex_number(packet, &number)) {
        int signal = gdb_signal_to_linux((int)number);
        if (signal > 0)
            pass[signal] = true;
        read_word(packet, ";");
    }
    if (!read_end(packet) || gdb->process == NULL) {
        gdb_write_error(reply);
        return;
    }
    debugger_set_passed_signals(gdb->process, pass);
    gdb_write_ok(reply);
}

static void handle_current_thread(const struct gdb *gdb, struct packet_writer *reply) {
    struct task *task = gdb_selected_task(gdb);
    if (task == NULL)
        gdb_write_error(reply);
    else
        write_text(reply, "QC%x", task->tid);
}

bool gdb_handle_query(struct gdb *gdb, struct packet_reader *packet, struct packet_writer *reply) {
    if (read_word(packet, "qSupported")) {
        handle_supported(reply);
    } else if (read_word(packet, "QStartNoAckMode")) {
        gdb->rsp->acknowledges = false;
        gdb_write_ok(reply);
    } else if (read_word(packet, "QPassSignals:")) {
        handle_pass_signals(gdb, packet, reply);
    } else if (read_word(packet, "qXfer:")) {
        gdb_handle_transfer(gdb, packet, reply);
    } else if (read_word(packet, "qAttached")) {
        /* Ended without more ado, gdb shall leave the process alone, as one that it has attached to. */
        write_text(reply, "1");
    } else if (read_word(packet, "qC") && read_end(packet)) {
        handle_current_thread(gdb, reply);
    } else {
        return false;
    }
    return true;
}
