#include "gdb/session.h"

#include "targets/tasks.h"

struct task *gdb_selected_task(const struct gdb *gdb) {
    if (gdb->process == NULL)
        return NULL;
    struct task *task = tasks_find_living(gdb->process, gdb->selected_tid);
    return task != NULL ? task : tasks_first_living(gdb->process);
}

void gdb_write_error(struct packet_writer *reply) {
    reply->length = 0;
    write_text(reply, "E01");
}

void gdb_write_ok(struct packet_writer *reply) {
    write_text(reply, "OK");
}
