/* Stop replies. See "Stop Reply Packets" in the gdb manual. */
#include "gdb/session.h"

#include "running/stops.h"
#include "targets/tasks.h"

#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "gdb/registers.h"
#include "gdb/signal_numbers.h"

static int stop_signal(const struct gdb_stop *stop) {
    switch (stop->kind) {
    case STOP_PAUSE:
        /* Not SIGINT: a gdb that passes SIGINT on to the program would do so after a pause, too. */
        return 0;
    case STOP_SIGNAL:
        return stop->signal;
    case STOP_BREAKPOINT:
    case STOP_STEP:
    case STOP_ENTRY:
    case STOP_EXEC:
    case STOP_WATCHPOINT:
        return SIGTRAP;
    }
    return SIGTRAP;
}

static void write_executed_program(const struct gdb *gdb, struct packet_writer *reply) {
    char link[32], program[PATH_MAX];
    snprintf(link, sizeof link, "/proc/%d/exe", gdb->pid);
    ssize_t length = readlink(link, program, sizeof program);
    if (length <= 0)
        return;
    write_text(reply, "exec:");
    write_hex_bytes(reply, program, (size_t)length);
    write_text(reply, ";");
}

static void write_watchpoint(const struct debug_register *watchpoint, struct packet_writer *reply) {
    switch (watchpoint->use) {
    case DEBUG_REGISTER_EXECUTE:
        write_text(reply, "hwbreak:;");
        break;
    case DEBUG_REGISTER_WRITE:
        write_text(reply, "watch:%lx;", watchpoint->address);
        break;
    case DEBUG_REGISTER_ACCESS:
        write_text(reply, "awatch:%lx;", watchpoint->address);
        break;
    }
}

static void write_cause(const struct gdb *gdb, struct packet_writer *reply) {
    if (gdb->last_stop.watched)
        write_watchpoint(&gdb->last_stop.watchpoint, reply);
    else if (gdb->last_stop.kind == STOP_BREAKPOINT)
        write_text(reply, "swbreak:;");
    else if (gdb->last_stop.kind == STOP_EXEC)
        write_executed_program(gdb, reply);
}

/* gdb looks at these three after every stop; with them here it need not ask. */
static void write_frame_registers(struct task *task, struct packet_writer *reply) {
    static const unsigned numbers[] = { GDB_REGISTER_RBP, GDB_REGISTER_RSP, GDB_REGISTER_RIP };
    uint8_t registers[GDB_REGISTERS_SIZE];
    if (!gdb_general_registers_read(task, registers))
        return;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        write_text(reply, "%02x:", numbers[i]);
        write_hex_bytes(reply, registers + gdb_register_offset(numbers[i]), gdb_register_size(numbers[i]));
        write_text(reply, ";");
    }
}

static void write_exit(int wait_status, struct packet_writer *reply) {
    if (WIFSIGNALED(wait_status))
        write_text(reply, "X%02x", gdb_signal_from_linux(WTERMSIG(wait_status)));
    else
        write_text(reply, "W%02x", WEXITSTATUS(wait_status));
}

void gdb_write_stop(struct gdb *gdb, struct packet_writer *reply) {
    if (gdb->process == NULL) {
        write_exit(gdb->wait_status, reply);
        return;
    }
    write_text(reply, "T%02x", gdb_signal_from_linux(stop_signal(&gdb->last_stop)));
    if (gdb->last_stop.announced)
        write_cause(gdb, reply);
    write_text(reply, "thread:%x;", gdb->last_stop.tid);
    struct task *task = tasks_find_living(gdb->process, gdb->last_stop.tid);
    if (task != NULL)
        write_frame_registers(task, reply);
    /* gdb takes the thread of a stop as selected, without sending H. */
    gdb->selected_tid = gdb->last_stop.tid;
}

void gdb_send_stop(struct gdb *gdb) {
    char data[RSP_PACKET_SIZE];
    struct packet_writer reply = { .data = data, .capacity = sizeof data };
    gdb_write_stop(gdb, &reply);
    gdb->stop_presented = false;
    rsp_send(gdb->rsp, reply.data, reply.length);
}

void gdb_note_presentation(struct gdb *gdb) {
    gdb->stop_presented = true;
    gdb->interrupt_waits = false;
    stops_present(gdb->process);
}
