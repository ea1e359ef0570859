/* H and T, and the registers of the selected thread: g G p P. See "Packets" in the gdb manual. */
#include "gdb/session.h"

#include "targets/tasks.h"

#include "gdb/registers.h"

/* H with the operation and the thread. Only g selects: what c selects is for packets that vCont replaced. */
static void handle_select(struct gdb *gdb, struct packet_reader *packet, struct packet_writer *reply) {
    bool for_registers = read_word(packet, "g");
    pid_t tid;
    if ((!for_registers && !read_word(packet, "c")) || !read_thread(packet, &tid) || gdb->process == NULL
        || (tid != 0 && tasks_find_living(gdb->process, tid) == NULL)) {
        gdb_write_error(reply);
        return;
    }
    if (for_registers && tid != 0)
        gdb->selected_tid = tid;
    gdb_write_ok(reply);
}

static void handle_is_alive(const struct gdb *gdb, struct packet_reader *packet, struct packet_writer *reply) {
    pid_t tid;
    if (gdb->process != NULL && read_thread(packet, &tid) && tasks_find_living(gdb->process, tid) != NULL)
        gdb_write_ok(reply);
    else
        gdb_write_error(reply);
}

static void write_result(bool success, struct packet_writer *reply) {
    if (success)
        gdb_write_ok(reply);
    else
        gdb_write_error(reply);
}

static void handle_read_all(struct task *task, struct packet_writer *reply) {
    uint8_t registers[GDB_REGISTERS_SIZE];
    if (task != NULL && gdb_registers_read(task, registers))
        write_hex_bytes(reply, registers, sizeof registers);
    else
        gdb_write_error(reply);
}

static void handle_write_all(struct task *task, struct packet_reader *packet, struct packet_writer *reply) {
    uint8_t registers[GDB_REGISTERS_SIZE];
    write_result(task != NULL && read_hex_bytes(packet, registers, sizeof registers) && read_end(packet)
                     && gdb_registers_write(task, registers),
                 reply);
}

static void handle_read_one(struct task *task, struct packet_reader *packet, struct packet_writer *reply) {
    uint8_t registers[GDB_REGISTERS_SIZE];
    uint64_t number;
    if (task != NULL && read_hex_number(packet, &number) && number < GDB_REGISTER_COUNT && gdb_registers_read(task, registers))
        write_hex_bytes(reply, registers + gdb_register_offset((unsigned)number), gdb_register_size((unsigned)number));
    else
        gdb_write_error(reply);
}

static void handle_write_one(struct task *task, struct packet_reader *packet, struct packet_writer *reply) {
    uint8_t value[16];
    uint64_t number;
    write_result(task != NULL && read_hex_number(packet, &number) && number < GDB_REGISTER_COUNT && read_word(packet, "=")
                     && read_hex_bytes(packet, value, gdb_register_size((unsigned)number)) && read_end(packet)
                     && gdb_register_write(task, (unsigned)number, value),
                 reply);
}

bool gdb_handle_thread(struct gdb *gdb, struct packet_reader *packet, struct packet_writer *reply) {
    if (read_word(packet, "H"))
        handle_select(gdb, packet, reply);
    else if (read_word(packet, "T"))
        handle_is_alive(gdb, packet, reply);
    else if (read_word(packet, "g"))
        handle_read_all(gdb_selected_task(gdb), reply);
    else if (read_word(packet, "G"))
        handle_write_all(gdb_selected_task(gdb), packet, reply);
    else if (read_word(packet, "p"))
        handle_read_one(gdb_selected_task(gdb), packet, reply);
    else if (read_word(packet, "P"))
        handle_write_one(gdb_selected_task(gdb), packet, reply);
    else
        return false;
    return true;
}
