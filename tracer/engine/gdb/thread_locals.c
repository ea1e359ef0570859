/* gdb gives a thread, the module that has the variable (its struct link_map) and the variable's offset. The module's
 * number lies in a private field of link_map; the C library tells where, for debuggers, in a constant of its own,
 * whose address gdb looks up for us (qSymbol). That number is the index of the thread's table of modules, the dynamic
 * thread vector of the ABI for thread-local storage. */
#include "gdb/thread_locals.h"

#include "targets/space_memory.h"
#include "targets/tasks.h"

#include <string.h>

static const char field_symbol[] = "_thread_db_link_map_l_tls_modid";

/* "qSymbol::" offers to look symbols up; "qSymbol:VALUE:NAME" answers, with an empty value for one not known (yet). */
static void handle_symbol(struct gdb *gdb, struct packet_reader *packet, struct packet_writer *reply) {
    bool has_value = read_hex_number(packet, &gdb->module_number_field);
    bool offer = !has_value && read_word(packet, ":") && read_end(packet);
    if (offer && gdb->module_number_field == 0) {
        write_text(reply, "qSymbol:");
        write_hex_bytes(reply, field_symbol, strlen(field_symbol));
    } else {
        gdb_write_ok(reply);
    }
}

static bool read_number(struct gdb *gdb, uint64_t address, void *number, size_t size) {
    return process_read_memory(gdb->process, address, number, size) == (ssize_t)size;
}

static bool find_module_number(struct gdb *gdb, uint64_t link_map, uint64_t *number) {
    struct {
        uint32_t bits, elements, offset;
    } field;
    return gdb->module_number_field != 0 && read_number(gdb, gdb->module_number_field, &field, sizeof field) && field.bits == 64
           && read_number(gdb, link_map + field.offset, number, sizeof *number);
}

/* fs points at the thread control block, whose second word points at the vector. Each entry is a pointer and a word
 * of the library's; the one before the first is the number of entries. An entry is -1 until the thread has touched
 * a module that was loaded late. */
static bool find_module_data(struct gdb *gdb, struct task *task, uint64_t module_number, uint64_t *data) {
    const struct user_regs_struct *registers = task_registers(task);
    uint64_t vector, entries;
    return registers != NULL && read_number(gdb, registers->fs_base + 8, &vector, sizeof vector)
           && read_number(gdb, vector - 16, &entries, sizeof entries) && module_number <= entries
           && read_number(gdb, vector + 16 * module_number, data, sizeof *data) && *data != UINT64_MAX;
}

/* "thread,offset,link map" */
static void handle_address(struct gdb *gdb, struct packet_reader *packet, struct packet_writer *reply) {
    pid_t tid;
    uint64_t offset, link_map, module_number, data;
    struct task *task = NULL;
    if (gdb->process != NULL && read_thread(packet, &tid) && read_word(packet, ",") && read_hex_number(packet, &offset)
        && read_word(packet, ",") && read_hex_number(packet, &link_map))
        task = tasks_find_living(gdb->process, tid);
    if (task != NULL && find_module_number(gdb, link_map, &module_number) && find_module_data(gdb, task, module_number, &data))
        write_text(reply, "%lx", data + offset);
    else
        gdb_write_error(reply);
}

bool gdb_handle_thread_local(struct gdb *gdb, struct packet_reader *packet, struct packet_writer *reply) {
    if (read_word(packet, "qSymbol:"))
        handle_symbol(gdb, packet, reply);
    else if (read_word(packet, "qGetTLSAddr:"))
        handle_address(gdb, packet, reply);
    else
        return false;
    return true;
}
