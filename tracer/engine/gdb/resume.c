/* vCont: how each thread goes on. See "Packets" in the gdb manual. */
#include "gdb/session.h"

#include "running/resumption.h"
#include "running/stops.h"

#include <stdlib.h>

#include "gdb/signal_numbers.h"

static bool read_signal(struct packet_reader *packet, int *signal) {
    uint64_t number;
    if (!read_hex_number(packet, &number))
        return false;
    *signal = gdb_signal_to_linux((int)number);
    return true;
}

static bool read_range(struct packet_reader *packet, struct resume_action *action) {
    return read_hex_number(packet, &action->range_start) && read_word(packet, ",") && read_hex_number(packet, &action->range_end);
}

/* One of: c, C signal, s, S signal, t, r start,end; then the thread, without one every thread not named before. */
static bool read_action(struct packet_reader *packet, struct resume_action *action) {
    *action = (struct resume_action){ .kind = RESUME_NONE };
    bool well_formed = true;
    if (read_word(packet, "c"))
        action->kind = RESUME_CONTINUE;
    else if (read_word(packet, "s"))
        action->kind = RESUME_STEP;
    else if (read_word(packet, "C")) {
        action->kind = RESUME_CONTINUE;
        well_formed = read_signal(packet, &action->signal);
    } else if (read_word(packet, "S")) {
        action->kind = RESUME_STEP;
        well_formed = read_signal(packet, &action->signal);
    } else if (read_word(packet, "r")) {
        action->kind = RESUME_RANGE;
        well_formed = read_range(packet, action);
    } else if (!read_word(packet, "t"))
        return false;
    if (well_formed && read_word(packet, ":"))
        well_formed = read_thread(packet, &action->tid);
    return well_formed;
}

/* The reply of a process that has ended meanwhile is its exit. */
static void resume(struct gdb *gdb, const struct resume_action *actions, size_t count, struct packet_writer *reply) {
    if (gdb->process == NULL) {
        gdb_write_stop(gdb, reply);
        return;
    }
    /* Before the call, since the core may have a stop to report at once. */
    gdb->phase = GDB_RESUMED;
    reply->withheld = true;
    resume_stopped(gdb->process, actions, count);
    if (gdb->interrupt_waits && gdb->phase == GDB_RESUMED)
        stops_interrupt(gdb->process);
}

static void handle_actions(struct gdb *gdb, struct packet_reader *packet, struct packet_writer *reply) {
    size_t capacity = 1;
    for (const char *character = packet->next; character < packet->end; character++)
        capacity += *character == ';';
    struct resume_action *actions = calloc(capacity, sizeof *actions);
    size_t count = 0;
    bool well_formed = actions != NULL;
    while (well_formed && read_word(packet, ";"))
        well_formed = read_action(packet, &actions[count++]);
    if (well_formed && count > 0 && read_end(packet))
        resume(gdb, actions, count, reply);
    else
        gdb_write_error(reply);
    free(actions);
}

bool gdb_handle_resume(struct gdb *gdb, struct packet_reader *packet, struct packet_writer *reply) {
    if (read_word(packet, "vCont?"))
        write_text(reply, "vCont;c;C;s;S;t;r");
    else if (read_word(packet, "vCont"))
        handle_actions(gdb, packet, reply);
    else
        return false;
    return true;
}
