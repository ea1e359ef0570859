/* Z and z: 0 is a software breakpoint, 1 a hardware breakpoint, 2 a write and 4 an access watchpoint. 3, a read
 * watchpoint, does not exist on this processor: the empty reply makes gdb use 4 and compare values. Where the debug
 * registers do nothing, 1 gets the empty reply, and 2 and 4 succeed in watched memory alone. */
#include "targets/breakpoints.h"
#include "gdb/debug_register_probe.h"
#include "gdb/session.h"
#include "targets/tasks.h"

static bool change_software_breakpoint(struct gdb *gdb, bool insert, uint64_t address) {
    if (insert)
        return breakpoint_insert(gdb->process->space, address, gdb);
    return breakpoint_remove(gdb->process->space, address, gdb);
}

static bool change_debug_register(struct gdb *gdb, bool insert, enum debug_register_use use, uint64_t address, uint64_t length) {
    if (insert)
        return debug_registers_insert(&gdb->debug_registers, gdb->process, use, address, length);
    return debug_registers_remove(&gdb->debug_registers, gdb->process, use, address, length);
}

/* In watched memory where the debug registers do nothing, or are used up. */
static bool change_watchpoint(struct gdb *gdb, bool insert, enum debug_register_use use, uint64_t address, uint64_t length) {
    if (!insert)
        return watched_points_remove(&gdb->watched_points, use, address, length) || !debug_registers_work()
               || change_debug_register(gdb, false, use, address, length);
    return (debug_registers_work() && change_debug_register(gdb, true, use, address, length))
           || watched_points_insert(&gdb->watched_points, gdb->process, use, address, length);
}

bool gdb_handle_breakpoint(struct gdb *gdb, struct packet_reader *packet, struct packet_writer *reply) {
    bool insert = read_word(packet, "Z");
    if (!insert && !read_word(packet, "z"))
        return false;
    uint64_t type, address, length;
    if (gdb->process == NULL || !read_hex_number(packet, &type) || !read_word(packet, ",") || !read_hex_number(packet, &address)
        || !read_word(packet, ",") || !read_hex_number(packet, &length)) {
        gdb_write_error(reply);
        return true;
    }
    if (type == 1 && !debug_registers_work())
        return true;
    bool success;
    switch (type) {
    case 0:
        success = change_software_breakpoint(gdb, insert, address);
        break;
    case 1:
        success = change_debug_register(gdb, insert, DEBUG_REGISTER_EXECUTE, address, 1);
        break;
    case 2:
        success = change_watchpoint(gdb, insert, DEBUG_REGISTER_WRITE, address, length);
        break;
    case 4:
        success = change_watchpoint(gdb, insert, DEBUG_REGISTER_ACCESS, address, length);
        break;
    default:
        return true;
    }
    if (success)
        gdb_write_ok(reply);
    else
        gdb_write_error(reply);
    return true;
}
